"""Edit an agreement's own fields."""

from __future__ import annotations

from typing import Any, Unpack

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import save
from vidsyn.acts.named_things import unusable
from vidsyn.acts.operations import operation
from vidsyn.acts.trees import is_under
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.kinds import Needs
from vidsyn.agreements.logic.said import INSIDE, AgreementSaid
from vidsyn.agreements.logic.terms import Terms, terms_faults
from vidsyn.agreements.models import Agreement, DecisionRound
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.search_text import inside_words_of, words_of
from vidsyn.agreements.operations.stepping import kind_checked, opened, tell
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.queries.courses import parties_of, terms_columns
from vidsyn.collaborations.models import Collaboration
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit

# Fields that `clear` may name, and their empty values.
_EMPTY: dict[str, Any] = {
    "framework": None,
    "amount": None,
    "confidential": None,
    "decision_round": None,
    "level": "",
}


@unusable(DecisionRound)
def round_removed(_given: DecisionRound, now: DecisionRound) -> Refusal | None:
    """Refuse a removed round: rounds are removed only while no agreement is assigned to them."""
    return Refusal("round_is_removed", kind=RefusalKind.CONFLICT) if now.removed_at is not None else None


@operation(records=[AgreementFact.UPDATED], trees={"framework": Agreement}, clears=_EMPTY)
def agreement_update(
    *,
    agreement: Agreement,
    framework: Agreement | None = None,
    decision_round: DecisionRound | None = None,
    terms: Terms | None = None,
    extra: dict[str, str] | None = None,
    clear: tuple[str, ...] = (),
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
    **said: Unpack[AgreementSaid],
) -> Agreement:
    """Change what the agreement says about itself.

    What is not given is unchanged; `terms` are given whole. `clear` names fields to empty: framework, amount,
    confidential, decision_round, level. Wrongly registered terms of a signed agreement are corrected here, with a
    reason; terms that the parties change later are an amendment.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    values = {**said, "framework": framework, "decision_round": decision_round, "extra": extra}
    given = given_values(values) | emptied(clear, _EMPTY)
    if "kind" in given:
        given["kind"] = kind_checked(given["kind"], agreement_kinds())
    if terms is not None:
        refuse_if(terms_faults(terms))
        given |= terms_columns(terms)
    apply_changes(current, given, actor, reason)
    return current


def apply_changes(agreement: Agreement, given: dict[str, Any], actor: Actor, reason: str) -> bool:
    """Set, check, save and record changes; returns whether there were any. The agreement is locked by the caller."""
    names = tuple(given)
    before = recording.snapshot(agreement, names)
    for name, value in given.items():
        setattr(agreement, name, value)
    _check(agreement, names)
    old, new = recording.differences(before, recording.snapshot(agreement, names))
    if not new:
        recording.nothing_changed()
        return False
    parties = [(party.name, party.partner) for party in parties_of(agreement)]
    agreement.inside_search = inside_words_of(agreement)
    agreement.search = words_of(agreement, parties)
    save(agreement)
    _tell_changes(agreement, old, new, actor, reason)
    reindex(agreement)
    return True


def _tell_changes(
    agreement: Agreement, old: dict[str, Any], new: dict[str, Any], actor: Actor, reason: str
) -> None:
    """Record what everybody may read, and separately what only insiders may."""
    secret = INSIDE | (set(new) if agreement.confidential else set())
    for inside in (False, True):
        names = [name for name in new if (name in secret) is inside]
        if names:
            tell(
                AgreementFact.UPDATED,
                agreement,
                actor,
                before={name: old[name] for name in names},
                after={name: new[name] for name in names},
                reason=reason,
                inside=inside,
            )


def _check(agreement: Agreement, given: tuple[str, ...]) -> None:
    faults = []
    if not (agreement.title_sv or agreement.title_en):
        faults.append(Refusal("agreement_lacks_at_start", field="title_sv", need=Needs.TITLE))
    if agreement.confidential and not agreement.confidentiality_ground:
        faults.append(Refusal("confidentiality_ground_missing", field="confidentiality_ground"))
    if agreement.amount is not None and agreement.amount < 0:
        faults.append(Refusal("amount_negative", field="amount"))
    if "framework" in given:
        faults += _framework_faults(agreement)
    refuse_if(faults)


def _framework_faults(agreement: Agreement) -> list[Refusal]:
    framework = agreement.framework
    if framework is None:
        return []
    kind = agreement_kinds().get(framework.kind)
    if kind is None or not kind.framework:
        return [Refusal("not_a_framework", field="framework", number=framework.number)]
    if is_under(agreement, "framework", framework):
        return [Refusal("framework_of_itself", field="framework")]
    return []


@operation(records=[AgreementFact.COLLABORATIONS_SET])
def agreement_set_collaborations(
    *,
    agreement: Agreement,
    collaborations: tuple[Collaboration, ...],
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Say which collaborations rest on this agreement; the list replaces what stood there."""
    current = opened(agreement, actor, expected_version=expected_version)
    before = sorted(str(pk) for pk in current.collaborations.values_list("pk", flat=True))
    after = sorted({str(c.pk) for c in collaborations})
    if before == after:
        recording.nothing_changed()
        return current
    current.collaborations.set(collaborations)
    save(current)
    tell(
        AgreementFact.COLLABORATIONS_SET,
        current,
        actor,
        before={"collaborations": before},
        after={"collaborations": after},
    )
    return current


@operation(records=[AgreementFact.UNIT_SET])
def agreement_set_further_units(
    *, agreement: Agreement, units: tuple[Unit, ...], expected_version: int | None = None, actor: Actor
) -> Agreement:
    """Say which further units of ours stand in it beside the owning one; the list replaces what stood there."""
    current = opened(agreement, actor, expected_version=expected_version)
    before = sorted(str(pk) for pk in current.further_units.values_list("pk", flat=True))
    after = sorted({str(unit.pk) for unit in units})
    if before == after:
        recording.nothing_changed()
        return current
    current.further_units.set(units)
    access.require_edit(actor, current)
    save(current)
    tell(
        AgreementFact.UNIT_SET,
        current,
        actor,
        before={"further_units": before},
        after={"further_units": after},
    )
    return current
