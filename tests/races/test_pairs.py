"""Two acts on the same things at the same moment: as if one had come after the other, whichever way round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.races import making

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.steps import agreement_draft_start, agreement_withdraw
from vidsyn.agreements.vocabulary import Stage
from vidsyn.history.models import HistoryEntry
from vidsyn.partners.models import Contact, Partner, PartnerMerge
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.merging import partner_merge, partner_not_duplicate, partner_unmerge
from vidsyn.partners.operations.partners import partner_update
from vidsyn.people.actors import local_operator

Act = Callable[[], Any]


def an_agreement() -> dict[str, str]:
    return {"agreement": str(making.framework().pk)}


def withdrawn(agreement: str) -> Act:
    found = Agreement.objects.get(pk=agreement)
    return partial(agreement_withdraw, agreement=found, reason="R", actor=local_operator())


def drafted(agreement: str) -> Act:
    return partial(
        agreement_draft_start, agreement=Agreement.objects.get(pk=agreement), actor=local_operator()
    )


def one_way_on(agreement: str, outcomes: list[str]) -> None:
    """Withdrawn is the end: whoever came before may have drafted it first, nobody drafts it after."""
    found = Agreement.objects.get(pk=agreement)
    assert found.stage == Stage.WITHDRAWN
    assert outcomes[0] == "done"
    steps = list(found.steps.order_by("id").values_list("stage", flat=True))
    assert steps[-1] == Stage.WITHDRAWN, steps
    assert (Stage.DRAFTING in steps) == (outcomes[1] == "done")


def test_an_agreement_is_taken_up_while_it_is_withdrawn(arena, rounds):
    acts = [(withdrawn, "agreement"), (drafted, "agreement")]
    arena.race(prepare=an_agreement, acts=acts, holds=one_way_on, rounds=rounds)


def retitled(agreement: str, field: str) -> Act:
    found = Agreement.objects.get(pk=agreement)
    return partial(agreement_update, agreement=found, actor=local_operator(), **{field: "Ny"})


def an_agreement_and_fields() -> dict[str, str]:
    return an_agreement() | {"first": "title_sv", "second": "purpose"}


def both_stand(agreement: str, first: str, second: str, outcomes: list[str]) -> None:
    found = Agreement.objects.get(pk=agreement)
    assert outcomes == ["done", "done"]
    assert (getattr(found, first), getattr(found, second)) == ("Ny", "Ny")
    entries = HistoryEntry.objects.filter(subject_id=agreement, fact="agreement.updated")
    versions = list(entries.values_list("subject_version", flat=True))
    assert len(versions) == len(set(versions)), "two changes carry one version"


def test_two_change_different_fields(arena, rounds):
    acts = [(retitled, "agreement", "first"), (retitled, "agreement", "second")]
    arena.race(prepare=an_agreement_and_fields, acts=acts, holds=both_stand, rounds=rounds)


def two_partners() -> dict[str, str]:
    return {"one": str(making.partner().pk), "other": str(making.partner().pk)}


def told_apart(first: str, second: str) -> Act:
    named = Partner.objects.get
    return partial(
        partner_not_duplicate, first=named(pk=first), second=named(pk=second), actor=local_operator()
    )


def nobody_waits(one: str, other: str, outcomes: list[str]) -> None:
    assert outcomes == ["done", "done"]


def test_two_name_the_same_the_other_way_round(arena, rounds):
    """Locked in the order in which they are named, the two would wait for each other."""
    acts = [(told_apart, "one", "other"), (told_apart, "other", "one")]
    arena.race(prepare=two_partners, acts=acts, holds=nobody_waits, rounds=rounds)


def a_merge() -> dict[str, str]:
    office, kept, merged = local_operator(), making.partner(), making.partner()
    contact = partner_contact_add(partner=merged, name="N", actor=office)
    merge = partner_merge(kept=kept, merged=merged, actor=office)
    return {"merge": str(merge.pk), "kept": str(kept.pk), "contact": str(contact.pk)}


def undone(merge: str) -> Act:
    found = PartnerMerge.objects.get(pk=merge)
    return partial(partner_unmerge, merge=found, reason="R", actor=local_operator())


def moved_town(kept: str) -> Act:
    partner = Partner.objects.get(pk=kept)
    return partial(partner_update, partner=partner, city="Bergen", actor=local_operator())


def edit_and_undoing_stand(merge: str, kept: str, contact: str, outcomes: list[str]) -> None:
    assert outcomes == ["done", "done"]
    assert Partner.objects.get(pk=kept).city == "Bergen"
    assert Contact.objects.get(pk=contact).partner_id != making.key(kept)


def test_a_merge_is_undone_while_the_kept_one_is_edited(arena, rounds):
    acts = [(undone, "merge"), (moved_town, "kept")]
    arena.race(prepare=a_merge, acts=acts, holds=edit_and_undoing_stand, rounds=rounds)


def one_undoing(merge: str, kept: str, contact: str, outcomes: list[str]) -> None:
    assert sorted(outcomes) == ["done", "refused partner_merge_undone"]


def test_a_merge_is_undone_once(arena, rounds):
    arena.race(prepare=a_merge, acts=[(undone, "merge"), (undone, "merge")], holds=one_undoing, rounds=rounds)
