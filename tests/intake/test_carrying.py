"""An import is carried out piece by piece, is idempotent, and can be undone as a whole."""

import pytest
from tests.lists import agreement_row, agreements_list, coordinator_for, delimited

from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.history.models import HistoryEntry
from vidsyn.intake.jobs import import_carry_out, import_enqueue
from vidsyn.intake.logic.judging import NameChoice
from vidsyn.intake.logic.settings import DefaultChoice, Settings, WordChoice
from vidsyn.intake.models import Import
from vidsyn.intake.operations import carrying
from vidsyn.intake.operations.carrying import PIECE, import_advance, import_start
from vidsyn.intake.operations.judging import import_names_decide
from vidsyn.intake.operations.planning import (
    import_drop,
    import_plan,
    import_read,
    import_receive,
    import_rows_choose,
    import_settings_set,
)
from vidsyn.intake.queries.acts import (
    import_list,
    import_named,
    names_to_judge,
    words_to_map,
)
from vidsyn.intake.queries.dry import act_report, dry_run
from vidsyn.intake.vocabulary import ActState, Field, ListKind, Outcome
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Partner

pytestmark = pytest.mark.django_db


def test_an_agreement_comes_in_with_its_partner_dates_and_what_nobody_mapped(bring):
    act = bring(agreements_list(agreement_row(unit="KTH-gemensamt", ends="tills vidare", notice=12.0)))
    agreement = Agreement.objects.get()
    assert (act.state, agreement.register_number, agreement.kind) == ("done", "V-2024-1", "memorandum")
    assert (str(agreement.starts_on), agreement.open_ended, agreement.notice_months) == (
        "2024-07-01",
        True,
        12,
    )
    assert (agreement.taken_as_signed, agreement.extra) == (True, {"Skola": "KTH-gemensamt"})
    partner = agreement.parties.get(side="partner").partner
    assert (partner.ror, partner.country) == ("https://ror.org/048a87296", "SE")
    assert {name.name for name in partner.names.all()} == {"Uppsala University", "Uppsala universitet"}
    act_facts = HistoryEntry.objects.filter(correlation_id=act.correlation_id, door="import")
    assert set(act_facts.values_list("subject_kind", flat=True)) == {"agreement", "partner"}


def test_one_partner_for_many_rows_and_none_where_a_person_must_judge(bring):
    bring(
        agreements_list(
            agreement_row("1"),
            agreement_row("2", partner="UPPSALA UNIVERSITET"),
            agreement_row("3", partner="Nya högskolan"),
            agreement_row("4", partner="Nya  Högskolan"),
            agreement_row("5", country="Danmark"),
        )
    )
    assert Partner.objects.count() == 2
    unlinked = Party.objects.get(side="partner", partner=None)
    assert (unlinked.agreement.register_number, unlinked.name) == ("5", "Uppsala universitet")


@pytest.mark.parametrize("kind", list(ListKind))
def test_the_same_file_twice_changes_nothing(bring, operator, kind):
    content = agreements_list(
        *(agreement_row(f"V-{n}", note=f"{n}") for n in range(3)), agreement_row("", note="x")
    )
    if kind is not ListKind.AGREEMENTS:
        heading = ["Namn", "Land", "Stad"] if kind is ListKind.PARTNERS else ["Titel", "Partner", "Land"]
        content = delimited([heading, ["Lund University", "Sverige", "Lund"], ["Ny", "Vårt bolag", ""]])
    first = bring(content, kind)
    entries = HistoryEntry.objects.exclude(subject_kind="import").count()
    second = bring(content, kind)
    assert first.counts["created"] > 0
    assert second.counts == first.counts | {"created": 0, "unchanged": first.counts["created"]}
    assert HistoryEntry.objects.exclude(subject_kind="import").count() == entries


def test_a_changed_file_updates_and_what_was_edited_since_is_a_conflict(bring, operator):
    bring(agreements_list(agreement_row("1"), agreement_row("2"), agreement_row("3")))
    edited = Agreement.objects.get(register_number="2")
    agreement_update(agreement=edited, note="satt för hand", actor=operator)
    act = bring(
        agreements_list(
            agreement_row("1", ends="2028-01-01"), agreement_row("2", note="ur filen"), agreement_row("3")
        )
    )
    assert act.counts["updated"] == 1
    assert str(Agreement.objects.get(register_number="1").ends_on) == "2028-01-01"
    assert Agreement.objects.get(register_number="2").note == "satt för hand"
    (conflict,) = act_report(act)["conflicts"]
    assert (conflict["row"], conflict["field"], conflict["now"], conflict["file"]) == (
        3, "notes", "satt för hand", "ur filen"
    )  # fmt: skip


