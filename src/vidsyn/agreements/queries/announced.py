"""Registration of agreements with search, counts and exports across rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements.queries.ends import end_written, notice_day_written
from vidsyn.agreements.queries.filtering import AgreementFilter, counted_in_two
from vidsyn.agreements.queries.lists import agreement_list, agreements_found
from vidsyn.agreements.queries.places import agreement_countries
from vidsyn.agreements.queries.rows import AgreementRow
from vidsyn.people.actors import Actor
from vidsyn.rows.announced import SearchHit, counted_by_country, counted_in_search, listed_as, searched
from vidsyn.rows.counting import Counting
from vidsyn.tables.writing import Table
from vidsyn.wording.cells import MOST_ROWS, country, day, joined, spoken
from vidsyn.wording.labels import label
from vidsyn.wording.lengths import notice_written

counted_by_country("agreement", place=2)(agreement_countries)


@searched("agreement", place=3)
def _found(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for row in agreements_found(viewer, text, limit):
        parties = ", ".join(spoken(p.words) if p.words else p.name for p in row.parties)
        status = label(row.status) if row.status else ""
        detail = " · ".join(part for part in (parties, spoken(row.kind_words), status) if part)
        yield SearchHit("agreement", row.reference, spoken(row.title) or spoken(row.kind_words), detail)


@counted_in_search("agreement", place=3)
def _counted(viewer: Actor, text: str) -> Iterable[Counting]:
    return counted_in_two(viewer, AgreementFilter(text=text), here.today())


@listed_as("agreements", place=3)
def agreements_table(viewer: Actor, wanted: AgreementFilter, *, on: date | None = None) -> Table:
    """Agreements as of a day (default: today): the end first agreed on, and what follows as the list shows it."""
    found = agreement_list(viewer, wanted, on=on, size=MOST_ROWS).rows
    headings = (
        _("Reference"), _("Register number"), _("Title"), _("Partner"), _("Country"), _("Type of agreement"), _("Unit"),
        _("Responsible person"), _("Status"), _("Start date"), _("Original end date"),
        _("Notice (months)"), _("Current end date (calculated)"), _("Last day for notice (calculated)"),
    )  # fmt: skip
    return Table(_("Agreements"), headings, tuple(_agreement(row) for row in found))


def _agreement(row: AgreementRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.register_number,
        row.title.sv or row.title.en,
        joined(spoken(p.words) if p.words else p.name for p in row.parties),
        joined(country(p.country) for p in row.parties),
        spoken(row.kind_words),
        spoken(row.unit) if row.unit else "",
        row.owner,
        label(row.status) if row.status else "",
        day(row.starts_on, row.starts_precision),
        _("until further notice") if row.term_open_ended else day(row.term_ends_on, row.term_ends_precision),
        notice_written(row.notice_months, row.notice_days),
        end_written(row),
        notice_day_written(row),
    )
