"""`vidsyn list` and `vidsyn show` tell what the API tells, for every kind, in both languages."""

import json

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client
from django.utils import timezone

from vidsyn.cli.main import main
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.reads.registry import reads
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
OFFICE = "kansliet@vidsyn.example"
# What a thing is named by in its list.
NAMED = {"people": "email", "units": "code"}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=timezone.localdate())
        import_plan(
            kind=ListKind.PARTNERS,
            file_name="lista.csv",
            content=b"Partner\nNy part\n",
            actor=local_operator(),
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def client(sample) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=OFFICE), backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(*words, code=0):
    ran = CliRunner().invoke(main, [*words, "--as", OFFICE])
    assert ran.exit_code == code, ran.output
    return ran.stdout if code == 0 else ran.stderr


def kinds(*, paged):
    return sorted(read.kind for read in reads().values() if read.paged is paged)


def test_every_kind_is_listed_as_the_api_lists_it(client):
    for kind in kinds(paged=True):
        filters = {"text": "a", "size": "3"} if kind == "search" else {"size": "3"}
        told = json.loads(
            said("list", kind, *(f"{name}={value}" for name, value in filters.items()), "--json")
        )
        assert told == client.get(f"/api/v1/{kind}", filters).json(), kind
        assert said("list", kind).strip()


def test_every_kind_is_shown_as_the_api_shows_it(client):
    for kind in kinds(paged=False):
        row = client.get(f"/api/v1/{kind}", {"size": 1}).json()["items"][0]
        name = row[NAMED.get(kind, "reference")]
        assert (
            json.loads(said("show", kind, name, "--json")) == client.get(f"/api/v1/{kind}/{name}").json()
        ), kind
        assert name in said("show", kind, name)


def test_filters_that_take_several_values_may_be_given_several_times(client):
    words = ["status=in_force", "status=ended"]
    told = json.loads(said("list", "agreements", *words, "--json"))
    assert (
        told["total"] == client.get("/api/v1/agreements", {"status": ["in_force", "ended"]}).json()["total"]
    )


def test_what_is_refused_has_the_codes_of_the_api(sample):
    assert "[no_such_kind]" in said("list", "nonsense", code=1)
    assert "[field_unknown]" in said("list", "units", "colour=red", code=1)
    assert "[field_too_large]" in said("list", "units", "size=5000", code=1)
    assert "[not_found]" in said("show", "units", "nowhere", code=1)
    assert "name=value" in said("--lang", "en", "list", "units", "red", code=2)


def test_a_list_speaks_both_languages(sample):
    assert "totalt, sida 1 av" in said("list", "units")
    assert "in all, page 1 of" in said("--lang", "en", "list", "units")
    assert "School of" in said("--lang", "en", "list", "units")
