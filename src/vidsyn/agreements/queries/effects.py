"""What a change would do to an agreement, looked at before it is made."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from vidsyn.agreements import access
from vidsyn.agreements.logic.changing import Change, Effect, effect_of
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.courses import stored_course
from vidsyn.agreements.queries.finders import agreement_called
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor


def agreement_effect(viewer: Actor, name: str, change: Change, *, on: date) -> Effect:
    """Return what is derived of the agreement on a day, without the change and with it.

    Refuses what the viewer may not change, and a change that the dates rule out.
    """
    agreement = agreement_called(viewer, name, _with_course)
    if agreement is None:
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=Agreement.KIND, name=name)
    access.require_edit(viewer, agreement)
    return effect_of(stored_course(agreement), change, on)


def _with_course(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return rows.select_related("unit", "owner", "kept_course")
