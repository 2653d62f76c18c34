"""Link a listed organisation to its ROR record, only where a name is identical and the country agrees.

A bridge gives the listing ROR's names, in every language and script, and its parent organisations. It is never a
guess: a listing with two possible records, or of another country, has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.organisation_index import OrganisationIndex
from vidsyn.matching.organisations import NameKind, OrganisationRecord, Status
from vidsyn.matching.screening.building import Bridge
from vidsyn.matching.text.words import cut, folded_text

_TELLING = 3  # words a name must have to identify one organisation where the list gives no country


def bridged(registry: OrganisationIndex, listing: Listing) -> Bridge | None:
    """Return the bridge of a listing to its record; None where there is any doubt."""
    if listing.kind is not ListingKind.ORGANISATION:
        return None
    found: dict[str, tuple[OrganisationRecord, str]] = {}
    for name in listing.names:
        for record in _same(registry, name, listing):
            found.setdefault(record.id, (record, name))
    if len(found) != 1:
        return None
    record, name = next(iter(found.values()))
    parents = [above for id_ in record.parents if (above := registry.record(id_)) is not None]
    return Bridge(
        id=record.id,
        name=record.name,
        names=tuple(one.value for one in record.names if NameKind.ACRONYM not in one.kinds),
        parents=tuple((above.id, above.name) for above in parents),
        reason=f"{name}, {record.country}" if listing.countries else name,
    )


def _same(registry: OrganisationIndex, name: str, listing: Listing) -> Iterator[OrganisationRecord]:
    words = len(cut(name).words)
    records = [one for one in registry.named(name) if one.status is Status.ACTIVE and _is_called(one, name)]
    for record in records:
        if listing.countries:
            if record.country in listing.countries and words > 1:
                yield record
        elif words >= _TELLING and len(records) == 1:
            yield record


def _is_called(record: OrganisationRecord, name: str) -> bool:
    wanted = folded_text(name)
    return any(folded_text(one.value) == wanted for one in record.names if NameKind.ACRONYM not in one.kinds)
