"""Background work on imports, which takes longer than a page may."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vidsyn import here
from vidsyn.acts.contention import contention_refused
from vidsyn.intake.models import Import
from vidsyn.intake.operations.carrying import import_advance, import_start
from vidsyn.intake.operations.files import WAITS
from vidsyn.intake.operations.planning import (
    import_drop,
    import_read,
    planned_now,
)
from vidsyn.intake.operations.staging import (
    PlannedBefore,
    acts_with_leftovers,
    planned_before,
    throw_away_others,
)
from vidsyn.intake.operations.undoing import PIECE, Undone, import_undo
from vidsyn.intake.queries.acts import import_progress
from vidsyn.intake.queries.kinds import KindByRor, kinds_by_ror
from vidsyn.intake.vocabulary import ActState
from vidsyn.kernel.actors import ActorKind, Door
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import AtMost
from vidsyn.later.clock import Every, clock_job
from vidsyn.later.stopping import pause_if_asked
from vidsyn.partners.operations.bulk import PartnerChange, partner_update_many
from vidsyn.people.actors import Actor, actor_of, local_operator, system
from vidsyn.people.models import Person
from vidsyn.storage.turns import let_others_write

LEFT = timedelta(minutes=5)


def import_carry_out(
    act: Import, actor: Actor, *, progress: Callable[[int, int], None] | None = None
) -> Import:
    """Start or resume an import and work until it is done. Completed pieces remain even if the next is interrupted.

    `progress` is called after each piece with the number of rows done and in all.
    """
    act = import_start(act=act, actor=actor)
    while act.state == ActState.RUNNING:
        pause_if_asked()
        let_others_write()
        act = import_advance(act=act, actor=actor)
        if progress is not None:
            found = import_progress(actor, act)
            progress(found.done, found.of)
    return act


def kinds_by_ror_set(actor: Actor, reason: str) -> tuple[KindByRor, ...]:
    """Correct the kind of partners that have it from ROR alone, some at a time; returns them with both kinds."""
    found = kinds_by_ror()
    for start in range(0, len(found), AtMost().most):
        changes = [
            PartnerChange(one.partner, kind=one.becomes, expected_version=one.partner.version)
            for one in found[start : start + AtMost().most]
        ]
        partner_update_many(changes=changes, reason=reason, actor=actor)
    return found


def import_undo_all(act: Import, reason: str, actor: Actor) -> Undone:
    """Undo an import piece by piece, so that nobody waits long for locks; resumes an interrupted one."""
    undone = import_undo(act=act, reason=reason, most=PIECE, actor=actor)
    while undone.act.state == ActState.UNDOING:
        pause_if_asked()
        let_others_write()
        undone = import_undo(act=undone.act, reason=reason, most=PIECE, actor=actor)
    return undone


def import_undo_later(act: Import, actor: Actor) -> None:
    """Queue undoing the rest of an import, as this actor, for the reason given."""
    undo_rest.enqueue(str(act.pk), str(actor.ref.kind), actor.ref.id)


@clock_job("forget-import-plans")
def forget_plans(on: date) -> int:
    """Delete plans untouched for thirty days, with their files; returns how many."""
    waited = Import.objects.filter(
        state__in=(ActState.READING, ActState.PLANNED), updated_at__date__lt=on - timedelta(days=WAITS)
    )
    return len([import_drop(act=act, actor=system()) for act in waited])


@clock_job("forget-import-rows")
def forget_rows(_on: date) -> int:
    """Delete unused rows left by interrupted work; returns the number of imports."""
    found = acts_with_leftovers()
    for act in found:
        throw_away_others(act)
    return len(found)


@clock_job("imports-go-on", every=Every.MINUTE)
def imports_go_on(_on: date | None = None) -> int:
    """Queue interrupted imports that nothing works on; returns how many.

    Causes are a command that was stopped, or a page stopped between its change and the queue. The import continues
    as the person who brought the list. Work that is queued, running or has failed since is left to the queue.
    """
    left = Import.objects.filter(state__in=_GOES_ON, updated_at__lt=timezone.now() - LEFT)
    found = [act for act in left if not _is_worked_on(act)]
    for act in found:
        kind = ActorKind.PERSON if act.person_id else ActorKind.LOCAL_OPERATOR
        _GOES_ON[ActState(act.state)].enqueue(str(act.pk), str(kind), str(act.person_id or ""))
    return len(found)


def _is_worked_on(act: Import) -> bool:
    """Check whether work on it has been queued since it last changed, or a row was done recently, as by a command."""
    task = _GOES_ON[ActState(act.state)]
    queued = DBTaskResult.objects.filter(task_path=task.module_path, args_kwargs__args__0=str(act.pk)).filter(
        Q(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
        | Q(enqueued_at__gte=act.updated_at - LEFT)
    )
    since = timezone.now() - LEFT
    return queued.exists() or act.rows.filter(Q(done_at__gte=since) | Q(undone_at__gte=since)).exists()


def import_enqueue(act: Import, actor: Actor) -> None:
    """Queue carrying the import out, as this actor."""
    carry_out.enqueue(str(act.pk), str(actor.ref.kind), actor.ref.id)


def import_read_later(act: Import, actor: Actor) -> None:
    """Queue reading and planning a new list, or reading it again, as this actor."""
    read_list.enqueue(str(act.pk), str(actor.ref.kind), actor.ref.id)


@task()
def read_list(act_id: str, actor_kind: str, actor_id: str) -> None:
    """Plan a received list; idempotent.

    The plan is made outside the transaction that stores it, so that others need not wait.
    """
    act = Import.objects.get(pk=act_id)
    if act.state != ActState.READING:
        return
    actor = _actor(actor_kind, actor_id)
    with planned_before(_planned(act, actor)):
        import_read(act=act, actor=actor)


def _planned(act: Import, actor: Actor) -> PlannedBefore:
    """Return the plan, reporting progress."""

    def told(done: int, of: int) -> None:
        pause_if_asked()
        rows = act.counts["rows"] or of
        with suppress(Refusal), contention_refused():
            Import.objects.filter(pk=act.pk, version=act.version, state=ActState.READING).update(
                counts={"rows": rows, "read": done * rows // max(of, 1)}
            )

    return planned_now(act, actor, told)


@task()
def carry_out(act_id: str, actor_kind: str, actor_id: str) -> None:
    """Run `import_carry_out` as a task; idempotent."""
    act = Import.objects.get(pk=act_id)
    if act.state in (ActState.PLANNED, ActState.RUNNING):
        import_carry_out(act, _actor(actor_kind, actor_id))


@task()
def undo_rest(act_id: str, actor_kind: str, actor_id: str) -> None:
    """Run `import_undo_all` as a task; idempotent."""
    act = Import.objects.get(pk=act_id)
    if act.state == ActState.UNDOING:
        import_undo_all(act, act.undo_reason, _actor(actor_kind, actor_id))


def _actor(kind: str, id_: str) -> Actor:
    """Return the requesting actor, with the rights in force when the work is done."""
    if kind == ActorKind.PERSON:
        return actor_of(Person.objects.get(pk=id_), door=Door.IMPORT, on=here.today())
    return local_operator(Door.IMPORT)


_GOES_ON = {ActState.READING: read_list, ActState.RUNNING: carry_out, ActState.UNDOING: undo_rest}
