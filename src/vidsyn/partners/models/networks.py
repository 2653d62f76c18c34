"""Networks and alliances: members, representatives, financing, and reviews of membership."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vidsyn import here
from vidsyn.acts.references import fresh_reference
from vidsyn.history.models import Record
from vidsyn.partners.models.partners import Partner
from vidsyn.partners.models.relations import declare_relation
from vidsyn.partners.vocabulary import MemberRole, NetworkKind, ReviewOutcome
from vidsyn.people.models import Person, Unit


def new_network_reference() -> str:
    """Return a new reference such as `N-7K3QX2`."""
    return fresh_reference("partners.Network", "N")


class Network(Record):
    """A network or alliance. `member_since` and `member_until` are the own university's."""

    KIND: ClassVar[str] = "network"

    reference = models.CharField(max_length=10, unique=True, default=new_network_reference, editable=False)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    acronym = models.CharField(max_length=40, blank=True)
    folded = models.CharField(max_length=700, blank=True)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in NetworkKind])
    website = models.CharField(max_length=300, blank=True)
    purpose_sv = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    member_since = models.DateField(null=True, blank=True)
    member_until = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name_sv", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the current language."""
        return self.name_en if here.language() == "en" else self.name_sv

    @property
    def purpose(self) -> str:
        """The purpose in the current language, or else in the other."""
        english = here.language() == "en"
        return (self.purpose_en or self.purpose_sv) if english else (self.purpose_sv or self.purpose_en)


class NetworkMembership(Record):
    """A partner in a network, or the own university when `partner` is null."""

    KIND: ClassVar[str] = "network_membership"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=[(r, r) for r in MemberRole], default=MemberRole.MEMBER)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "partner", "starts_on"], name="one_membership", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.network_id}"


class NetworkRepresentative(Record):
    """Somebody who represents the university in a network: a person with an account, or a name."""

    KIND: ClassVar[str] = "network_representative"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="representatives")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name


class NetworkPhase(Record):
    """A financing phase: period, amount, funder."""

    KIND: ClassVar[str] = "network_phase"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="phases")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    funder = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="funded_phases"
    )

    class Meta:
        ordering = ["starts_on", "id"]

    def __str__(self) -> str:
        return self.name


class NetworkReview(Record):
    """A dated question "should we stay?" and, once given, its answer. At most one is open at a time."""

    KIND: ClassVar[str] = "network_review"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    question = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o, o) for o in ReviewOutcome])
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["network"], condition=Q(outcome=""), name="one_open_review")
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.due_on}"


declare_relation(NetworkMembership, "partner", alone=("network", "starts_on"))
declare_relation(NetworkPhase, "funder")
