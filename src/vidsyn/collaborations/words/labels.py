"""Labels of the room's vocabulary and fields."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn import here
from vidsyn.collaborations.facts import ActivityFact, CollaborationFact
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.levels import Requirement
from vidsyn.collaborations.logic.lifecycle import Step
from vidsyn.collaborations.vocabulary import (
    CollaborationMatter,
    Form,
    Level,
    Phase,
    Purpose,
    Status,
    TermKind,
)

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    CollaborationMatter: {
        CollaborationMatter.LINKS: pgettext_lazy("today", "collaborations with a partner to link"),
    },
    Status: {
        Status.POTENTIAL: pgettext_lazy("collaboration", "potential"),
        Status.ONGOING: pgettext_lazy("collaboration", "ongoing"),
        Status.DORMANT: pgettext_lazy("collaboration", "dormant"),
        Status.ENDED: pgettext_lazy("collaboration", "ended"),
    },
    Level: {
        Level.RESEARCHER: _("Researcher-initiated"),
        Level.UNIT: pgettext_lazy("level", "Unit"),
        Level.UNIVERSITY: _("University-wide"),
        Level.STRATEGIC: _("Strategic"),
    },
    Purpose: {
        Purpose.EXCELLENCE: _("Excellence"),
        Purpose.CAPACITY: _("Capacity building"),
        Purpose.SUSTAINABILITY: _("Contribution to the global goals"),
    },
    TermKind: {
        TermKind.PURPOSE: _("Purpose"),
        TermKind.GOAL: _("Global goal"),
        TermKind.SUBJECT: _("Research subject"),
        TermKind.KIND: _("Kind of activity"),
    },
    Form: {
        Form.PLAIN: pgettext_lazy("form of activity", "Other activity"),
        Form.JOINT_PROGRAMME: _("Joint programme"),
        Form.COTUTELLE: _("Cotutelle doctoral candidate"),
        Form.JOINT_COURSE: _("Joint course"),
    },
    Phase: {
        Phase.PLANNED: pgettext_lazy("activity", "planned"),
        Phase.ONGOING: pgettext_lazy("activity", "ongoing"),
        Phase.ENDED: pgettext_lazy("activity", "ended"),
    },
    Step: {
        Step.START: pgettext_lazy("step", "start"),
        Step.PAUSE: pgettext_lazy("step", "let rest"),
        Step.RESUME: pgettext_lazy("step", "resume"),
        Step.END: pgettext_lazy("step", "end"),
        Step.REOPEN: pgettext_lazy("step", "reopen"),
    },
    Requirement: {
        Requirement.OWNER: _("an owner"),
        Requirement.PURPOSE: _("a purpose"),
        Requirement.LINKED_PARTNERS: _("every partner linked to the register"),
        Requirement.KINDS: _("a kind of activity"),
        Requirement.SUBJECTS: _("a research subject"),
        Requirement.BENEFIT: _("mutual benefit described"),
        Requirement.COUNTERPART: _("somebody responsible on the partner's side"),
        Requirement.PERIOD: _("a first day"),
        Requirement.SEVERAL_KINDS: _("several kinds of activity"),
        Requirement.LEADERSHIP_CONTACT: _("leadership contact among the kinds of activity"),
    },
    CollaborationFact: {
        CollaborationFact.REGISTERED: _("Collaboration registered"),
        CollaborationFact.CHANGED: _("Collaboration changed"),
        CollaborationFact.MOVED: _("Collaboration moved to another unit"),
        CollaborationFact.OWNER_CHANGED: _("Owner of the collaboration changed"),
        CollaborationFact.PARTNER_ADDED: _("Partner added to the collaboration"),
        CollaborationFact.PARTNER_LINKED: _("Partner of the collaboration linked to the register"),
        CollaborationFact.PARTNER_REMOVED: _("Partner taken out of the collaboration"),
        CollaborationFact.RESPONSIBLE_ADDED: _("Responsible person named"),
        CollaborationFact.RESPONSIBLE_REMOVED: _("Responsible person removed"),
        CollaborationFact.RESPONSIBLE_ERASED: _("Responsible person erased"),
        CollaborationFact.PROMOTED: _("Collaboration raised to a higher level"),
        CollaborationFact.LOWERED: _("Collaboration lowered to a lower level"),
        CollaborationFact.STARTED: _("Collaboration started"),
        CollaborationFact.PAUSED: _("Collaboration resting"),
        CollaborationFact.RESUMED: _("Collaboration resumed"),
        CollaborationFact.ENDED: _("Collaboration ended"),
        CollaborationFact.REOPENED: _("Collaboration reopened"),
        CollaborationFact.VOIDED: _("Collaboration voided"),
    },
    ActivityFact: {
        ActivityFact.ADDED: _("Activity added"),
        ActivityFact.CHANGED: _("Activity changed"),
        ActivityFact.ENDED: _("Activity ended"),
        ActivityFact.VOIDED: _("Activity voided"),
    },
}

PLURALS: dict[str, str | Promise] = {"collaboration": _("Collaborations")}

KINDS: dict[str, str | Promise] = {
    "collaboration": _("collaboration"),
    "collaboration_partner": _("partner in a collaboration"),
    "collaboration_unit": _("unit in a collaboration"),
    "responsible": _("responsible person"),
    "activity": _("activity"),
}

_WRITTEN = {
    "title_sv": _("Title in Swedish"),
    "title_en": _("Title in English"),
    "starts_on": _("First day"),
    "starts_precision": _("How exactly the first day is known"),
    "ends_on": _("Last day"),
    "ends_precision": _("How exactly the last day is known"),
    "voided": pgettext_lazy("field", "Voided"),
    "is_sample": _("Example"),
}
FIELDS: dict[str, dict[str, str | Promise]] = {
    "collaboration": {
        **_WRITTEN,
        "reference": _("Reference"),
        "responsibles": _("Responsible people"),
        "lead_unit": _("Leading unit"),
        "further_units": _("Further units"),
        "owner": _("Owner"),
        "registrar": _("Registered by"),
        "status": _("Status"),
        "level": _("Level"),
        "level_from_list": _("Level taken from a list, not tested"),
        "purposes": _("Purpose"),
        "purpose_text": _("The purpose in words"),
        "mutual_benefit": _("What both sides gain"),
        "goals": _("Global goals"),
        "kinds": _("Kinds of activity"),
        "subjects": _("Research subjects"),
        "partners": _("Partners"),
        "partners_added": _("Partners added"),
        "partner": _("Partner"),
        "partner_id": _("Partner in the register"),
        "name": _("Name"),
        "email": _("E-mail"),
        "task": _("Responsible for"),
        "person": _("Person"),
        "notes": _("Notes"),
        "extra": _("From the imported list"),
    },
    "collaboration_partner": {"partner": _("Partner")},
    "activity": {
        **_WRITTEN,
        "reference": _("Reference"),
        "collaboration": _("Collaboration"),
        "kind": _("Kind of activity"),
        "form": _("Form"),
        "unit": _("Unit"),
        "outcome": _("What came of it"),
        "details": _("Further details"),
    },
}
WORDS: dict[str, dict[str, type[StrEnum]]] = {"collaboration": {"purposes": Purpose}}


def configured_field(kind: str, field: str) -> str | None:
    """Return the label of an activity form's own field, such as `details.credits`."""
    if kind != "activity" or not field.startswith("details."):
        return None
    own = (each for fields in catalogues.forms().values() for each in fields)
    words = next((each.words for each in own if f"details.{each.name}" == field), None)
    return words.spoken(here.language()) if words else None


def configured_word(kind: str, field: str, value: str) -> str | None:
    """Return the label of a kind of activity, on an activity or a collaboration."""
    if (kind, field) not in {("activity", "kind"), ("collaboration", "kinds")}:
        return None
    found = catalogues.kinds().get(value)
    return found.words.spoken(here.language()) if found else None
