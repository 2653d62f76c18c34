"""An agreement is signed while something else happens to it: both count in some order, or the later one is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.races import making

from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.operations.ending import agreement_terminate
from vidsyn.agreements.operations.signing import agreement_sign
from vidsyn.agreements.operations.steps import agreement_withdraw
from vidsyn.agreements.vocabulary import Side, Stage
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator

Act = Callable[[], Any]


def for_signature() -> dict[str, str]:
    agreement = making.for_signature()
    parties = {party.side: str(party.pk) for party in agreement.parties.all()}
    return {"agreement": str(agreement.pk), "ours": parties[Side.OURS], "theirs": parties[Side.PARTNER]}


def half_signed() -> dict[str, str]:
    """All but the other party have signed."""
    made = for_signature()
    while Party.objects.get(pk=made["ours"]).signatories.filter(signed_on=None).exists():
        signed(made["agreement"], made["ours"])()
    return made


def signed(agreement: str, party: str) -> Act:
    found, of = Agreement.objects.get(pk=agreement), Party.objects.get(pk=party)
    return partial(agreement_sign, agreement=found, party=of, name="N N", actor=local_operator())


def terminated(agreement: str) -> Act:
    found = Agreement.objects.get(pk=agreement)
    return partial(agreement_terminate, agreement=found, reason="R", actor=local_operator())


def withdrawn(agreement: str) -> Act:
    found = Agreement.objects.get(pk=agreement)
    return partial(agreement_withdraw, agreement=found, reason="R", actor=local_operator())


def facts(agreement: str) -> list[str]:
    """What happened to it, in order; no two with one version."""
    entries = HistoryEntry.objects.filter(subject_id=agreement).order_by("id")
    return list(entries.values_list("fact", flat=True))


def signed_before_terminated(agreement: str, outcomes: list[str], **_parties: str) -> None:
    found, told = Agreement.objects.get(pk=agreement), facts(agreement)
    assert outcomes[0] == "done"
    assert found.stage == Stage.SIGNED
    assert outcomes[1] in ("done", "refused wrong_status")
    assert (found.terminated_on is not None) == (outcomes[1] == "done")
    if outcomes[1] == "done":
        assert told.index(AgreementFact.SIGNED) < told.index(AgreementFact.TERMINATED)


def test_the_last_signature_while_it_is_terminated(arena, rounds):
    acts = [(signed, "agreement", "theirs"), (terminated, "agreement")]
    arena.race(prepare=half_signed, acts=acts, holds=signed_before_terminated, rounds=rounds)


def signed_or_withdrawn(agreement: str, outcomes: list[str], **_parties: str) -> None:
    found, told = Agreement.objects.get(pk=agreement), facts(agreement)
    assert sorted(outcomes) == ["done", "refused wrong_stage"]
    assert found.stage == (Stage.SIGNED if outcomes[0] == "done" else Stage.WITHDRAWN)
    assert (AgreementFact.SIGNED in told) != (AgreementFact.WITHDRAWN in told)


def test_the_last_signature_while_it_is_withdrawn(arena, rounds):
    acts = [(signed, "agreement", "theirs"), (withdrawn, "agreement")]
    arena.race(prepare=half_signed, acts=acts, holds=signed_or_withdrawn, rounds=rounds)


def signed_by_both(agreement: str, outcomes: list[str], **_parties: str) -> None:
    assert outcomes == ["done", "done"]
    told = facts(agreement)
    assert told.count(AgreementFact.PARTY_SIGNED) == 2
    waiting = Party.objects.filter(agreement=agreement, signatories__signed_on=None)
    is_signed = Agreement.objects.get(pk=agreement).stage == Stage.SIGNED
    assert is_signed == (not waiting.exists()), "signed by all, and nobody saw it"
    assert told.count(AgreementFact.SIGNED) == is_signed


def test_both_sign_at_once(arena, rounds):
    acts = [(signed, "agreement", "ours"), (signed, "agreement", "theirs")]
    arena.race(prepare=for_signature, acts=acts, holds=signed_by_both, rounds=rounds)
