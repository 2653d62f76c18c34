"""Registration of collaborations with search, counts and exports across rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from vidsyn.collaborations.logic.catalogues import kinds as activity_kinds
from vidsyn.collaborations.logic.catalogues import subjects
from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.collaborations.queries.filtering import CollaborationFilter, counted_in_two
from vidsyn.collaborations.queries.lists import collaboration_list, collaborations_found
from vidsyn.collaborations.queries.places import collaboration_countries
from vidsyn.collaborations.queries.rows import SAID_IN_ROWS, CollaborationRow
from vidsyn.people.actors import Actor
from vidsyn.rows.announced import SearchHit, counted_by_country, counted_in_search, listed_as, searched
from vidsyn.rows.counting import Counting
from vidsyn.tables.writing import Table
from vidsyn.wording.cells import MOST_ROWS, country, day, joined, spoken
from vidsyn.wording.labels import field_label, label

# The texts of any length that rows have.
_LISTED = tuple(name for name in OWN_WORDS if name in SAID_IN_ROWS)
counted_by_country("collaboration", place=3)(collaboration_countries)


@searched("collaboration", place=2)
def _found(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for row in collaborations_found(viewer, text, limit):
        partners = ", ".join(spoken(p.words) if p.words else p.written for p in row.partners)
        yield SearchHit("collaboration", row.reference, spoken(row.title), partners)


@counted_in_search("collaboration", place=2)
def _counted(viewer: Actor, text: str) -> Iterable[Counting]:
    return counted_in_two(viewer, CollaborationFilter(text=text))


@listed_as("collaborations", place=2)
def collaborations_table(viewer: Actor, wanted: CollaborationFilter) -> Table:
    """Collaborations with partners, unit, status and period."""
    found = collaboration_list(viewer, wanted, size=MOST_ROWS).rows
    headings = (
        _("Reference"), _("Title"), _("Partner"), _("Country"), _("Kind of activity"), _("Unit"),
        _("Responsible person"), _("Level"), _("Status"), _("Start date"), _("End date"), _("Subject areas"),
        *(field_label("collaboration", name) for name in _LISTED),
    )  # fmt: skip
    return Table(_("Collaborations"), headings, tuple(_collaboration(row) for row in found))


def _collaboration(row: CollaborationRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.title.sv or row.title.en,
        joined(spoken(p.words) if p.words else p.written for p in row.partners),
        joined(country(p.country) for p in row.partners),
        joined(spoken(activity_kinds()[code].words) for code in row.kinds if code in activity_kinds()),
        spoken(row.unit),
        row.owner,
        label(row.level),
        label(row.status),
        day(row.starts_on, row.starts_precision),
        day(row.ends_on, row.ends_precision),
        joined(
            f"{code} {spoken(subjects()[code].words)}".strip() for code in row.subjects if code in subjects()
        ),
        *(getattr(row, name) for name in _LISTED),
    )
