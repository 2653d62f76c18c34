"""What only the tests of people use."""

from __future__ import annotations

import pytest

from vidsyn import here
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import Actor, actor_of
from vidsyn.people.models import Person


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:
    """The hash that guards passwords is slow by design; here it is beside the point."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def acting(person: Person, **more: object) -> Actor:
    """The actor a person is today, on a page."""
    return actor_of(
        Person.objects.get(pk=person.pk), door=more.pop("door", Door.WEB), on=here.today(), **more
    )
