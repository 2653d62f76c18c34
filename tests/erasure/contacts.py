"""One person of each kind without an account, with a distinct name, written wherever a name can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.erasure.arguments import new_collaboration, reviewed

from vidsyn.people.actors import local_operator


@dataclass(frozen=True)
class Planted:
    """Whom an operation erases: the argument for the person's row, and the word to search for afterwards."""

    operation: str
    argument: str
    id: str
    word: str


def plant_contacts() -> list[dict[str, str]]:
    """Plant every kind; each person is also named in texts, mail, lists and reasons."""
    planted = []
    for operation, (name, make) in KINDS.items():
        email = f"{name.replace(' ', '.').lower()}@fjarran.example"
        argument, row = make(name, email)
        _name_in_texts(f"Fråga {name} först.", name, email)
        word = name.rpartition(" ")[2].lower()
        planted.append(asdict(Planted(operation, argument, str(row.pk), word)))
    return planted


def _partner_contact(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.partners.operations.contacts import partner_contact_add, partner_contact_update

    row = partner_contact_add(
        partner=_partner(), name=f"{name} Förr", email=f"f{email}", phone="+46 8 765 43 21", actor=local_operator()
    )  # fmt: skip
    return "contact", partner_contact_update(contact=row, name=name, email=email, actor=local_operator())


def _agreement_contact(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.agreements.operations.parties import agreement_contact_add
    from vidsyn.agreements.vocabulary import Side

    row = agreement_contact_add(
        agreement=_signed(), side=Side.PARTNER, name=name, email=email, actor=local_operator()
    )
    return "contact", row


def _member(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.agreements.operations.parties import steering_member_add

    party = _signed().parties.filter(removed_at=None)[0]
    row = steering_member_add(party=party, name=name, role=f"Ordförande ({name})", actor=local_operator())
    return "member", row


def _reviewer(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.agreements.models import Agreement, ReviewOpinion
    from vidsyn.agreements.operations.steps import opinion_give, review_open
    from vidsyn.agreements.vocabulary import Opinion, ReviewArea

    agreement = Agreement.objects.get(pk=reviewed())
    review_open(agreement=agreement, areas=(ReviewArea.LAW,), reviewer_name=name, actor=local_operator())
    row = ReviewOpinion.objects.get(reviewer_name=name)
    opinion_give(opinion=row, says=Opinion.ADVISES_AGAINST, text=f"{name} avråder", actor=local_operator())
    return "opinion", row


def _responsible(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.collaborations.operations.people import collaboration_responsible_add

    made = new_collaboration(f"Med {name}")
    row = collaboration_responsible_add(
        collaboration=made, collaboration_partner=made.partners.get(), name=name, email=email, actor=local_operator()
    )  # fmt: skip
    return "responsible", row


def _representative(name: str, email: str) -> tuple[str, Any]:
    from vidsyn.partners.models import Network
    from vidsyn.partners.operations.network_people import (
        network_representative_end,
        network_representative_name,
    )

    network = Network.objects.filter(active=True)[0]
    row = network_representative_name(network=network, name=name, role="Ledamot", actor=local_operator())
    network_representative_end(
        representative=row, on=timezone.localdate(), reason=f"{name} slutar", actor=local_operator()
    )
    return "representative", row


def _name_in_texts(text: str, name: str, email: str) -> None:
    """Write the name in a note, a reason, an unmapped column, an obligation, a waiting list, and mail."""
    from vidsyn.agreements.operations.obligations import obligation_add
    from vidsyn.intake.operations.planning import import_plan
    from vidsyn.intake.vocabulary import ListKind
    from vidsyn.later.mail import mail_enqueue
    from vidsyn.later.worker import drain
    from vidsyn.partners.operations.notes import partner_note_add
    from vidsyn.partners.operations.partners import partner_update

    office = local_operator()
    partner_note_add(partner=_partner(), text=text, actor=office)
    partner_update(partner=_partner(), extra={"Kontakt": text}, reason=text, actor=office)
    day = timezone.localdate() + timedelta(days=30)
    obligation_add(agreement=_signed(), text=text, ends_on=day, actor=office)
    rows = f"Namn;Land;Handläggare\nUniversitetet i {name};NO;{text}\n"
    import_plan(kind=ListKind.PARTNERS, file_name=f"{name}.csv", content=rows.encode(), actor=office)
    mail_enqueue(to="nagon@vidsyn.example", subject=name, text=text)
    drain()
    mail_enqueue(to="nagon@vidsyn.example", subject=name, text=text)


def _partner() -> Any:
    from vidsyn.partners.models import Partner

    return Partner.objects.listed().filter(active=True)[1]


def _signed() -> Any:
    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.vocabulary import Stage

    return Agreement.objects.filter(stage=Stage.SIGNED, voided_at=None)[1]


Made = Callable[[str, str], tuple[str, Any]]
# By the erasing operation: a unique name of two words.
KINDS: dict[str, tuple[str, Made]] = {
    "partner_contact_erase": ("Alfonsina Wexmoor", _partner_contact),
    "agreement_contact_erase": ("Balthazar Yxkull", _agreement_contact),
    "steering_member_erase": ("Cunigunda Zvirbel", _member),
    "agreement_reviewer_erase": ("Desideria Qvantz", _reviewer),
    "collaboration_responsible_erase": ("Evaristus Jwinkel", _responsible),
    "network_representative_erase": ("Filippa Hjwoortz", _representative),
}
