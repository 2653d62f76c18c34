"""Every column of a partner, a collaboration and an agreement: where it is accepted and where it is shown.

`decided.yaml` records the decisions. A column that is missing there, or is accepted or shown elsewhere than
decided, fails: so a new column needs a decision for every place, and no place loses one unnoticed.

| word | meaning |
|---|---|
| operation | the editing operation takes it |
| form | the editing page asks for it under its label in the history, filled in with what is stored |
| rows | the import operation takes it |
| import | an imported list is compared with it |
| export | an exported list has it |
| page | its own page shows it to the office |
| api | the API's detail returns it to the office |
| others | a reader of the register in another unit sees it on the page or in the API |
| merge | two partners are merged with it |

Whether a value is shown can be tested for texts and dates, to which a test can give distinctive values; of the
others only where they are accepted.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import models, transaction
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from tests.web.addresses import today
from tests.web.standing import Standing, standing

from vidsyn.acts.calls import operations
from vidsyn.acts.describe import describe
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem
from vidsyn.agreements.queries.announced import agreements_table
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.collaborations.operations.importing import CollaborationItem
from vidsyn.collaborations.queries.announced import collaborations_table
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.intake.queries.standing import standing as compared
from vidsyn.intake.vocabulary import ListKind
from vidsyn.kernel.actors import Door
from vidsyn.partners.logic.entries import PartnerEntry
from vidsyn.partners.logic.merging import FIELDS as MERGED
from vidsyn.partners.queries.announced import partners_table
from vidsyn.partners.queries.partners import PartnerFilter
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person
from vidsyn.reads.registry import read_of
from vidsyn.sample.loading import sample_load
from vidsyn.wording.labels import field_label

pytestmark = pytest.mark.django_db
DECIDED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("decided.yaml").read_text("utf-8")
)
ROOM = 8
DAYS = {"starts_on": date(2001, 3, 7), "ends_on": date(2799, 11, 23)}
# Of a first and last day that are shown as they are.
PLAIN = {"open_ended": False, "starts_precision": "day", "ends_precision": "day"}
# What identifies a record, and the name of its kind.
NAMING = {"reference", "kind"}
# "Kind" alone also labels documents in an agreement's history.
LABELS = {("agreement", "kind"): _("Kind of agreement")}
OFFICE, OTHER = "kansliet@vidsyn.example", "lasare@vidsyn.example"


@dataclasses.dataclass(frozen=True)
class Kind:
    """Where the fields of a kind are accepted, and the kind's names in lists and URLs."""

    update: str
    item: type
    list: ListKind
    table: Any
    filter: type


KINDS = {
    "partner": Kind("partner_update", PartnerEntry, ListKind.PARTNERS, partners_table, PartnerFilter),
    "collaboration": Kind(
        "collaboration_update",
        CollaborationItem,
        ListKind.COLLABORATIONS,
        collaborations_table,
        CollaborationFilter,
    ),
    "agreement": Kind(
        "agreement_update",
        AgreementItem,
        ListKind.AGREEMENTS,
        agreements_table,
        AgreementFilter,
    ),
}


@pytest.fixture(scope="module")
def stood(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The sample register, rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=today())
        yield standing()
        transaction.set_rollback(True)


def thing_of(stood: Standing, kind: str) -> models.Model:
    if kind == "partner":
        return stood.partners["open"]
    return (
        stood.ground.collaborations["ongoing"] if kind == "collaboration" else stood.ground.agreements["open"]
    )


def planted(thing: models.Model) -> dict[str, str]:
    """Store distinctive values in the text columns with room for one, and in the first and last day; returns them
    by column.
    """
    found: dict[str, Any] = {name: day for name, day in DAYS.items() if hasattr(thing, name)}
    for place, column in enumerate(columns(type(thing))):
        text = isinstance(column, models.CharField | models.TextField) and not column.choices
        if text and (column.max_length or ROOM) >= ROOM and column.name not in NAMING:
            found[column.name] = f"Zqx{place:02}wjk"
    plain = {name: value for name, value in PLAIN.items() if hasattr(thing, name)}
    type(thing)._default_manager.filter(pk=thing.pk).update(**found, **plain)
    return {name: str(value) for name, value in found.items()}


def columns(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Yield the stored columns other than id, version and times."""
    for column in model._meta.concrete_fields:
        if column.name not in ("id", "version", "created_at", "updated_at"):
            yield column


def said(kind: str, name: str, form: set[str]) -> set[str]:
    """Return where a value is accepted; `form` is what the editing page asks for."""
    where = KINDS[kind]
    takes = {parameter.name for parameter in operations()[where.update].parameters()}
    rows = {field.name for field in dataclasses.fields(where.item)}
    terms = {field.name for field in dataclasses.fields(Terms)} if "terms" in takes else set()
    found = {
        "operation": takes | terms,
        "form": form,
        "rows": rows | terms,
        "merge": set(MERGED) if kind == "partner" else set(),
    }
    return {place for place, names in found.items() if name in names}


def asked(kind: str, page: str, values: dict[str, str]) -> set[str]:
    """Return the fields of an editing page that have their labels and the values given."""
    labels = dict(re.findall(r'<label for="id_(\w+)">\s*([^<]*?)\s*<', page))
    with translation.override(person(OFFICE).language):
        return {
            name
            for name, label in labels.items()
            if label == str(LABELS.get((kind, name)) or field_label(kind, name))
            and values.get(name, "") in page
        }


def read(kind: str, thing: Any, client: Client) -> dict[str, str]:
    """Return what each place shows of the record, as text."""
    where, office, other = KINDS[kind], person(OFFICE), person(OTHER)
    page = f"/{where.list}/{thing.reference}/"
    viewer = actor_of(office, door=Door.WEB, on=today())
    told = compared(viewer, where.list, [str(thing.pk)])[str(thing.pk)].values
    table = where.table(viewer, where.filter())
    return {
        "import": str(told),
        "export": "\n".join(str(row) for row in table.rows if thing.reference in row),
        "page": shown(client, office, page),
        "api": answered(office, where.list, thing.reference),
        "others": shown(client, other, page) + answered(other, where.list, thing.reference),
    }


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def shown(client: Client, viewer: Person, page: str) -> str:
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def answered(viewer: Person, kind: str, reference: str) -> str:
    actor = actor_of(viewer, door=Door.API, on=today())
    return json.dumps(describe(read_of(kind, paged=False).ask(actor, {}, reference)), ensure_ascii=False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_said_and_read_where_it_was_decided(
    kind: str, stood: Standing, client: Client, settings: Any
):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    thing = thing_of(stood, kind)
    values = planted(thing)
    texts = read(kind, thing, client)
    form = asked(kind, shown(client, person(OFFICE), f"/{KINDS[kind].list}/{thing.reference}/edit/"), values)
    found = {}
    for column in columns(type(thing)):
        name = column.name
        value = values.get(name)
        places = said(kind, name, form) | {place for place, text in texts.items() if value and value in text}
        found[name] = sorted(places)
    decided = {name: sorted(str(places or "").split()) for name, places in DECIDED[kind].items()}
    assert found == decided, "decide in decided.yaml"
