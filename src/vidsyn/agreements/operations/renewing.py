"""Renewal by a successor."""

from __future__ import annotations

from datetime import date

from vidsyn import here
from vidsyn.acts.locking import save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.lifecycle import Act, require_status
from vidsyn.agreements.logic.terms import Terms, terms_faults
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.search_text import words_of
from vidsyn.agreements.operations.stepping import opened, stage_reached, status_now, tell
from vidsyn.agreements.queries.courses import parties_of, terms_columns
from vidsyn.agreements.vocabulary import Side, Stage
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if
from vidsyn.people.actors import Actor


@operation(records=[AgreementFact.RENEWAL_STARTED])
def agreement_renew(
    *,
    agreement: Agreement,
    terms: Terms,
    title_sv: str = "",
    title_en: str = "",
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Begin the successor: a new agreement at the drafting table with the same parties, unit, owner and kind.

    The old one counts as renewed from the successor's first day, once all parties have signed the successor.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    day = on or here.today()
    require_status(Act.RENEW, status_now(current, day))
    refuse_if(terms_faults(terms))
    open_one = current.successors.exclude(stage=Stage.WITHDRAWN).filter(voided_at=None).first()
    if open_one is not None:
        raise Refusal("successor_exists", kind=RefusalKind.STATE, number=open_one.number)
    successor = _successor(current, terms, title_sv.strip(), title_en.strip(), day)
    save(current)
    tell(AgreementFact.RENEWAL_STARTED, current, actor, after={"successor": successor.reference})
    tell(
        AgreementFact.REQUESTED,
        successor,
        actor,
        after={"predecessor": current.pk, "kind": successor.kind, "stage": successor.stage, "on": day},
    )
    reindex(successor)
    return successor


# What a successor copies from the agreement it succeeds.
_COPIED = (
    "kind",
    "unit",
    "owner",
    "framework",
    "level",
    "currency",
    "purpose",
    "confidential",
    "confidentiality_ground",
    "is_sample",
)


def _successor(old: Agreement, terms: Terms, title_sv: str, title_en: str, day: date) -> Agreement:
    copied = {name: getattr(old, name) for name in _COPIED}
    successor = Agreement(
        predecessor=old,
        title_sv=title_sv or old.title_sv,
        title_en=title_en or old.title_en,
        move=Side.OURS,
        move_since=day,
        **copied,
        **terms_columns(terms),
    )
    parties = parties_of(old)
    successor.search = words_of(successor, [(party.name, party.partner) for party in parties])
    successor.save(force_insert=True)
    stage_reached(successor, Stage.DRAFTING, day)
    successor.save()
    successor.further_units.set(old.further_units.all())
    successor.collaborations.set(old.collaborations.all())
    for party in parties:
        Party.objects.create(agreement=successor, side=party.side, partner=party.partner, name=party.name)
    return successor
