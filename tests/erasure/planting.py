"""Writes one person into a register through every operation, and everything else that stores what people write.

Run as a program of its own: `python -m tests.erasure.planting`, with VIDSYN_DATA naming an empty folder.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from datetime import timedelta
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from vidsyn.cli.desk import set_up

NAME = "Zebulina Quxworth"
EMAIL = "zebulina.quxworth@quxworth.example"
PHONE = "+46 70 123 45 67"
TEXT = f"Ring {NAME} ({EMAIL}) först."

# Operations and parameters that name an organisation, a code, a secret or a round: no place for a person.
NO_PERSON = {
    "partner_register": {
        "name",
        "language",
        "country",
        "city",
        "ror",
        "erasmus_code",
        "schac",
        "pic",
        "website",
    },
    "partner_update": {"country", "city", "ror", "erasmus_code", "schac", "pic", "website"},
    "partner_name_add": {"name", "language"},
    "partner_name_update": {"text", "language"},
    "partner_link_ror": {"ror", "evidence"},
    "party_add": {"name"},
    "party_link": {"name"},
    "collaboration_partner_add": {"name"},
    "collaboration_register": {"partner_name", "kinds", "subjects", "goals"},
    "collaboration_update": {"kinds", "subjects", "goals"},
    "agreement_request": {"partner_name", "kind"},
    "agreement_update": {"kind", "languages", "currency", "cleared", "register_number"},
    "agreement_amend": {"register_number"},
    "activity_add": {"kind"},
    "network_register": {"name_sv", "name_en", "acronym", "website"},
    "network_update": {"name_sv", "name_en", "acronym", "website"},
    "network_phase_add": {"currency"},
    "network_phase_update": {"currency"},
    "decision_round_open": {"name_sv", "name_en", "kinds"},
    "decision_round_update": {"name_sv", "name_en", "kinds"},
    "request_route_set": {"country"},
    "unit_create": {"code", "name_sv", "name_en"},
    "unit_update": {"name_sv", "name_en"},
    "document_add": {"language"},
}
# Public records: tested apart, for they are kept.
KEPT = {
    "agreement_decide": {"decided_by_name", "decided_by_title", "text", "reason", "register_number"},
    "agreement_sign": {"name", "title"},
    "network_review_decide": {"decided_by"},
}
LEFT_ALONE = {
    "person_erase", "partner_contact_erase", "agreement_contact_erase", "steering_member_erase",
    "collaboration_responsible_erase", "network_representative_erase",  # what is tried here
    "password_change", "password_set", "identity_link", "identity_unlink", "person_update", "person_deactivate",
    "sessions_end",
    "people_import", "units_import", "people_bring_in", "units_bring_in", "partner_merge", "partner_void_many",
    "import_plan", "import_receive", "agreement_import_record",  # carried out below, with lists that fit
}  # fmt: skip


def written(name: str) -> str:
    """What is planted in a parameter of this name."""
    return {"email": EMAIL, "phone": PHONE, "name": NAME, "reviewer_name": NAME}.get(name, TEXT)


def plant() -> dict[str, Any]:
    """Everything; which operations took it and which did not."""
    from django.db import transaction
    from django.utils import timezone
    from tests.api.sample_arguments import sample_arguments

    from vidsyn.acts.calls import call, operations
    from vidsyn.kernel.refusals import Refusal, Refusals
    from vidsyn.people.actors import local_operator
    from vidsyn.sample.loading import sample_load

    office = local_operator()
    sample_load(actor=office, on=timezone.localdate())
    taken, refused = [], {}
    planned = sorted(operations().values(), key=lambda one: (_destroys(one.name), one.name))
    for one in planned:
        texts = _texts(one)
        if one.name in LEFT_ALONE or not texts:
            continue
        # All at once, then one by one where all at once is refused.
        for chosen in [texts, *({text} for text in sorted(texts))]:
            with suppress(KeyError), transaction.atomic():
                given = sample_arguments(one)
            given |= {name: written(name) for name in chosen}
            if "extra" in {p.name for p in one.parameters()}:
                given["extra"] = {"Handläggare": TEXT}
            try:
                call(one.name, json.dumps(given), actor=office)
            except (Refusal, Refusals) as fault:
                refused[one.name] = str(fault)
                continue
            taken.append(one.name)
            refused.pop(one.name, None)
            if chosen is texts:
                break
    return {"taken": sorted(set(taken)), "refused": refused}


def _destroys(name: str) -> bool:
    return name.endswith(
        ("_void", "_remove", "_close", "_many", "_end", "_withdraw", "_terminate", "_settle")
    )


def _texts(one: Any) -> set[str]:
    free = NO_PERSON.get(one.name, set()) | KEPT.get(one.name, set())
    return {p.name for p in one.parameters() if _is_text(p.annotation)} - free


def _is_text(annotation: Any) -> bool:
    """Text, of any form: `str`, `Reason`, `Email`, or one of those left out."""
    if get_origin(annotation) is Annotated:
        return _is_text(get_args(annotation)[0])
    members = [member for member in get_args(annotation) if member is not type(None)]
    if get_origin(annotation) in (Union, UnionType):
        return all(_is_text(member) for member in members)
    return annotation is str


def plant_people() -> dict[str, str]:
    """Her as account, contact, responsible person, reviewer and so on: what there is of each."""
    from django.utils import timezone

    from vidsyn.agreements import operations as agreements
    from vidsyn.agreements.models import Agreement, Party
    from vidsyn.agreements.vocabulary import ReviewArea, Side, Stage
    from vidsyn.collaborations import operations as collaborations
    from vidsyn.collaborations.models import CollaborationPartner
    from vidsyn.partners import operations as partners
    from vidsyn.partners.models import Network, Partner
    from vidsyn.people import operations as people
    from vidsyn.people.actors import local_operator
    from vidsyn.people.models import Person
    from vidsyn.people.vocabulary import Role

    office = local_operator()
    person = Person.objects.filter(email=EMAIL).first() or people.person_create(
        email=EMAIL, name=NAME, actor=office
    )
    people.role_give(person=person, role=Role.RESEARCHER, reason=TEXT, actor=office)
    partner = Partner.objects.listed().filter(active=True)[0]
    contact = partners.partner_contact_add(
        partner=partner, name=NAME, email=EMAIL, phone=PHONE, area=TEXT, actor=office
    )
    partners.partner_update(partner=partner, extra={"Kontakt": TEXT}, reason=TEXT, actor=office)
    signed = Agreement.objects.filter(stage=Stage.SIGNED)[0]
    signed_contact = agreements.agreement_contact_add(
        agreement=signed, side=Side.PARTNER, name=NAME, email=EMAIL, area=TEXT, actor=office
    )
    member = agreements.steering_member_add(
        party=Party.objects.filter(agreement=signed, removed_at=None)[0], name=NAME, role=TEXT, actor=office
    )
    agreements.obligation_add(
        agreement=signed, text=TEXT, ends_on=timezone.localdate() + timedelta(days=90), actor=office
    )
    agreements.agreement_update(
        agreement=signed,
        note=TEXT,
        extra={"Kontakt": TEXT},
        reason=TEXT,
        title_sv=f"Avtal {NAME}",
        actor=office,
    )
    drafted = Agreement.objects.filter(stage=Stage.DRAFTING).first()
    if drafted is not None:
        agreements.review_open(agreement=drafted, areas=(ReviewArea.LAW,), reviewer_name=NAME, actor=office)
    row = CollaborationPartner.objects.filter(collaboration__voided_at=None)[0]
    responsible = collaborations.collaboration_responsible_add(
        collaboration=row.collaboration,
        collaboration_partner=row,
        name=NAME,
        email=EMAIL,
        task=TEXT,
        actor=office,
    )
    collaborations.collaboration_update(
        collaboration=row.collaboration, notes=TEXT, purpose_text=TEXT, mutual_benefit=TEXT, actor=office
    )
    representative = partners.network_representative_name(
        network=Network.objects.filter(active=True)[0], name=NAME, role=TEXT, actor=office
    )
    return {
        "person": str(person.pk),
        "contact": str(contact.pk),
        "agreement_contact": str(signed_contact.pk),
        "member": str(member.pk),
        "responsible": str(responsible.pk),
        "representative": str(representative.pk),
    }


def plant_beside(person: str) -> None:
    """Her in lists, letters, finished and waiting work, and sessions."""
    from django.contrib.sessions.backends.db import SessionStore

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
    mail_enqueue(to=EMAIL, subject=f"Till {NAME}", text=TEXT)
    mail_enqueue(to="nagon@vidsyn.example", subject="Väntar", text=TEXT)
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
    told = plant()
    told["ids"] = plant_people()
    plant_beside(told["ids"]["person"])
    sys.stdout.write(json.dumps(told))
