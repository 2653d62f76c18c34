"""Parties, signatories, contact persons and steering group members."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vidsyn.agreements.models.agreements import Agreement
from vidsyn.agreements.vocabulary import Side
from vidsyn.history.models import Record
from vidsyn.partners.models import Partner
from vidsyn.partners.models.relations import declare_relation
from vidsyn.people.models import Person


class Party(Record):
    """A party: ourselves, or an organisation. `name` is its name in the text, or that of a partner not yet linked."""

    KIND: ClassVar[str] = "agreement_party"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField(max_length=10, choices=[(s, s) for s in Side])
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="agreement_parties"
    )
    name = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["side", "id"]
        indexes = [models.Index(fields=["partner", "side", "agreement"], name="party_partner")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                condition=models.Q(removed_at=None),
                name="partner_once_an_agreement",
            )
        ]

    def __str__(self) -> str:
        return self.partner.name if self.partner else self.name


class Signatory(Record):
    """Somebody who signs for a party. A party has signed when all its signatories have; it must have at least one."""

    KIND: ClassVar[str] = "agreement_signatory"

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=150, blank=True)
    title = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.title


class ContactPerson(Record):
    """A contact on either side, for an area. Personal data: erasing leaves the row without the person."""

    KIND: ClassVar[str] = "agreement_contact"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="contacts")
    side = models.CharField(max_length=10, choices=[(s, s) for s in Side])
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    area = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["side", "area", "id"]

    def __str__(self) -> str:
        return self.name


class SteeringMember(Record):
    """A named member of the joint steering group, for one of the parties."""

    KIND: ClassVar[str] = "agreement_steering_member"

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="steering_members")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


# No `alone`: both partners of a merge are party to the same agreement only by mistake, which a person corrects.
declare_relation(
    Party,
    "partner",
    alone=("agreement",),
    uses=models.Q(removed_at=None, agreement__voided_at=None),
)