def test_a_row_with_our_own_reference_changes_that_thing(bring):
    bring(agreements_list(agreement_row("1")))
    agreement = Agreement.objects.get()
    rows = [["Referens", "Partner", "Uppsägningstid"], [agreement.reference, "Uppsala universitet", "3"]]
    act = bring(delimited([*rows, ["A-111111", "Lund University", "3"]]))
    assert (act.counts["updated"], act.counts["refused"]) == (1, 1)
    agreement.refresh_from_db()
    assert (agreement.notice_months, str(agreement.ends_on)) == (3, "2027-06-30")


def test_an_interrupted_import_is_resumed_or_undone(operator, school, ror):
    content = agreements_list(*(agreement_row(f"V-{n}") for n in range(PIECE + 5)))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    import_start(act=act, actor=operator)
    import_advance(act=act, actor=operator)
    assert Agreement.objects.count() == PIECE
    act = import_carry_out(Import.objects.get(), operator)
    assert (act.state, Agreement.objects.count()) == ("done", PIECE + 5)
    import_enqueue(act, operator)
    assert Agreement.objects.count() == PIECE + 5


def test_rows_left_out_and_words_said_once_hold_for_the_next_file(operator, school, ror):
    content = agreements_list(
        agreement_row("1", unit="Gemensamt", kind=""), agreement_row("2", unit="Gemensamt")
    )
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    assert words_to_map(operator, act) == [("unit", "Gemensamt", 2)]
    settings = Settings(
        words=(WordChoice(Field.UNIT, "Gemensamt", "uni"),), defaults=(DefaultChoice(Field.KIND, "utbyte"),)
    )
    act = import_settings_set(act=act, settings=settings, actor=operator)
    act = import_rows_choose(act=act, rows=(0,), actor=operator)
    assert (act.counts["created"], act.counts["skipped"]) == (1, 1)
    import_carry_out(act, operator)
    agreement = Agreement.objects.get()
    assert (agreement.unit.code, agreement.kind) == ("uni", "exchange")
    assert dry_run(operator, ListKind.AGREEMENTS, content)["warnings"] == []


def test_a_judged_name_holds_for_every_row_and_for_lists_to_come(operator, school, ror):
    content = agreements_list(agreement_row("1", country="Danmark"), agreement_row("2", country="Danmark"))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    (judged,) = names_to_judge(operator, act)
    assert (judged.rows, judged.proposal["ror"]) == (2, "https://ror.org/048a87296")
    yes = NameChoice(judged.name, judged.country, ror=judged.proposal["ror"])
    act = import_names_decide(act=act, names=(yes,), actor=operator)
    assert {match["decided"] for match in dry_run(operator, ListKind.AGREEMENTS, content)["matches"]} == {
        "linked"
    }
    import_names_decide(act=act, names=(NameChoice(judged.name, judged.country),), actor=operator)
    assert {match["decided"] for match in dry_run(operator, ListKind.AGREEMENTS, content)["matches"]} == {
        "new"
    }


def test_a_file_without_heading_waits_for_a_person_and_a_plan_can_be_thrown_away(operator, school, ror):
    act = import_plan(
        kind=ListKind.AGREEMENTS, file_name="a.csv", content=b"Vem;Var\nLund;Sverige\n", actor=operator
    )
    assert (act.counts["rows"], act.sheets[0]["likely_row"]) == (0, 1)
    act = import_drop(act=act, actor=operator)
    assert act.state == ActState.DROPPED
    assert not import_list(operator).exists()
    with pytest.raises(Refusal, match="import_not_planned"):
        import_start(act=act, actor=operator)


