"""An import is undone as one, and keeps what somebody has built on since."""

import pytest
from tests.lists import agreement_row, agreements_list, delimited

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.collaborations.models import Collaboration
from vidsyn.history.models import HistoryEntry
from vidsyn.intake.jobs import import_carry_out, import_undo_all
from vidsyn.intake.operations.carrying import PIECE, import_advance, import_start
from vidsyn.intake.operations.planning import (
    import_plan,
)
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.queries.acts import (
    import_progress,
    import_rows,
)
from vidsyn.intake.vocabulary import ListKind
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Partner

pytestmark = pytest.mark.django_db


def test_undoing_takes_out_what_came_and_keeps_what_was_changed_since(bring, operator):
    act = bring(agreements_list(agreement_row("1"), agreement_row("2", partner="Lund University")))
    agreement_update(agreement=Agreement.objects.get(register_number="2"), note="viktigt", actor=operator)
    undone = import_undo(act=act, reason="fel fil", actor=operator)
    assert (undone.undone, undone.kept) == (1, 1)
    assert [a.register_number for a in Agreement.objects.listed()] == ["2"]
    assert [p.name_sv for p in Partner.objects.listed()] == ["Lund University"]
    assert [r.number for r in import_rows(operator, undone.act, kept=True)] == [3]


def test_undoing_an_update_sets_back_what_it_changed(bring, operator):
    bring(agreements_list(agreement_row("1")))
    act = bring(agreements_list(agreement_row("1", ends="2029-01-01", note="ny")))
    import_undo(act=act, reason="fel fil", actor=operator)
    agreement = Agreement.objects.get()
    assert (str(agreement.ends_on), agreement.note, agreement.voided_at) == ("2027-06-30", "", None)


@pytest.mark.parametrize("kind", [ListKind.PARTNERS, ListKind.COLLABORATIONS])
def test_partners_and_collaborations_are_undone_too(bring, operator, kind):
    act = bring(delimited([["Partner", "Land"], ["Lund University", "SE"], ["Vårt bolag", "SE"]]), kind)
    import_undo(act=act, reason="prov", actor=operator)
    assert not Partner.objects.listed().exists()
    assert not Collaboration.objects.filter(voided_at=None).exists()


def test_an_undone_list_can_come_in_again(bring, operator):
    content = agreements_list(agreement_row("1"))
    import_undo(act=bring(content), reason="prov", actor=operator)
    assert bring(content).counts["created"] == 1
    assert Agreement.objects.listed().count() == 1


def test_undoing_keeps_and_lists_an_update_somebody_has_built_on_since(bring, operator):
    bring(agreements_list(agreement_row("1", note="först"), agreement_row("2")))
    act = bring(agreements_list(agreement_row("1", note="ur listan"), agreement_row("2", ends="2029-01-01")))
    agreement_update(agreement=Agreement.objects.get(register_number="1"), title_sv="Nytt", actor=operator)
    undone = import_undo(act=act, reason="fel fil", actor=operator)
    assert (undone.undone, undone.kept) == (1, 1)
    one, two = (Agreement.objects.get(register_number=number) for number in "12")
    assert (one.note, one.title_sv, str(two.ends_on)) == ("ur listan", "Nytt", "2027-06-30")
    assert [row.number for row in import_rows(operator, undone.act, kept=True)] == [2]


def test_a_partner_that_something_else_has_come_to_use_is_kept_when_the_list_is_undone(bring, operator):
    act = bring(agreements_list(agreement_row("1"), agreement_row("2", partner="Lund University")))
    bring(agreements_list(agreement_row("3", partner="Lund University")))
    undone = import_undo(act=act, reason="fel fil", actor=operator)
    assert undone.kept == 0
    assert [p.ror for p in Partner.objects.listed()] == ["https://ror.org/012a77v79"]
    assert [a.register_number for a in Agreement.objects.listed()] == ["3"]


def test_an_interrupted_import_is_undone_as_far_as_it_came(operator, school, ror):
    content = agreements_list(*(agreement_row(f"V-{n}") for n in range(PIECE + 5)))
    act = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    act = import_advance(act=import_start(act=act, actor=operator), actor=operator)
    undone = import_undo(act=act, reason="avbruten", actor=operator)
    assert (undone.undone, undone.act.state, Agreement.objects.listed().count()) == (PIECE, "undone", 0)
    assert not Partner.objects.listed().exists()
    with pytest.raises(Refusal, match="import_not_running"):
        import_advance(act=undone.act, actor=operator)
    again = import_plan(kind=ListKind.AGREEMENTS, file_name="a.xlsx", content=content, actor=operator)
    assert import_carry_out(again, operator).counts["created"] == PIECE + 5


def test_an_import_is_undone_piece_by_piece_and_goes_on_where_it_was_interrupted(bring, operator):
    act = bring(agreements_list(*(agreement_row(str(n)) for n in range(5))))
    agreement_update(agreement=Agreement.objects.get(register_number="3"), note="viktigt", actor=operator)
    first = import_undo(act=act, reason="fel fil", most=2, actor=operator)
    assert (first.act.state, first.undone, first.kept) == ("undoing", 1, 1)
    assert Partner.objects.listed().count() == 1  # remaining rows still name it
    with pytest.raises(Refusal, match="import_not_planned"):
        import_start(act=act, actor=operator)
    progress = import_progress(operator, first.act)
    assert (progress.done, progress.of) == (2, 5)
    last = import_undo_all(first.act, "fel fil", operator)
    assert (last.act.state, last.undone, last.kept) == ("undone", 4, 1)
    facts = HistoryEntry.objects.filter(subject_id=act.pk, fact="import.undone")
    assert [entry.after for entry in facts] == [{"undone": 4, "kept": 1}]
    assert [a.register_number for a in Agreement.objects.listed()] == ["3"]
