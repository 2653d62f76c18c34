"""Registration of partners and networks with search, counts and exports across rooms.

Headings of an export are those the import recognises, in either language; the first column is the reference, by
which an import identifies the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from vidsyn.partners.logic.entries import PartnerSaid
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.networks import network_list, network_search, networks_matching
from vidsyn.partners.queries.partners import PartnerFilter, partner_countries, partners_filtered
from vidsyn.partners.queries.rights import columns_seen
from vidsyn.partners.queries.search import partner_search
from vidsyn.partners.vocabulary import NameKind, NetworkKind, PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.rows.announced import SearchHit, counted_by_country, counted_in_search, listed_as, searched
from vidsyn.rows.counting import Counting
from vidsyn.tables.writing import Table
from vidsyn.wording.cells import MOST_ROWS, country, day
from vidsyn.wording.labels import field_label, label

counted_by_country("partner", place=1)(partner_countries)


@searched("partner", place=1)
def _partners_found(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for hit in partner_search(viewer, text, limit):
        parts = (hit.found_by, hit.partner.city, country(hit.partner.country))
        detail = " · ".join(part for part in parts if part)
        yield SearchHit("partner", hit.partner.reference, hit.partner.name, detail)


@counted_in_search("partner", place=1)
def _partners_counted(viewer: Actor, text: str) -> Iterable[Counting]:
    return [Counting(partners_filtered, (viewer, PartnerFilter(text=text)))]


@searched("network", place=4)
def _networks_found(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for network in network_search(viewer, text, limit):
        yield SearchHit("network", network.reference, network.name, network.acronym)


@counted_in_search("network", place=4)
def _networks_counted(viewer: Actor, text: str) -> Iterable[Counting]:
    return [Counting(networks_matching, (viewer, text))]


@listed_as("partners", place=1)
def partners_table(viewer: Actor, wanted: PartnerFilter) -> Table:
    """Partners with their names and identifiers; imported columns only for those who may read them."""
    found = partners_filtered(viewer, wanted).select_related("extra_unit").prefetch_related("names")
    partners = list(found[:MOST_ROWS])
    columns = {partner.pk: columns_seen(viewer, partner) for partner in partners}
    extra = sorted({column for said in columns.values() for column in said})
    headings = (
        _("Reference"), _("Name"), _("Name (Swedish)"), _("Name (English)"), _("Acronym"), _("Kind of organisation"),
        *(field_label("partner", name) for name in PartnerSaid.__annotations__),
    )  # fmt: skip
    rows = []
    for partner in partners:
        names = list(partner.names.all())
        official = [name for name in names if name.kind == NameKind.OFFICIAL]
        acronym = next((name.name for name in names if name.kind == NameKind.ACRONYM), "")
        own = (
            partner.reference,
            (official or names)[0].name,
            next((name.name for name in official if name.language == "sv"), ""),
            next((name.name for name in official if name.language == "en"), ""),
            acronym,
            label(PartnerKind(partner.kind)),
            *(country(text) if name == "country" else text for name, text in _said(partner)),
        )
        rows.append((*own, *(str(columns[partner.pk].get(column, "")) for column in extra)))
    named = (_("Remarks") if column == "notes" else column for column in extra)
    return Table(_("Partners"), (*headings, *named), tuple(rows))


def _said(partner: Partner) -> Iterator[tuple[str, str]]:
    return ((name, getattr(partner, name)) for name in PartnerSaid.__annotations__)


@listed_as("networks", place=4)
def networks_table(viewer: Actor, text: str, *, on: date, closed: bool = False) -> Table:
    """Networks with the number of members and the date of the next review."""
    headings = (
        _("Reference"), _("Name (Swedish)"), _("Name (English)"), _("Acronym"), _("Kind of network"), _("Website"),
        _("Member since"), _("Member until"),
    )  # fmt: skip
    rows = tuple(
        (
            one.reference,
            one.name_sv,
            one.name_en,
            one.acronym,
            label(NetworkKind(one.kind)),
            one.website,
            day(one.member_since),
            day(one.member_until),
        )
        for one in network_list(viewer, text, on=on, closed=closed)
    )
    return Table(_("Networks"), headings, rows)
