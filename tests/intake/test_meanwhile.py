"""Two people plan and carry out the same list: everything is imported once, and the second is informed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.lists import agreement_row, agreements_list, delimited

from vidsyn.agreements.models import Agreement, Party
from vidsyn.collaborations.models import Collaboration
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.logic.judging import NameChoice
from vidsyn.intake.operations import carrying
from vidsyn.intake.operations.carrying import import_advance, import_start
from vidsyn.intake.operations.judging import import_names_decide
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.queries.dry import act_report
from vidsyn.intake.vocabulary import ActState, ListKind, Warned
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.merging import partner_merge
from vidsyn.partners.operations.partners import partner_register

pytestmark = pytest.mark.django_db
KINDS = {
    ListKind.AGREEMENTS: Agreement,
    ListKind.COLLABORATIONS: Collaboration,
    ListKind.PARTNERS: Partner,
}


def content(kind: ListKind) -> bytes:
    if kind is ListKind.AGREEMENTS:
        numbered = [agreement_row(f"V-{n}", note=f"{n}") for n in range(3)]
        return agreements_list(
            *numbered, agreement_row("", note="utan nummer"), agreement_row("", partner="Nytt")
        )
    heading = ["Namn", "Land", "Stad"] if kind is ListKind.PARTNERS else ["Titel", "Partner", "Land"]
    rows = [
        ["Lund University", "Sverige", "Lund"],
        ["Ny", "Vårt bolag", ""],
        ["Tredje", "Uppsala universitet", ""],
    ]
    return delimited([heading, *rows])


@pytest.fixture
def planned(operator, school, ror):
    def planned(kind, list_content=None):
        given = list_content or content(kind)
        return import_plan(kind=kind, file_name="lista", content=given, settings=None, actor=operator)

    return planned


@pytest.mark.parametrize("kind", list(ListKind))
def test_one_after_the_other(planned, operator, kind):
    first, second = planned(kind), planned(kind)
    made = import_carry_out(first, operator).counts["created"]
    partners, things = Partner.objects.count(), KINDS[kind].objects.count()
    counts = import_carry_out(second, operator).counts
    assert made > 0
    assert (counts["created"], counts["unchanged"]) == (0, made)
    assert (Partner.objects.count(), KINDS[kind].objects.count()) == (partners, things)
    told = [one["code"] for one in act_report(second)["warnings"]]
    assert told.count(Warned.DONE_MEANWHILE) == made


@pytest.mark.parametrize("kind", list(ListKind))
def test_piece_by_piece_in_turn(planned, operator, kind, monkeypatch):
    monkeypatch.setattr(carrying, "PIECE", 1)
    acts = [import_start(act=planned(kind), actor=operator) for _who in range(2)]
    rows = acts[0].counts["created"]
    while any(act.state == ActState.RUNNING for act in acts):
        acts = [
            import_advance(act=act, actor=operator) if act.state == ActState.RUNNING else act for act in acts
        ]
    assert [act.counts["created"] for act in acts] == [rows, 0]
    assert KINDS[kind].objects.count() == rows


def test_what_the_second_list_says_otherwise_is_a_conflict_and_overwrites_nothing(planned, operator):
    first = planned(ListKind.AGREEMENTS, agreements_list(agreement_row("1", note="först")))
    second = planned(ListKind.AGREEMENTS, agreements_list(agreement_row("1", note="sedan")))
    import_carry_out(first, operator)
    counts = import_carry_out(second, operator).counts
    assert (counts["created"], counts["updated"], counts["unchanged"]) == (0, 0, 1)
    assert Agreement.objects.get().note == "först"
    (conflict,) = act_report(second)["conflicts"]
    assert (conflict["now"], conflict["file"]) == ("först", "sedan")


def test_the_same_changes_carried_out_by_both_are_made_once_and_refused_to_nobody(planned, operator):
    import_carry_out(planned(ListKind.AGREEMENTS, agreements_list(agreement_row("1"))), operator)
    changed = agreements_list(agreement_row("1", ends="2028-01-01"))
    first, second = (planned(ListKind.AGREEMENTS, changed) for _who in range(2))
    assert import_carry_out(first, operator).counts["updated"] == 1
    counts = import_carry_out(second, operator).counts
    assert (counts["updated"], counts["unchanged"], counts["refused"]) == (0, 1, 0)


def test_looking_again_costs_no_statement_for_each_row(planned, operator):
    def statements(count):
        rows = [agreement_row(f"{count}-{n}") for n in range(count)]
        first, second = (planned(ListKind.AGREEMENTS, agreements_list(*rows)) for _who in range(2))
        import_carry_out(first, operator)
        act = import_start(act=second, actor=operator)
        with CaptureQueriesContext(connection) as found:
            import_advance(act=act, actor=operator)
        return len(found)

    assert statements(20) <= statements(5) + 2


def test_two_different_lists_with_the_same_new_partner(planned, operator):
    """Neither has a ROR id: name and country identify it."""
    heading = ["Namn", "Land", "Stad", "Webbplats"]
    lists = [
        delimited([heading, ["Nya högskolan", "Norge", city, f"https://{n}.example.org"]])
        for n, city in enumerate(("", "Bergen"))
    ]
    for act in [planned(ListKind.PARTNERS, one) for one in lists]:
        import_carry_out(act, operator)
    assert Partner.objects.count() == 1


def test_namesakes_in_one_list_stay_two(planned, operator, monkeypatch):
    monkeypatch.setattr(carrying, "PIECE", 1)
    rows = [["Statens högskola", "Norge", "Bergen"], ["Statens högskola", "Norge", "Tromsø"]]
    import_carry_out(planned(ListKind.PARTNERS, delimited([["Namn", "Land", "Stad"], *rows])), operator)
    assert Partner.objects.count() == 2


def test_what_was_planned_for_a_partner_merged_since_goes_to_the_kept_one(planned, operator):
    merged, kept = (
        partner_register(name=name, country="NO", despite_likeness=True, actor=operator)
        for name in ("Gamla högskolan", "Stora universitetet")
    )
    given = agreements_list(agreement_row("V-1", partner="Gamla högskolan", country="Norge"))
    first = planned(ListKind.AGREEMENTS, given)
    partner_merge(kept=kept, merged=merged, actor=operator)
    import_carry_out(first, operator)
    assert Party.objects.get(side="partner").partner == kept
    assert Partner.objects.listed().count() == 1


def test_a_name_remembered_for_a_partner_merged_since_means_the_kept_one(planned, operator):
    merged, kept = (
        partner_register(name=name, country="NO", despite_likeness=True, actor=operator)
        for name in ("Gamla högskolan", "Stora universitetet")
    )
    given = agreements_list(agreement_row("V-1", partner="GH", country="Norge"))
    act = planned(ListKind.AGREEMENTS, given)
    meant = NameChoice(name="GH", country="NO", partner_id=str(merged.pk))
    import_names_decide(act=act, names=(meant,), actor=operator)
    partner_merge(kept=kept, merged=merged, actor=operator)
    again = planned(ListKind.AGREEMENTS, given)
    assert again.rows.get().proposal["partner_id"] == str(kept.pk)
