"""Notice and termination of a signed agreement."""

from __future__ import annotations

from datetime import date

from vidsyn import here
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.changing import with_notice, with_termination
from vidsyn.agreements.logic.timeline import closing, terms_on
from vidsyn.agreements.models import Agreement, Notice
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.agreements.queries.courses import course_of
from vidsyn.agreements.vocabulary import Side
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people.actors import Actor


@operation(records=[AgreementFact.NOTICE_GIVEN])
def notice_give(
    *,
    agreement: Agreement,
    side: Side,
    received_on: date | None = None,
    agreed_end: date | None = None,
    text: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Notice:
    """Register notice from one side, counted from the day the other received it.

    The last day in force follows from the clause; `agreed_end` overrides it where the parties agree on a day.
    Without a clause it is required.
    """
    current = opened(agreement, actor, expected_version=expected_version)
    day = received_on or here.today()
    noticed = with_notice(course_of(current), day, agreed_end)
    notice = Notice.objects.create(
        agreement=current, side=side, received_on=day, ends_on=agreed_end, text=text.strip()
    )
    end = closing(noticed, terms_on(noticed, day))
    save(current)
    tell(
        AgreementFact.NOTICE_GIVEN,
        current,
        actor,
        after={
            **recording.snapshot(notice, ("side", "received_on")),
            "last_day": end.last_day if end else None,
        },
        reason=text.strip(),
    )
    reindex(current)
    return notice


@operation(records=[AgreementFact.NOTICE_REVOKED])
def notice_revoke(*, notice: Notice, reason: Reason, on: date | None = None, actor: Actor) -> Agreement:
    """Take a notice back, by agreement or because it was registered by mistake. Takes a reason."""
    current = locked(notice)
    agreement = opened(current.agreement, actor)
    require_reason(reason)
    if current.revoked_on is not None:
        raise Refusal("notice_is_revoked", kind=RefusalKind.STATE, on=current.revoked_on)
    current.revoked_on = on or here.today()
    save(current)
    save(agreement)
    tell(
        AgreementFact.NOTICE_REVOKED,
        agreement,
        actor,
        before={"received_on": current.received_on},
        after={"revoked_on": current.revoked_on},
        reason=reason.strip(),
    )
    reindex(agreement)
    return agreement


@operation(records=[AgreementFact.TERMINATED])
def agreement_terminate(
    *,
    agreement: Agreement,
    last_day: date | None = None,
    reason: Reason,
    expected_version: int | None = None,
    actor: Actor,
) -> Agreement:
    """Terminate for cause: the agreement is in force through `last_day`, today unless given. Takes a reason."""
    current = opened(agreement, actor, expected_version=expected_version)
    require_reason(reason)
    day = last_day or here.today()
    with_termination(course_of(current), day)
    current.terminated_on = day
    save(current)
    tell(
        AgreementFact.TERMINATED,
        current,
        actor,
        before={"terminated_on": None},
        after={"terminated_on": day},
        reason=reason.strip(),
    )
    reindex(current)
    return current
