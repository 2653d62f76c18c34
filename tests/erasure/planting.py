"""Write one person into a register through every operation, and everywhere else that stores people's input.

Run as a program: `python -m tests.erasure.planting`, with VIDSYN_DATA naming an empty folder.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.erasure.exempt import reason_for

from vidsyn.cli.desk import set_up

NAME = "Zebulina Quxworth"
EMAIL = "zebulina.quxworth@quxworth.example"
PHONE = "+46 70 123 45 67"
# Operations that end or remove a record come last, so that the others find it.
_DESTROYING = (
    "_void", "_remove", "_close", "_many", "_end", "_withdraw", "_terminate", "_settle", "_merge", "_unmerge",
)  # fmt: skip
TEXT = f"Ring {NAME} ({EMAIL}) först."


def written(name: str) -> str:
    """Return the text to plant in a parameter of this name."""
    return {"email": EMAIL, "phone": PHONE, "name": NAME, "reviewer_name": NAME}.get(name, TEXT)


def plant() -> dict[str, Any]:
    """Plant everywhere; returns which operations and texts accepted it, and which did not and why."""
    from django.utils import timezone

    from vidsyn.acts.calls import arguments_model, operations
    from vidsyn.people.actors import local_operator
    from vidsyn.sample.loading import sample_load

    sample_load(actor=local_operator(), on=timezone.localdate())
    taken, missing = [], {}
    for one in sorted(operations().values(), key=lambda one: (_destroys(one.name), one.name)):
        schema = arguments_model(one).model_json_schema()
        wanted = {path for path in texts(schema) if reason_for(one.name, path) is None}
        if not wanted:
            continue
        try:
            left = wanted - _planted(one, schema, wanted)
        except Exception as fault:
            missing[one.name] = f"{type(fault).__name__}: {fault}"[:300]
            continue
        taken.append(one.name)
        if left:
            missing[one.name] = f"no place for {sorted(left)}"
    return {"taken": sorted(taken), "missing": missing}


def _planted(one: Any, schema: dict[str, Any], wanted: set[str]) -> set[str]:
    """Call the operation with the person in every wanted text; returns the texts that were present."""
    from django.db import transaction
    from tests.api.sample_arguments import sample_arguments
    from tests.erasure.arguments import WORKING

    from vidsyn.acts.calls import call
    from vidsyn.people.actors import local_operator

    with transaction.atomic():
        given = sample_arguments(one) | WORKING.get(one.name, dict)()
        done = set(_fill(given, schema, schema.get("$defs", {}), wanted))
        if "extra" in schema["properties"]:
            given["extra"] = {"Handläggare": TEXT}
        call(one.name, json.dumps(given), actor=local_operator())
    return done


def _fill(given: Any, schema: dict[str, Any], defs: Any, wanted: set[str], path: str = "") -> Iterator[str]:
    """Write the person into a value wherever its schema has a wanted text; yields the paths written."""
    for part in _parts(schema, defs):
        if isinstance(given, dict):
            for name, inner in part.get("properties", {}).items():
                below = f"{path}.{name}" if path else name
                if below in wanted:
                    given[name] = written(name)
                    yield below
                elif name in given:
                    yield from _fill(given[name], inner, defs, wanted, below)
        elif isinstance(given, list) and part.get("type") == "array":
            for each in given:
                yield from _fill(each, part.get("items", {}), defs, wanted, f"{path}[]")


def texts(schema: dict[str, Any], defs: Any = None, path: str = "") -> Iterator[str]:
    """Yield the paths of an operation's free texts."""
    defs = schema.get("$defs", {}) if defs is None else defs
    for part in _parts(schema, defs):
        for name, inner in part.get("properties", {}).items():
            yield from texts(inner, defs, f"{path}.{name}" if path else name)
        if part.get("type") == "array":
            for inner in part.get("prefixItems", [part.get("items", {})]):
                yield from texts(inner, defs, f"{path}[]")
        if _is_text(part):
            yield path


