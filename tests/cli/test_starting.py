"""The second way in: an empty register with the university and its first person."""

import re

import pytest
from click.testing import CliRunner
from django.test import Client

from vidsyn.cli.main import main
from vidsyn.people.models import Person, Unit

WORDS = ["start", "--code", "uni", "--name", "Universitetet", "--name-en", "The University"]
WHO = ["--email", "koordinator@example.org", "--your-name", "Koordinator"]


@pytest.mark.django_db
def test_the_first_person_is_the_office_and_can_choose_a_password():
    done = CliRunner().invoke(main, WORDS + WHO)
    assert done.exit_code == 0, done.output
    person = Person.objects.get(email="koordinator@example.org")
    assert [a.role for a in person.assignments.all()] == ["office"]
    address = re.search(r"/password/\S+", done.output)
    assert address
    page = Client().get(address[0])
    assert page.status_code == 200


@pytest.mark.django_db
def test_it_never_mixes_with_what_is_kept_already():
    CliRunner().invoke(main, WORDS + WHO)
    again = CliRunner().invoke(main, ["start", "--code", "b", "--name", "B", "--name-en", "B", *WHO])
    assert again.exit_code == 1
    assert "register_not_empty" in again.stderr
    assert Unit.objects.count() == 1
