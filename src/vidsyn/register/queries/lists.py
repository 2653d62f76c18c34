"""Each list of the register as a table that can be written out and brought in again as changes.

The headings are those an import knows, in either language; the first column is our own reference, by which an
import finds the thing again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vidsyn.agreements.queries import AgreementFilter, AgreementRow, agreement_list
from vidsyn.collaborations.logic.catalogues import kinds as activity_kinds
from vidsyn.collaborations.logic.catalogues import subjects
from vidsyn.collaborations.queries import CollaborationFilter, CollaborationRow, collaboration_list
from vidsyn.kernel.precision import Precision, written
from vidsyn.kernel.words import Words
from vidsyn.partners.queries import PartnerFilter, columns_seen, network_list, partners_filtered
from vidsyn.partners.vocabulary import NameKind, NetworkKind, PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.register.tables import Table
from vidsyn.wording.countries import country_name
from vidsyn.wording.labels import label
from vidsyn.wording.lengths import notice_written

MOST = 50_000


def partners_table(viewer: Actor, wanted: PartnerFilter) -> Table:
    """Partners with their names and identifiers; imported columns for those who may read them."""
    found = partners_filtered(viewer, wanted).select_related("extra_unit").prefetch_related("names")
    partners = list(found[:MOST])
    columns = {partner.pk: columns_seen(viewer, partner) for partner in partners}
    extra = sorted({column for said in columns.values() for column in said})
    headings = (
        _("Reference"), _("Name"), _("Name (Swedish)"), _("Name (English)"), _("Acronym"), _("Kind of organisation"),
        _("Country"), _("City"), _("ROR id"), _("Erasmus code"), _("SCHAC code"), _("PIC"), _("Website"),
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
            _country(partner.country),
            partner.city, partner.ror, partner.erasmus_code, partner.schac, partner.pic, partner.website,
        )  # fmt: skip
        rows.append((*own, *(str(columns[partner.pk].get(column, "")) for column in extra)))
    named = (_("Remarks") if column == "notes" else column for column in extra)
    return Table(_("Partners"), (*headings, *named), tuple(rows))


def collaborations_table(viewer: Actor, wanted: CollaborationFilter) -> Table:
    """Collaborations with partners, unit, status and period."""
    found = collaboration_list(viewer, wanted, size=MOST).rows
    headings = (
        _("Reference"), _("Title"), _("Partner"), _("Country"), _("Kind of activity"), _("Unit"),
        _("Responsible person"), _("Level"), _("Status"), _("Start date"), _("End date"), _("Subject areas"),
    )  # fmt: skip
    return Table(_("Collaborations"), headings, tuple(_collaboration(row) for row in found))


def agreements_table(viewer: Actor, wanted: AgreementFilter, *, on: date | None = None) -> Table:
    """Agreements as they stand on a day (today unless given), with the end that was agreed."""
    found = agreement_list(viewer, wanted, on=on, size=MOST).rows
    headings = (
        _("Reference"), _("Register number"), _("Title"), _("Partner"), _("Country"), _("Type of agreement"), _("Unit"),
        _("Responsible person"), _("Status"), _("Start date"), _("End date"), _("Notice (months)"),
    )  # fmt: skip
    return Table(_("Agreements"), headings, tuple(_agreement(row) for row in found))


def networks_table(viewer: Actor, text: str, *, on: date, closed: bool = False) -> Table:
    """Networks with how many members they have and when their review is due."""
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
            _day(one.member_since),
            _day(one.member_until),
        )
        for one in network_list(viewer, text, on=on, closed=closed)
    )
    return Table(_("Networks"), headings, rows)


def _collaboration(row: CollaborationRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.title.sv or row.title.en,
        _joined(_said(p.words) if p.words else p.written for p in row.partners),
        _joined(_country(p.country) for p in row.partners),
        _joined(_said(activity_kinds()[code].words) for code in row.kinds if code in activity_kinds()),
        _said(row.unit),
        row.owner,
        _word(row.level),
        _word(row.status),
        _day(row.starts_on, row.starts_precision),
        _day(row.ends_on, row.ends_precision),
        _joined(
            f"{code} {_said(subjects()[code].words)}".strip() for code in row.subjects if code in subjects()
        ),
    )


def _agreement(row: AgreementRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.register_number,
        row.title.sv or row.title.en,
        _joined(_said(p.words) if p.words else p.name for p in row.parties),
        _joined(_country(p.country) for p in row.parties),
        _said(row.kind_words),
        _said(row.unit) if row.unit else "",
        row.owner,
        _word(row.status) if row.status else "",
        _day(row.starts_on, row.starts_precision),
        _("until further notice") if row.open_ended else _day(row.term_ends_on, row.ends_precision),
        notice_written(row.notice_months, row.notice_days),
    )


def _said(words: Words) -> str:
    return words.spoken(get_language() or "sv")


def _word(word: StrEnum) -> str:
    return label(word)


def _country(code: str) -> str:
    return country_name(code, get_language() or "sv") if code else ""


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _day(on: date | None, precision: Precision = Precision.DAY) -> str:
    """As people write it, with the precision it has, so that it comes back the same."""
    return written(on, precision) if on else ""
