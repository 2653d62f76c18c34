"""What only the tests of people use."""

from __future__ import annotations

import pytest

from vidsyn import here
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.models import Person


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:
    """The password hash is slow by design, which does not matter here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def acting(person: Person, **more: object) -> Actor:
    """Return the person's actor today, on a page."""
    return actor_of(
        Person.objects.get(pk=person.pk), door=more.pop("door", Door.WEB), on=here.today(), **more
    )
