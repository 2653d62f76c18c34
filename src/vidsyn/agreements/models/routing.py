"""Routing of requests, and rounds of decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.history.models import Record
from vidsyn.partners.models import Partner
from vidsyn.partners.models.relations import declare_relation
from vidsyn.people.models import Person, Unit


class DecisionRound(Record):
    """A round in which agreements are decided on together, with its closing date; for some kinds, or for all."""

    KIND: ClassVar[str] = "decision_round"

    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    closes_on = models.DateField()
    kinds = models.JSONField(default=list, blank=True)

    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["closes_on", "id"]

    def __str__(self) -> str:
        return self.name_sv


class RequestRoute(Record):
    """Requests for this unit, partner and country (each optional) go to this coordinator."""

    KIND: ClassVar[str] = "request_route"

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="request_routes")

    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.partner_id} {self.country}"


declare_relation(RequestRoute, "partner")
