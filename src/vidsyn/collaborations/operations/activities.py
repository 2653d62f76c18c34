"""Activities of a collaboration: joint programmes, cotutelle candidates, joint courses and plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from vidsyn import here
from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import ActivityFact
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.kinds import Detail, details_read
from vidsyn.collaborations.logic.periods import check_period
from vidsyn.collaborations.models import Activity, Collaboration
from vidsyn.collaborations.vocabulary import Form, Status
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if, require_reason
from vidsyn.kernel.shapes import Reason, Said
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit

_EMPTY = {"unit": None, "starts_on": None, "ends_on": None}
FIELDS = ("title_sv", "title_en", "unit", "starts_on", "ends_on", "outcome")


@operation(records=[ActivityFact.ADDED])
def activity_add(
    *,
    collaboration: Collaboration,
    kind: str,
    title: Said,
    form: Form = Form.PLAIN,
    details: tuple[Detail, ...] = (),
    unit: Unit | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: Actor,
) -> Activity:
    """Add an activity of a kind, with the own fields of its form.

    An ended collaboration takes no new ones. The title is stored in the actor's language.
    """
    collaboration = locked(collaboration)
    access.require_edit(actor, collaboration)
    _check_kind(collaboration, kind, form, title)
    check_period(starts_on, ends_on)
    activity = Activity(
        collaboration=collaboration,
        kind=kind,
        form=form,
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        details=details_read(catalogues.forms()[form], _by_name(details)),
        is_sample=collaboration.is_sample,
    )
    setattr(activity, "title_en" if actor.language == "en" else "title_sv", title.strip())
    activity.save(force_insert=True)
    told = {name: value for name, value in _snapshot(activity).items() if value not in (None, "")}
    _record(ActivityFact.ADDED, activity, actor, after={"kind": kind, "form": form, **told})
    return activity


@operation(records=[ActivityFact.CHANGED], clears=_EMPTY)
def activity_update(
    *,
    activity: Activity,
    title_sv: str | None = None,
    title_en: str | None = None,
    details: tuple[Detail, ...] | None = None,
    unit: Unit | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    outcome: str | None = None,
    clear: tuple[str, ...] = (),
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Activity:
    """Change an activity; what is left out stays.

    `details` replaces the own fields as a whole. To empty `unit`, `starts_on` or `ends_on`, name them in `clear`.
    """
    activity = _ready(activity, expected_version, actor)
    before = _snapshot(activity)
    said = {
        "title_sv": title_sv,
        "title_en": title_en,
        "unit": unit,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "outcome": outcome,
    }
    values = given_values(said) | emptied(clear, _EMPTY)
    if details is not None:
        values["details"] = details_read(catalogues.forms()[Form(activity.form)], _by_name(details))
    return _change(ActivityFact.CHANGED, activity, values, before, actor, reason)


@operation(records=[ActivityFact.ENDED])
def activity_end(
    *,
    activity: Activity,
    outcome: Said,
    on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Activity:
    """An activity is over, with `on` (today) as its last day; `outcome` says what came of it."""
    activity = _ready(activity, expected_version, actor)
    if not outcome.strip():
        raise Refusal("activity_outcome_needed", field="outcome")
    values = {"ends_on": on or here.today(), "outcome": outcome.strip()}
    return _change(ActivityFact.ENDED, activity, values, _snapshot(activity), actor, reason)


@operation(records=[ActivityFact.VOIDED])
def activity_void(*, activity: Activity, reason: Reason, actor: Actor) -> None:
    """An activity was added by mistake: it is shown no more, and stays for its history."""
    activity = _ready(activity, None, actor)
    require_reason(reason)
    activity.voided_at = timezone.now()
    save(activity)
    _record(ActivityFact.VOIDED, activity, actor, after={"voided": True}, reason=reason)


def _ready(activity: Activity, expected_version: int | None, actor: Actor) -> Activity:
    activity = locked(activity, expected_version=expected_version)
    access.require_edit(actor, activity.collaboration)
    return activity


def _check_kind(collaboration: Collaboration, kind: str, form: Form, title: str) -> None:
    if collaboration.status == Status.ENDED:
        raise Refusal("collaboration_has_ended", kind=RefusalKind.STATE)
    known = catalogues.kinds().get(kind)
    if known is None:
        raise Refusal("kind_unknown", field="kind", value=kind)
    faults = []
    if form not in known.forms:
        faults.append(
            Refusal("activity_form_not_of_kind", field="form", form=form, activity_kind=known.words)
        )
    if not title.strip():
        faults.append(Refusal("activity_title_needed", field="title"))
    refuse_if(faults)


def _change(
    fact: ActivityFact,
    activity: Activity,
    values: Mapping[str, Any],
    before: dict[str, Any],
    actor: Actor,
    reason: str,
) -> Activity:
    for name, value in values.items():
        setattr(activity, name, value)
    if not (activity.title_sv or activity.title_en):
        raise Refusal("activity_title_needed", field="title_sv")
    check_period(activity.starts_on, activity.ends_on)
    now = _snapshot(activity)
    was, became = recording.differences(dict.fromkeys(now) | before, dict.fromkeys(before) | now)
    if not became:
        recording.nothing_changed()
        return activity
    save(activity)
    _record(fact, activity, actor, before=was, after=became, reason=reason)
    return activity


def _snapshot(activity: Activity) -> dict[str, Any]:
    """Return fields as history stores them; own fields separately, so that a personal one can be erased alone."""
    own = {f"details.{name}": value for name, value in activity.details.items()}
    return recording.snapshot(activity, FIELDS) | own


def _record(
    fact: ActivityFact,
    activity: Activity,
    actor: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    fields = catalogues.forms()[Form(activity.form)]
    personal = [f"details.{field.name}" for field in fields if field.personal]
    # A candidate's activity usually has the candidate's name in its title and outcome.
    personal += ["title_sv", "title_en", "outcome"] if activity.form == Form.COTUTELLE else []
    recording.record(
        fact, subject=activity, actor=actor, before=before, after=after, reason=reason, personal=personal
    )


def _by_name(details: tuple[Detail, ...]) -> dict[str, str]:
    return {detail.name: detail.value for detail in details}