def _parts(schema: dict[str, Any], defs: Any) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        yield from _parts(defs[schema["$ref"].rpartition("/")[2]], defs)
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _parts(each, defs)
    else:
        yield schema


def _is_text(part: dict[str, Any]) -> bool:
    from vidsyn.kernel.shapes import _SAID, ANY_TEXT, Email

    said = {"enum", "const", "x-vidsyn-names", "contentEncoding", "format"} & part.keys()
    free = (None, ANY_TEXT, _SAID.pattern, Email.__metadata__[0].pattern)
    return part.get("type") == "string" and not said and part.get("pattern") in free


def _destroys(name: str) -> bool:
    return name.endswith(_DESTROYING)


def plant_people() -> dict[str, str]:
    """Create the person as account, contact, responsible person, reviewer and so on; returns the ids."""
    return {
        "person": _plant_account(),
        "contact": _plant_at_partner(),
        **_plant_in_agreements(),
        "responsible": _plant_in_collaboration(),
        "representative": _plant_in_network(),
    }


def _plant_account() -> str:
    from django.utils import timezone

    from vidsyn.kernel.actors import Door
    from vidsyn.people.actors import actor_of, local_operator
    from vidsyn.people.models import ApiToken, Person
    from vidsyn.people.operations.persons import person_create, person_update
    from vidsyn.people.operations.roles import role_give
    from vidsyn.people.operations.tokens import token_create, token_revoke
    from vidsyn.people.vocabulary import Role, TokenScope

    office, today = local_operator(), timezone.localdate()
    person = Person.objects.filter(email=EMAIL).first() or person_create(email=EMAIL, name=NAME, actor=office)
    role_give(person=person, role=Role.RESEARCHER, reason=TEXT, actor=office)
    person_update(person=person, name=f"{NAME} Nu", reason=TEXT, actor=office)
    person_update(person=person, name=NAME, reason=TEXT, actor=office)
    herself = actor_of(Person.objects.get(pk=person.pk), door=Door.WEB, on=today)
    token_create(name=TEXT, scope=TokenScope.READ, expires_on=today, actor=herself)
    token_revoke(token=ApiToken.objects.get(name=TEXT), reason=TEXT, actor=herself)
    return str(person.pk)


def _plant_at_partner() -> str:
    from vidsyn.partners.models import Partner
    from vidsyn.partners.operations.contacts import partner_contact_add
    from vidsyn.partners.operations.partners import partner_update
    from vidsyn.people.actors import local_operator

    partner, office = Partner.objects.listed().filter(active=True)[0], local_operator()
    contact = partner_contact_add(
        partner=partner, name=NAME, email=EMAIL, phone=PHONE, area=TEXT, actor=office
    )
    partner_update(partner=partner, extra={"Kontakt": TEXT}, reason=TEXT, actor=office)
    return str(contact.pk)


def _plant_in_agreements() -> dict[str, str]:
    from django.utils import timezone
    from tests.erasure.arguments import reviewed

    from vidsyn.agreements.models import Agreement, Party
    from vidsyn.agreements.operations.editing import agreement_update
    from vidsyn.agreements.operations.obligations import obligation_add
    from vidsyn.agreements.operations.parties import agreement_contact_add, steering_member_add
    from vidsyn.agreements.operations.steps import review_open
    from vidsyn.agreements.vocabulary import ReviewArea, Side, Stage
    from vidsyn.people.actors import local_operator

    office, soon = local_operator(), timezone.localdate() + timedelta(days=90)
    signed = Agreement.objects.filter(stage=Stage.SIGNED)[0]
    contact = agreement_contact_add(
        agreement=signed, side=Side.PARTNER, name=NAME, email=EMAIL, area=TEXT, actor=office
    )
    party = Party.objects.filter(agreement=signed, removed_at=None)[0]
    member = steering_member_add(party=party, name=NAME, role=TEXT, actor=office)
    obligation_add(agreement=signed, text=TEXT, ends_on=soon, actor=office)
    said = {"note": TEXT, "extra": {"Kontakt": TEXT}, "title_sv": f"Avtal {NAME}"}
    agreement_update(agreement=signed, **said, reason=TEXT, actor=office)
    asked = Agreement.objects.get(pk=reviewed())
    review_open(agreement=asked, areas=(ReviewArea.LAW,), reviewer_name=NAME, actor=office)
    return {"agreement_contact": str(contact.pk), "member": str(member.pk)}


