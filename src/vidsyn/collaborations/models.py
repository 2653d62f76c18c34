"""Collaborations, their partners, units and people, the codes that describe them, and their activities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from vidsyn.acts.references import fresh_reference
from vidsyn.collaborations.vocabulary import Form, Level, Status, TermKind
from vidsyn.history.models import Record
from vidsyn.kernel.precision import Precision
from vidsyn.partners.models import Partner, declare_relation
from vidsyn.people.models import Person, Unit


def new_collaboration_reference() -> str:
    """Return a new random reference: `C-` and six characters."""
    return fresh_reference("collaborations.Collaboration", "C")


def new_activity_reference() -> str:
    """Return a new random reference: `V-` (verksamhet) and six characters."""
    return fresh_reference("collaborations.Activity", "V")


class Collaboration(Record):
    """Something the university does, did or may do with one or several partners.

    `search` is every word it can be found by, folded; `inside_search` the words of `extra`, which match only for
    those who see inside; operations maintain both. `level_from_list`: its level was imported without checking the
    level's requirements. `extra` holds unmapped columns of an imported list. A voided collaboration was registered
    by mistake or by an import that was undone: it is shown nowhere, and remains for the history that refers to it.
    """

    KIND: ClassVar[str] = "collaboration"

    reference = models.CharField(max_length=10, unique=True, default=new_collaboration_reference)
    title_sv = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="led_collaborations")
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_collaborations"
    )
    registrar = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="registered_collaborations"
    )
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status], default=Status.POTENTIAL)
    level = models.CharField(max_length=30, choices=[(v, v) for v in Level], default=Level.RESEARCHER)
    level_from_list = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    starts_precision = models.CharField(
        max_length=20, choices=[(p, p) for p in Precision], default=Precision.DAY
    )
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(
        max_length=20, choices=[(p, p) for p in Precision], default=Precision.DAY
    )
    purpose_text = models.TextField(blank=True)
    mutual_benefit = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True, editable=False)
    inside_search = models.TextField(blank=True, editable=False)
    is_sample = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_sv="") | ~Q(title_en=""), name="collaboration_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="collaboration_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["voided_at", "-updated_at", "-id"], name="collaboration_latest"),
            models.Index(fields=["voided_at", "status", "level"], name="collaboration_state"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title_sv or self.title_en}"


class CollaborationUnit(Record):
    """A participating unit of our own besides the leading one."""

    KIND: ClassVar[str] = "collaboration_unit"

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="further_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="shared_collaborations")

    class Meta:
        ordering = ["unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "unit"], name="collaboration_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.unit_id}"


class CollaborationPartner(Record):
    """A partner in a collaboration: the name as written, and the partner in the register once linked."""

    KIND: ClassVar[str] = "collaboration_partner"
    WHOLE: ClassVar[str] = "collaboration"

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="partners")
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="collaboration_partners"
    )
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "partner"],
                condition=~Q(partner=None),
                name="collaboration_partner_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


declare_relation(
    CollaborationPartner, "partner", alone=("collaboration",), uses=Q(collaboration__voided_at=None)
)


class Responsible(Record):
    """A responsible person besides the owner: one of ours, or a name on a partner's side."""

    KIND: ClassVar[str] = "responsible"

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="responsibles")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    partner = models.ForeignKey(
        CollaborationPartner, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibles"
    )
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    task = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, partner=None, name="", email="")
                | (Q(person=None, partner__isnull=False) & ~Q(name="")),
                name="responsible_is_ours_or_theirs",
            ),
            models.UniqueConstraint(
                fields=["collaboration", "person"], condition=~Q(person=None), name="responsible_person_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person_id)


class Term(models.Model):
    """A code from one of the lists that describes a collaboration: a purpose, goal, subject or kind of activity."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in TermKind])
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "kind", "code"], name="collaboration_term_once")
        ]
        indexes = [models.Index(fields=["kind", "code"], name="collaboration_term")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"


class Activity(Record):
    """Something done within a collaboration. `details` holds the own fields of its form, validated when written.

    Its phase on a day is derived from its period and not stored. A candidate's name is personal data: it is in
    `details` alone, under the names the form marks as personal.
    """

    KIND: ClassVar[str] = "activity"

    reference = models.CharField(max_length=10, unique=True, default=new_activity_reference)
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=40)
    form = models.CharField(max_length=20, choices=[(f, f) for f in Form], default=Form.PLAIN)
    title_sv = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    is_sample = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title_sv="") | ~Q(title_en=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["kind", "starts_on"], name="activity_kind")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title_sv or self.title_en}"
