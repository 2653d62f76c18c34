"""An exported list, changed in a cell and imported again, changes just that; undoing reverts it."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import translation
from tests.lists import agreement_row, agreements_list, delimited, workbook

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.queries.announced import collaborations_table
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.queries.dry import act_report, dry_run
from vidsyn.intake.vocabulary import ListKind
from vidsyn.partners.models import Partner
from vidsyn.partners.queries.announced import partners_table
from vidsyn.partners.queries.partners import PartnerFilter
from vidsyn.people.actors import local_operator
from vidsyn.tables.writing import FileFormat, Table, written

pytestmark = pytest.mark.django_db
OPERATOR = local_operator()

_PARTNERS = delimited(
    [
        ["Namn", "Svenskt namn", "Förkortning", "Land", "Stad", "Anm", "Typ", "Egen"],
        ["Uppsala University", "Uppsala universitet", "UU", "Sverige", "Uppsala", "se pärm", "lärosäte", ""],
        ["Vårt bolag", "Vårt bolag AB", "VB", "Sverige", "Lund", "", "företag", "egen"],
    ],
    delimiter=";",
)
_COLLABORATIONS = workbook(
    Samverkan=
    [
        ["Titel", "Partner", "Land", "Typ", "Ämnesområde", "Status", "Startdatum", "Slutdatum", "Skola"],
        ["Rent vatten", "Lund University", "SE", "Forskning; Utbyte", "10201", "pågående", "maj 2024", "HT27", "abe"],
        ["Ljus", "Makerere University", "UG", "gästföreläsning", "Matematik, Data- och informationsvetenskap",
         "planerat", "", "", "abe"],
    ],
)  # fmt: skip


@pytest.fixture
def register(school: object, ror: None) -> None:
    """A few records of each kind."""
    brought(ListKind.PARTNERS, _PARTNERS)
    brought(ListKind.COLLABORATIONS, _COLLABORATIONS)
    rows = (
        agreement_row("V-1"),
        agreement_row("V-2", ends="tills vidare", starts="maj 2014", partner="Vårt bolag"),
        agreement_row("V-3", notice="90 dagar", partner="Vårt bolag"),
        agreement_row("V-4", notice="60 månader", partner="Vårt bolag"),
    )
    brought(ListKind.AGREEMENTS, agreements_list(*rows))


def brought(kind: ListKind, content: bytes) -> Import:
    act = import_plan(kind=kind, file_name="lista", content=content, actor=OPERATOR)
    return import_carry_out(act, OPERATOR)


def taken_out(kind: ListKind) -> Table:
    if kind is ListKind.PARTNERS:
        return partners_table(OPERATOR, PartnerFilter())
    if kind is ListKind.COLLABORATIONS:
        return collaborations_table(OPERATOR, CollaborationFilter())
    return agreements_table(OPERATOR, AgreementFilter())


def edited(kind: ListKind, of: str, heading: str, text: str) -> bytes:
    """Return the list as a file, with one cell changed in the row that names `of`."""
    rows = list(
        csv.reader(io.StringIO(written(taken_out(kind), FileFormat.CSV).decode("utf-8-sig")), delimiter=";")
    )
    (row,) = [row for row in rows if of in row]
    row[rows[0].index(heading)] = text
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", list(FileFormat))
def test_what_nobody_changed_is_unchanged(
    register: None, kind: ListKind, language: str, form: FileFormat
) -> None:
    with translation.override(language):
        told = dry_run(OPERATOR, kind, written(taken_out(kind), form))
    assert (told["unchanged"], told["warnings"]) == (told["rows"], [])
    assert told["rows"] >= 2


_EDITS = [
    (ListKind.PARTNERS, "Vårt bolag", "Namn", "Vårt nya bolag", "partner"),
    (ListKind.PARTNERS, "Vårt bolag", "Namn (svenska)", "Vårt nya bolag AB", "name_sv"),
    (ListKind.PARTNERS, "Vårt bolag", "Namn (engelska)", "Our company", "name_en"),
    (ListKind.PARTNERS, "Vårt bolag", "Förkortning", "VBAB", "acronym"),
    (ListKind.PARTNERS, "Vårt bolag", "Ort", "Malmö", "city"),
    (ListKind.PARTNERS, "Vårt bolag", "Anmärkningar", "ny", "notes"),
    (ListKind.PARTNERS, "Vårt bolag", "Egen", "egen 2", "extra"),
    (ListKind.PARTNERS, "Vårt bolag", "Land", "Danmark", "country"),
    (ListKind.PARTNERS, "Vårt bolag", "Webbplats", "https://bolaget.example", "website"),
    (ListKind.COLLABORATIONS, "Rent vatten", "Titel", "Renare vatten", "title"),
    (ListKind.COLLABORATIONS, "Rent vatten", "Aktivitetsslag", "Innovation", "kind"),
    (ListKind.COLLABORATIONS, "Rent vatten", "Ämnesområden", "10101", "subjects"),
    (ListKind.COLLABORATIONS, "Rent vatten", "Status", "Vilande", "status"),
    (ListKind.COLLABORATIONS, "Rent vatten", "Slutdatum", "2030-01-31", "ends_on"),
    (ListKind.AGREEMENTS, "V-1", "Uppsägningstid (mån)", "12", "notice_months"),
    (ListKind.AGREEMENTS, "V-1", "Uppsägningstid (mån)", "90 dagar", "notice_days"),
    (ListKind.AGREEMENTS, "V-3", "Uppsägningstid (mån)", "3", "notice_months"),
    (ListKind.AGREEMENTS, "V-3", "Uppsägningstid (mån)", "6 veckor", "notice_days"),
    (ListKind.AGREEMENTS, "V-1", "Ursprungligt slutdatum", "tills vidare", "open_ended"),
    (ListKind.AGREEMENTS, "V-2", "Ursprungligt slutdatum", "2031-05-31", "ends_on"),
    (ListKind.AGREEMENTS, "V-1", "Avtalstyp", "Forskning", "kind"),
]


@pytest.mark.parametrize(("kind", "of", "heading", "text", "field"), _EDITS)
def test_a_changed_cell_is_one_update_and_can_be_undone(
    register: None, kind: ListKind, of: str, heading: str, text: str, field: str
) -> None:
    with translation.override("sv"):
        before = taken_out(kind)
        act = brought(kind, edited(kind, of, heading, text))
        assert (act.counts["updated"], act.counts["unchanged"]) == (1, len(before.rows) - 1), act_report(act)
        (row,) = act.rows.filter(outcome="updated")
        assert field in {change["field"] for change in row.changes}
        assert taken_out(kind) != before
        again = dry_run(OPERATOR, kind, written(taken_out(kind), FileFormat.CSV))
        assert again["unchanged"] == again["rows"]
        import_undo(act=act, reason="prov", actor=OPERATOR)
        assert sorted(taken_out(kind).rows) == sorted(before.rows)


def test_a_name_changed_in_a_list_leaves_the_old_one_as_a_former_name(register: None) -> None:
    with translation.override("sv"):
        brought(ListKind.PARTNERS, edited(ListKind.PARTNERS, "Vårt bolag", "Namn", "Vårt nya bolag"))
    partner = Partner.objects.get(names__name="Vårt nya bolag")
    assert {(n.name, n.kind) for n in partner.names.all()} >= {
        ("Vårt nya bolag", "official"), ("Vårt bolag", "former")
    }  # fmt: skip


def test_another_partner_in_the_row_is_pointed_out_and_changes_nothing(register: None) -> None:
    with translation.override("sv"):
        told = dry_run(
            OPERATOR, ListKind.AGREEMENTS, edited(ListKind.AGREEMENTS, "V-1", "Partner", "Lund University")
        )
    assert (told["updated"], [w["code"] for w in told["warnings"]]) == (0, ["partner_stays"])


def test_subjects_and_several_kinds_come_in_by_name_or_code(register: None) -> None:
    water, light = (Collaboration.objects.get(title_sv=title) for title in ("Rent vatten", "Ljus"))
    assert {(term.kind, term.code) for term in water.terms.all()} == {
        ("kind", "research"), ("kind", "mobility"), ("subject", "10201")
    }  # fmt: skip
    assert {term.code for term in light.terms.filter(kind="subject")} == {"101", "102"}


def test_a_subject_nobody_knows_is_warned_of_and_kept(school: object, ror: None) -> None:
    rows = [["Titel", "Partner", "Ämne"], ["Hav", "Lund University", "Matematik; Sjöjungfrur"]]
    act = brought(ListKind.COLLABORATIONS, delimited(rows))
    (warning,) = act_report(act)["warnings"]
    assert (warning["code"], warning["text"]) == ("unknown_subject", "Sjöjungfrur")
    collaboration = Collaboration.objects.get()
    assert collaboration.extra == {"Ämne": "Sjöjungfrur"}
    assert [term.code for term in collaboration.terms.filter(kind="subject")] == ["101"]


def test_two_spellings_of_one_partner_become_one_with_both_names(school: object, ror: None) -> None:
    rows = [
        ["Namn", "Land", "Stad", "Erasmuskod", "Anm"],
        ["Uppsala universitet", "Sverige", "", "", "a"],
        ["UPPSALA UNIVERSITY", "SE", "Uppsala", "S UPPSALA01", "b"],
    ]
    act = brought(ListKind.PARTNERS, delimited(rows))
    assert (act.counts["created"], act.counts["unchanged"]) == (1, 1)
    partner = Partner.objects.get()
    assert (partner.city, partner.erasmus_code, partner.extra["notes"]) == ("Uppsala", "S  UPPSALA01", "a")
    told = [(w["row"], w["code"], w["text"], w.get("same_as")) for w in act_report(act)["warnings"]]
    assert told == [(3, "same_as_earlier", "", 2), (3, "differs_from_earlier", "b", 2)]
    again = brought(ListKind.PARTNERS, delimited(rows))
    assert (again.counts["created"], again.counts["updated"], again.counts["unchanged"]) == (0, 0, 2)
    assert Agreement.objects.count() == 0