def _plant_in_collaboration() -> str:
    from vidsyn.collaborations.models import CollaborationPartner
    from vidsyn.collaborations.operations.editing import collaboration_update
    from vidsyn.collaborations.operations.people import collaboration_responsible_add
    from vidsyn.people.actors import local_operator

    row, office = CollaborationPartner.objects.filter(collaboration__voided_at=None)[0], local_operator()
    responsible = collaboration_responsible_add(
        collaboration=row.collaboration,
        collaboration_partner=row,
        name=NAME,
        email=EMAIL,
        task=TEXT,
        actor=office,
    )
    said = {"notes": TEXT, "purpose_text": TEXT, "mutual_benefit": TEXT}
    collaboration_update(collaboration=row.collaboration, **said, actor=office)
    return str(responsible.pk)


def _plant_in_network() -> str:
    from vidsyn.partners.models import Network
    from vidsyn.partners.operations.network_people import network_representative_name
    from vidsyn.people.actors import local_operator

    network = Network.objects.filter(active=True)[0]
    named = network_representative_name(network=network, name=NAME, role=TEXT, actor=local_operator())
    return str(named.pk)


def plant_beside(person: str) -> None:
    """Plant the person in lists, mail, finished and pending tasks, and sessions."""
    from django.contrib.sessions.backends.db import SessionStore
    from django_tasks_db.models import DBTaskResult

    from vidsyn.intake.jobs import import_carry_out
    from vidsyn.intake.operations.planning import import_plan
    from vidsyn.intake.vocabulary import ListKind
    from vidsyn.later.mail import mail_enqueue
    from vidsyn.later.worker import drain
    from vidsyn.people.actors import local_operator

    office = local_operator()
    for number, (ending, content) in enumerate(_lists()):
        act = import_plan(
            kind=ListKind.PARTNERS, file_name=f"{NAME} {number}.{ending}", content=content, actor=office
        )
        if number == 0:
            import_carry_out(act, office)
    mail_enqueue(to=EMAIL, subject=f"Till {NAME}", text=TEXT)
    mail_enqueue(to="nagon@vidsyn.example", subject="Annan", text=f"Åter: {TEXT}")
    drain()
    for _number in range(2):
        mail_enqueue(to=EMAIL, subject=f"Till {NAME}", text=TEXT)
        mail_enqueue(to="nagon@vidsyn.example", subject="Väntar", text=TEXT)
    # A worker was killed during the second of these two.
    for task in DBTaskResult.objects.ready().order_by("-enqueued_at")[:2]:
        task.claim("a worker that is gone")
    for said in ({"_auth_user_id": person}, {"_auth_user_id": "x", "_messages": TEXT}):
        session = SessionStore()
        session.update(said)
        session.create()


def _lists() -> list[tuple[str, bytes]]:
    import xlsxwriter

    rows = [
        ["Namn", "Land", "Handläggare"],
        ["Universitetet i Nollby", "NO", TEXT],
        ["Høyskolen i Ettvik", "NO", NAME],
    ]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    delimited = "\n".join(";".join(row) for row in rows).encode()
    return [("csv", delimited), ("csv", delimited.replace(b"Nollby", b"Tvaby")), ("xlsx", file.getvalue())]


if __name__ == "__main__":
    set_up()
    from vidsyn.keeping.upkeep import bring_up_to_date

    bring_up_to_date()
    from tests.erasure.contacts import plant_contacts

    told = plant()
    told["ids"] = plant_people()
    plant_beside(told["ids"]["person"])
    told["contacts"] = plant_contacts()
    sys.stdout.write(json.dumps(told))
