"""Units as a tree, people, and the roles people hold for units."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from vidsyn.people.vocabulary import Role, UnitKind
from vidsyn.plumbing.models import Record


class Unit(Record):
    """An organisational unit. `path` is the codes from the root, each followed by a slash: `kth/abe/`.

    The path makes "this unit and everything under it" one indexed prefix.
    """

    KIND: ClassVar[str] = "unit"

    code = models.SlugField(max_length=40, unique=True)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in UnitKind])
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=300, unique=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name_sv


class PersonManager(BaseUserManager["Person"]):
    """Django's own commands make accounts through here; Vidsyn's own code uses the operations."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An account with a hashed password, or one that cannot sign in by password."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(Record, AbstractBaseUser):
    """Somebody with an account. No field of nationality, birthplace or ethnicity exists, nor may one be added."""

    KIND: ClassVar[str] = "person"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(Record):
    """A role somebody holds, for a unit and everything under it, or for the whole university when unit is null."""

    KIND: ClassVar[str] = "role_assignment"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=[(r, r) for r in Role])
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "unit", "starts_on"], name="one_assignment", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
