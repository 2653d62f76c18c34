"""The agreement itself and the stages it has reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vidsyn import here
from vidsyn.acts.references import fresh_reference
from vidsyn.agreements.models.routing import DecisionRound
from vidsyn.agreements.vocabulary import Level, Side, Stage
from vidsyn.collaborations.models import Collaboration
from vidsyn.history.models import Record
from vidsyn.kernel.precision import Precision
from vidsyn.people.models import Person, Unit

TITLE_LENGTH = 300


def new_agreement_reference() -> str:
    """Return a new reference such as `A-7K3QX2`."""
    return fresh_reference("agreements.Agreement", "A")


def _precision() -> models.CharField[str, str]:
    return models.CharField(max_length=15, choices=[(p, p) for p in Precision], default=Precision.DAY)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Filters over agreements."""

    def listed(self) -> AgreementQuerySet:
        """Those the register shows: not voided as registered by mistake."""
        return self.filter(voided_at=None)


class Agreement(Record):
    """An agreement, from a request to its end.

    `stage` is set by operations; the status on a day is derived from dates and never stored here (see
    `logic.timeline`, and `AgreementSpan` for queries over many). `unit` None: no unit owns it yet, so the office
    does. `taken_as_signed`: imported, with a status derived from its dates. `imported_stage`: the stage it was
    imported at; empty for one that was created here.
    """

    KIND: ClassVar[str] = "agreement"

    reference = models.CharField(max_length=10, unique=True, default=new_agreement_reference, editable=False)
    register_number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH)
    languages = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=15, choices=[(s, s) for s in Stage], default=Stage.REQUESTED)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    further_units = models.ManyToManyField(Unit, blank=True, related_name="further_agreements")
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    requester = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="specifics"
    )
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    collaborations = models.ManyToManyField(Collaboration, blank=True, related_name="agreements")
    level = models.CharField(max_length=20, choices=[(x, x) for x in Level], blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    purpose = models.TextField(blank=True)
    note = models.TextField(blank=True)
    confidential = models.BooleanField(null=True)
    confidentiality_ground = models.CharField(max_length=200, blank=True)

    starts_on = models.DateField(null=True, blank=True)
    starts_precision = _precision()
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = _precision()
    open_ended = models.BooleanField(default=False)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_given_by = models.CharField(max_length=5, blank=True)
    notice_effective = models.CharField(max_length=5, blank=True)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_window_months = models.PositiveSmallIntegerField(null=True, blank=True)

    taken_as_signed = models.BooleanField(default=False)
    imported_stage = models.CharField(max_length=15, choices=[(s, s) for s in Stage], blank=True)
    signature_confirmed_on = models.DateField(null=True, blank=True)
    signature_confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    terminated_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    move = models.CharField(max_length=10, choices=[(s, s) for s in Side], blank=True)
    move_since = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    decision_round = models.ForeignKey(
        DecisionRound, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )

    extra = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True)
    inside_search = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_key = models.CharField(max_length=64, blank=True)
    is_sample = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["register_number"], name="agreement_number"),
            models.Index(fields=["source_key"], name="agreement_source_key"),
            models.Index(fields=["stage", "id"], name="agreement_stage"),
            models.Index(fields=["kind", "id"], name="agreement_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(open_ended=False), name="agreement_open_ended_has_no_end"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(notice_months=None) | Q(notice_days=None), name="agreement_notice_in_one_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the current language, or in the other where only that is known."""
        english = here.language() == "en"
        return (self.title_en or self.title_sv) if english else (self.title_sv or self.title_en)

    @property
    def number(self) -> str:
        """The register number, or our own reference without one."""
        return self.register_number or self.reference


class AgreementStep(models.Model):
    """A stage reached on a day; written by the operation that led there."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField()
    stage = models.CharField(max_length=15, choices=[(s, s) for s in Stage])

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.stage} {self.on}"
