"""Evidence beside the name: it moves the log-odds of a hit by a fixed step, returned as a reason.

The steps are likelihood ratios set by hand, so that contradictions go to a person: another country or year of birth
takes even an identical name below the threshold for automatic acceptance, but never out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.organisations import Reason
from vidsyn.matching.screening.answers import Screening
from vidsyn.matching.text.countries import country_code

SAME_COUNTRY, OTHER_COUNTRY = 1.0, -3.5
SAME_YEAR, OTHER_YEAR = 1.5, -4.0
SAME_IDENTIFIER = 6.0
_YEAR = re.compile(r"(?:19|20)\d\d")


def evidence(asked: Screening, listing: Listing, *, same_identifier: bool) -> Iterator[Reason]:
    """Yield the reasons beside the name. A fact that either side lacks is no reason."""
    if same_identifier:
        yield Reason("identifier", ", ".join(asked.identifiers), SAME_IDENTIFIER)
    # Persons are told apart by birth date, never by country.
    if listing.kind is ListingKind.PERSON:
        yield from _births(asked, listing)
    else:
        yield from _country(asked, listing)


def _country(asked: Screening, listing: Listing) -> Iterator[Reason]:
    wanted = country_code(asked.country)
    if wanted and listing.countries:
        same = wanted in listing.countries
        known = all(len(code) == 2 for code in listing.countries)
        if same or known:
            text = wanted if same else f"{wanted} / {', '.join(listing.countries)}"
            yield Reason("country", text, SAME_COUNTRY if same else OTHER_COUNTRY)


def _births(asked: Screening, listing: Listing) -> Iterator[Reason]:
    mine, theirs = _years(asked.births), _years(listing.births)
    if mine and theirs:
        same = bool(mine & theirs)
        told = f"{', '.join(sorted(mine))} / {', '.join(sorted(theirs))}"
        yield Reason("birth", told, SAME_YEAR if same else OTHER_YEAR)


def _years(births: tuple[str, ...]) -> set[str]:
    return {year for text in births for year in _YEAR.findall(text)}