def test_a_row_the_importer_may_not_bring_is_refused_and_the_others_come_in(school, ror):
    actor = coordinator_for(school)
    content = agreements_list(agreement_row("1"), agreement_row("2", unit="Universitetet"))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=actor)
    act = import_carry_out(act, actor)
    assert [a.register_number for a in Agreement.objects.all()] == ["1"]
    assert (act.counts["created"], act.counts["refused"]) == (1, 1)
    assert act_report(act)["refused"][0]["code"] == "row_of_other_unit"


def test_an_import_is_seen_by_whoever_brought_it_and_by_the_office(operator, school, ror):
    actor, other = coordinator_for(school), coordinator_for(school)
    act = import_plan(kind=ListKind.PARTNERS, file_name="a.csv", content=b"Namn\nLund\n", actor=actor)
    assert [list(import_list(who)) for who in (actor, operator, other)] == [[act], [act], []]
    with pytest.raises(Refusal, match="not_found"):
        import_named(other, act.reference)
    with pytest.raises(Refusal, match="not_allowed"):
        import_start(act=act, actor=other)


def test_remarks_decide_only_when_the_person_says_so(bring):
    row = agreement_row("1", note="väntar på underskrift")
    bring(agreements_list(row))
    assert Agreement.objects.get().stage == "signed"
    bring(
        agreements_list(row[:0] + agreement_row("2", note="väntar på underskrift")),
        settings=Settings(states_from_remarks=True),
    )
    assert Agreement.objects.get(register_number="2").stage == "for_signature"


def test_outcomes_after_carrying_out_still_add_up(bring):
    act = bring(
        agreements_list(
            agreement_row("1"), ["", "Summa", "", "", "", "", "", 1], agreement_row("2", ends="x")
        )
    )
    found = act_report(act)
    refused = {(entry["sheet"], entry["row"]) for entry in found["refused"]}
    assert found["rows"] == found["created"] + found["updated"] + found["unchanged"] + len(
        found["skipped"]
    ) + len(refused)
    assert {row.outcome for row in act.rows.all()} == {Outcome.CREATED, Outcome.SKIPPED, Outcome.REFUSED}


def test_a_list_taken_in_is_read_later_to_the_same_plan(operator, school, ror):
    content = agreements_list(agreement_row("1"), agreement_row("2", ends="03/04/27"))
    given = {"kind": ListKind.AGREEMENTS, "file_name": "a.xlsx", "content": content, "actor": operator}
    waiting = import_receive(**given)
    assert (waiting.state, waiting.counts, waiting.rows.count()) == (ActState.READING, {"rows": 3}, 0)
    with pytest.raises(Refusal, match="import_being_read"):
        import_start(act=waiting, actor=operator)
    read = import_read(act=waiting, actor=operator)
    assert (read.state, read.counts) == (ActState.PLANNED, import_plan(**given).counts)
    assert import_read(act=read, actor=operator).rows.count() == 2


def test_what_cannot_be_read_is_refused_when_it_is_taken_in(operator, school, ror):
    with pytest.raises(Refusal, match="file_not_a_table"):
        import_receive(kind=ListKind.AGREEMENTS, file_name="a.pdf", content=b"%PDF-1.7", actor=operator)
    act = import_receive(
        kind=ListKind.AGREEMENTS, file_name="a.csv", content=b"Vem;Var\nLund;Sverige\n", actor=operator
    )
    act = import_read(act=act, actor=operator)
    assert (act.state, act.counts["rows"], act.sheets[0]["heading_row"]) == (ActState.PLANNED, 0, None)


def test_a_piece_that_fails_midway_leaves_nothing_of_itself_and_is_done_again(
    operator, school, ror, monkeypatch
):
    content = agreements_list(*(agreement_row(f"V-{n}") for n in range(PIECE + 5)))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    act = import_advance(act=import_start(act=act, actor=operator), actor=operator)
    with monkeypatch.context() as broken:
        broken.setattr(
            carrying, "_remember", lambda *_given: 1 / 0
        )  # the worker dies before the piece is committed
        with pytest.raises(ZeroDivisionError):
            import_carry_out(act, operator)
    assert (Import.objects.get().state, Agreement.objects.count()) == (ActState.RUNNING, PIECE)
    act = import_carry_out(Import.objects.get(), operator)
    assert (act.state, Agreement.objects.count()) == (ActState.DONE, PIECE + 5)
    assert act_report(act)["created"] == PIECE + 5
