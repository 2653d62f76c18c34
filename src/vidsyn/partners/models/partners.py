"""Partners: each organisation once, under all its names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vidsyn import here
from vidsyn.acts.references import fresh_reference
from vidsyn.history.models import Record
from vidsyn.partners.logic.entries import NAME_LENGTH
from vidsyn.partners.logic.names import WORD_LENGTH
from vidsyn.partners.models.relations import declare_relation
from vidsyn.partners.vocabulary import NameKind, PartnerKind
from vidsyn.people.models import Unit


def new_partner_reference() -> str:
    """Return a new reference such as `P-7K3QX2`."""
    return fresh_reference("partners.Partner", "P")


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Filters over partners."""

    def listed(self) -> PartnerQuerySet:
        """Those the register shows: neither merged into another nor registered by mistake."""
        return self.filter(merged_into=None, voided_at=None)


class Partner(Record):
    """An organisation the university works with, or may come to work with.

    Operations derive `name_sv` and `name_en`, the display name in each language, from its names. `extra` holds
    imported columns that have no field here, imported by `extra_unit` (None: the office) and visible to that unit
    alone until they are `extra_open`. A merged partner's row remains, for history and for undoing the merge.
    """

    KIND: ClassVar[str] = "partner"

    reference = models.CharField(max_length=10, unique=True, default=new_partner_reference, editable=False)
    name_sv = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)
    sort_key = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in PartnerKind], default=PartnerKind.OTHER)
    country = models.CharField(max_length=2, blank=True)
    city = models.CharField(max_length=120, blank=True)
    ror = models.CharField(max_length=30, blank=True)
    ror_evidence = models.JSONField(default=dict, blank=True)
    erasmus_code = models.CharField(max_length=14, blank=True)
    schac = models.CharField(max_length=120, blank=True)
    pic = models.CharField(max_length=9, blank=True)
    website = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    extra = models.JSONField(default=dict, blank=True)
    extra_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    extra_open = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_partners"
    )
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="partner_order"),
            models.Index(fields=["country", "sort_key"], name="partner_country"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[name],
                condition=Q(active=True, merged_into=None, voided_at=None) & ~Q(**{name: ""}),
                name=f"partner_one_{name}",
            )
            for name in ("ror", "erasmus_code", "schac", "pic")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the current language."""
        return self.name_en if here.language() == "en" else self.name_sv

    @property
    def every_name(self) -> list[str]:
        """All current and former names. Queries the database where the names are not prefetched."""
        return [self.name_sv, self.name_en, *(name.name for name in self.names.all())]


class PartnerName(Record):
    """One of a partner's names. `folded` is its form for comparison (see `logic.names.fold`)."""

    KIND: ClassVar[str] = "partner_name"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=NAME_LENGTH)
    language = models.CharField(max_length=3, null=True, blank=True)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in NameKind], default=NameKind.OFFICIAL)
    folded = models.CharField(max_length=NAME_LENGTH * 2, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class PartnerWord(models.Model):
    """A word a partner is found by; derived from its names, identifiers and city, never edited.

    `restricted` words come from imported columns and match only for those who may read these.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=WORD_LENGTH, db_index=True)
    restricted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "word"], name="partner_word_once")]

    def __str__(self) -> str:
        return self.word


class Contact(Record):
    """A person at a partner, for an area and a period. Personal data: erasing leaves the row without the person."""

    KIND: ClassVar[str] = "contact"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class PartnerNote(Record):
    """A unit's own note about a partner, visible to that unit and the office; without a unit, to the office."""

    KIND: ClassVar[str] = "partner_note"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"note on {self.partner_id}"


class PartnerMerge(Record):
    """What a merge changed, so that it can be undone: fields before and after, and the rows moved."""

    KIND: ClassVar[str] = "partner_merge"

    kept = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="merged_by")
    fields_before = models.JSONField(default=dict)
    fields_after = models.JSONField(default=dict)
    moved = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"


class NotDuplicate(Record):
    """Two partners that look alike but are not the same; `first` has the lower id."""

    KIND: ClassVar[str] = "not_duplicate"

    first = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_duplicate_once")]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


declare_relation(Partner, "parent")
declare_relation(Partner, "successor")
declare_relation(Partner, "merged_into", moves=False)
declare_relation(PartnerName, "partner", alone=("folded", "language"), part=True)
declare_relation(PartnerWord, "partner", moves=False, part=True)
declare_relation(Contact, "partner", part=True)
declare_relation(PartnerNote, "partner", part=True)
declare_relation(PartnerMerge, "kept", moves=False, part=True)
declare_relation(PartnerMerge, "merged", moves=False, part=True)
declare_relation(NotDuplicate, "first", moves=False, part=True)
declare_relation(NotDuplicate, "second", moves=False, part=True)
