"""One collaboration with everything on its page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from vidsyn.acts.lookup import find
from vidsyn.collaborations import access
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.levels import Requirement, above, unmet
from vidsyn.collaborations.logic.lifecycle import Step, possible
from vidsyn.collaborations.logic.periods import phase
from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.collaborations.models import (
    Activity,
    Collaboration,
    CollaborationPartner,
    CollaborationUnit,
    Responsible,
)
from vidsyn.collaborations.queries.profiles import level_profile
from vidsyn.collaborations.queries.rows import (
    SAID_IN_ROWS,
    CollaborationRow,
    PartnerRow,
    partner_rows,
    row_of,
)
from vidsyn.collaborations.vocabulary import Form, Level, Phase, Status, TermKind
from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of ours."""

    id: uuid.UUID
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """A responsible person; `partner` is the partner's name as written, empty for one of ours."""

    id: uuid.UUID
    name: str
    email: str
    task: str
    partner: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity; its personal own fields are omitted for those who may not see inside."""

    id: uuid.UUID
    reference: str
    kind: str
    form: Form
    title: Words
    unit: Words | None
    unit_code: str
    starts_on: date | None
    ends_on: date | None
    phase: Phase
    outcome: str
    details: tuple[tuple[Words, str | Words], ...]
    stored: dict[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class LevelAhead:
    """A higher level, its unmet requirements, and whether the viewer may promote to it."""

    level: Level
    missing: tuple[Requirement, ...]
    may_promote: bool


@dataclass(frozen=True, slots=True)
class CollaborationStory:
    """Everything on the page. Without sight inside, `notes` is None and `extra` empty."""

    row: CollaborationRow
    further_units: tuple[UnitRow, ...]
    unit_code: str
    purpose_text: str
    mutual_benefit: str
    notes: str | None
    goals: tuple[int, ...]
    subjects: tuple[str, ...]
    partners: tuple[PartnerRow, ...]
    responsibles: tuple[ResponsibleRow, ...]
    activities: tuple[ActivityRow, ...]
    extra: dict[str, str]
    steps: tuple[Step, ...]
    level_from_list: bool
    levels_ahead: tuple[LevelAhead, ...]
    levels_below: tuple[Level, ...]
    may_edit: bool

    def said(self, name: str) -> Any:
        """Return what is said under this name of `CollaborationSaid`, here or in the row."""
        return getattr(self.row if name in SAID_IN_ROWS else self, name)


_TOLD_WITH = (
    Prefetch("further_units", queryset=CollaborationUnit.objects.select_related("unit")),
    Prefetch("responsibles", queryset=Responsible.objects.select_related("person", "partner")),
    Prefetch("partners", queryset=CollaborationPartner.objects.select_related("partner")),
    "terms",
    Prefetch("activities", queryset=Activity.objects.select_related("unit")),
)


def collaboration_story(viewer: Actor, name: str, on: date) -> CollaborationStory:
    """Return the collaboration called `name` as the viewer may see it on a day; refuses `not_found`. Constant
    statements.
    """
    return story_of(viewer, find(Collaboration, viewer, name), on)


def story_of(viewer: Actor, collaboration: Collaboration, on: date) -> CollaborationStory:
    """The same for a collaboration the viewer may see. Five statements."""
    prefetch_related_objects([collaboration], *_TOLD_WITH)
    sees_inside = access.may_see_inside(viewer, collaboration)
    may_edit = access.may_edit(viewer, collaboration)
    terms = list(collaboration.terms.all())
    level = Level(collaboration.level)
    return CollaborationStory(
        row=row_of(collaboration),
        further_units=tuple(
            UnitRow(row.unit_id, row.unit.code, Words(row.unit.name_sv, row.unit.name_en))
            for row in collaboration.further_units.all()
        ),
        unit_code=collaboration.lead_unit.code,
        **{name: getattr(collaboration, name) for name in OWN_WORDS if name not in SAID_IN_ROWS},
        notes=collaboration.notes if sees_inside else None,
        goals=tuple(int(term.code) for term in terms if term.kind == TermKind.GOAL),
        subjects=tuple(term.code for term in terms if term.kind == TermKind.SUBJECT),
        partners=partner_rows(collaboration.partners.all()),
        responsibles=_responsibles(collaboration.responsibles.all(), sees_inside=sees_inside),
        activities=tuple(
            activity_row(activity, on, sees_inside=sees_inside)
            for activity in collaboration.activities.all()
            if activity.voided_at is None
        ),
        extra=collaboration.extra if sees_inside else {},
        steps=possible(Status(collaboration.status)) if may_edit else (),
        level_from_list=collaboration.level_from_list,
        levels_ahead=_levels_ahead(viewer, collaboration, level),
        levels_below=_levels_below(viewer, collaboration, level),
        may_edit=may_edit,
    )


def _levels_ahead(viewer: Actor, collaboration: Collaboration, level: Level) -> tuple[LevelAhead, ...]:
    profile, rules = level_profile(collaboration), catalogues.level_rules()
    return tuple(
        LevelAhead(higher, unmet(rules[higher], profile), access.may_set_level(viewer, collaboration, higher))
        for higher in above(level)
    )


def _levels_below(viewer: Actor, collaboration: Collaboration, level: Level) -> tuple[Level, ...]:
    if not access.may_set_level(viewer, collaboration, level):
        return ()
    return tuple(lower for lower in Level if level in above(lower))


def _responsibles(rows: Iterable[Responsible], *, sees_inside: bool) -> tuple[ResponsibleRow, ...]:
    """Everybody sees our own people; those on the partners' side, who have no account here, only those inside do."""
    ours = [ResponsibleRow(r.pk, r.person.name, r.person.email, r.task) for r in rows if r.person]
    theirs = [
        ResponsibleRow(r.pk, r.name, r.email, r.task, r.partner.name)
        for r in rows
        if r.partner and sees_inside
    ]
    return (*ours, *theirs)


def activity_row(activity: Activity, on: date, *, sees_inside: bool) -> ActivityRow:
    """Return the activity as of a day."""
    fields = {field.name: field for field in catalogues.forms()[Form(activity.form)]}
    shown = {
        name: value
        for name, value in activity.details.items()
        if name in fields and (sees_inside or not fields[name].personal)
    }
    details = []
    for name, value in shown.items():
        choices = {choice.code: choice.words for choice in fields[name].choices}
        details.append((fields[name].words, choices.get(value, value)))
    hidden = activity.form == Form.COTUTELLE and not sees_inside
    unit = activity.unit
    return ActivityRow(
        id=activity.pk,
        reference=activity.reference,
        kind=activity.kind,
        form=Form(activity.form),
        title=Words("", "") if hidden else Words(activity.title_sv, activity.title_en),
        unit=Words(unit.name_sv, unit.name_en) if unit else None,
        unit_code=unit.code if unit else "",
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        phase=phase(activity.starts_on, activity.ends_on, on),
        outcome="" if hidden else activity.outcome,
        details=tuple(details),
        stored=shown,
        version=activity.version,
    )
