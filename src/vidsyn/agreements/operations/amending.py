"""Amendments: terms changed from a day on."""

from __future__ import annotations

from datetime import date

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.amending import changes_read, changes_written
from vidsyn.agreements.logic.changing import with_amendment
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import terms_on
from vidsyn.agreements.models import Agreement, Amendment
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.agreements.queries.courses import course_of
from vidsyn.agreements.vocabulary import AmendableTerm
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people.actors import Actor


@operation(records=[AgreementFact.AMENDED])
def agreement_amend(
    *,
    agreement: Agreement,
    effective_on: date,
    named: tuple[AmendableTerm, ...] = (),
    terms: Terms | None = None,
    signed_on: date | None = None,
    register_number: str = "",
    text: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Amendment:
    """Register an amendment signed by all parties.

    From `effective_on` the `named` terms are as in `terms`; everything else is unchanged. Changes beyond the terms
    on time are described in `text`.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    course = course_of(current)
    changes = changes_written(terms, named) if terms is not None else {}
    with_amendment(course, effective_on, changes_read(changes))
    if bool(named) != (terms is not None) or not (named or text.strip()):
        raise Refusal("amendment_changes_nothing", field="named")
    text, number = text.strip(), register_number.strip()
    amendment = Amendment.objects.create(
        agreement=current,
        effective_on=effective_on,
        signed_on=signed_on,
        register_number=number,
        changes=changes,
        text=text,
    )
    save(current)
    before = changes_written(terms_on(course, effective_on), named)
    after = {**changes, "effective_on": effective_on, "register_number": number}
    tell(AgreementFact.AMENDED, current, actor, before=before, after=after, reason=text)
    reindex(current)
    return amendment


@operation(records=[AgreementFact.AMENDMENT_REVOKED])
def amendment_revoke(
    *, amendment: Amendment, reason: Reason, on: date | None = None, actor: Actor
) -> Agreement:
    """Take an amendment out again, registered by mistake. Takes a reason."""
    current = locked(amendment)
    agreement = opened(current.agreement, actor)
    require_reason(reason)
    if current.revoked_on is not None:
        raise Refusal("amendment_is_revoked", kind=RefusalKind.STATE, on=current.revoked_on)
    current.revoked_on = on or here.today()
    save(current)
    save(agreement)
    tell(
        AgreementFact.AMENDMENT_REVOKED,
        agreement,
        actor,
        before={"effective_on": current.effective_on, **current.changes},
        after={"revoked_on": current.revoked_on},
        reason=reason.strip(),
    )
    reindex(agreement)
    return agreement
