"""Units as a tree, people, and the roles that people hold for units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from vidsyn import here
from vidsyn.history.models import Record
from vidsyn.people.vocabulary import Role, TokenScope, UnitKind


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
        return self.name_en if here.language() == "en" else self.name_sv


class PersonManager(BaseUserManager["Person"]):
    """Used by Django's own commands; Vidsyn creates accounts through operations."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Create an account with a hashed password, or one that cannot sign in by password."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(Record, AbstractBaseUser):
    """A person with an account. There is no field of nationality, birthplace or ethnicity, nor may one be added."""

    KIND: ClassVar[str] = "person"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    # Incremented to end every session at once: sessions carry a digest over it.
    session_round = models.PositiveIntegerField(default=1)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Return the digest a session must carry; a new password or a new round invalidates it."""
        return salted_hmac(
            "vidsyn.session", f"{self.password}:{self.session_round}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return none: a rotated secret key signs everybody out."""
        return iter(())


class RoleAssignment(Record):
    """A role held for a unit and everything under it, or for the whole university when unit is null."""

    KIND: ClassVar[str] = "role_assignment"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=[(r, r) for r in Role])
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

    @property
    def has_ended(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < here.today()

    @staticmethod
    def in_force_on(day: date, path: str = "") -> models.Q:
        """Match assignments in force on a day, first and last day included. `path` is the look-up prefix to them."""
        first, last = f"{path}starts_on", f"{path}ends_on"
        started = models.Q(**{first: None}) | models.Q(**{f"{first}__lte": day})
        return started & (models.Q(**{last: None}) | models.Q(**{f"{last}__gte": day}))


class ApiToken(Record):
    """A key with which a program acts as a person, within its scope. Only its digest is stored."""

    KIND: ClassVar[str] = "api_token"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    # SHA-256 of 256 random bits: it cannot be guessed, so no slow hash is needed and a look-up is one statement.
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    scope = models.CharField(max_length=10, choices=[(s, s) for s in TokenScope])
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # A date is enough to spot unused tokens, and takes one statement a day rather than one a request.
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.hint}…"


class SignInAttempt(models.Model):
    """A sign-in attempt, counted per account and per network address; deleted after minutes.

    `key` is a keyed digest: the table reveals neither the account nor the address.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="attempt_key_at")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M}"
