"""What the table of doors needs beyond the ground of secrecy: things voided and merged, and a part for each address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.later.queued import given_up
from tests.web.addresses import Ground, address, ground, today

from vidsyn.agreements.models import Agreement, DecisionRound, ExchangePlaces, RequestRoute, ReviewOpinion
from vidsyn.agreements.operations.documents import document_add
from vidsyn.agreements.operations.many import agreements_void
from vidsyn.agreements.vocabulary import Direction, DocumentKind, ReviewArea, Stage
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.models import Collaboration, Responsible
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.collaborations.operations.many import collaborations_void
from vidsyn.collaborations.vocabulary import Form, Status
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.kernel.actors import Door
from vidsyn.partners.models import (
    Contact,
    Network,
    NetworkRepresentative,
    NetworkReview,
    Partner,
    PartnerNote,
)
from vidsyn.partners.operations.merging import partner_merge
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import ApiToken, Person, Unit
from vidsyn.people.vocabulary import TokenScope

# The states the things of an area are tried in; one empty state where there is only one.
STATES = {
    "agreements": ("open", "confidential", "draft", "voided"),
    "collaborations": ("ongoing", "potential", "voided"),
    "partners": ("open", "merged"),
}
LIST = b"Partner;Land\nFakultetet i Dublett;Norge\n"


@dataclass
class Standing:
    """The ground, the partners by state, and the parts of things by the address and parameter that name them."""

    ground: Ground
    partners: dict[str, Partner]
    parts: dict[tuple[str, str], str] = field(default_factory=dict)

    def address(self, name: str, parameters: tuple[str, ...], state: str) -> str:
        """The address of a thing in the state."""
        area = name.partition(":")[0]
        found = {parameter: self._part(area, name, parameter, state) for parameter in parameters}
        known = {parameter: value for parameter, value in found.items() if value}
        return address(self.ground, name, parameters, state, known)

    def _part(self, area: str, name: str, parameter: str, state: str) -> str:
        if area == "partners" and parameter == "reference":
            return self.partners[state].reference
        for key in ((f"{name} {state}", parameter), (name, parameter), (area, parameter), ("", parameter)):
            if key in self.parts:
                return self.parts[key]
        return ""


def states_of(name: str) -> tuple[str, ...]:
    """The states a thing behind the address is tried in."""
    return STATES.get(name.partition(":")[0], ("",))


def standing() -> Standing:
    """One thing in each state and one part of each kind, in the sample register that is loaded already."""
    base, actor = ground(Unit.objects.get(code="abe")), local_operator()
    rows = Partner.objects.filter(merged_into=None).order_by("created_at", "pk")
    kept, other = rows[0], rows.reverse()[0]
    merged = partner_register(name="Dubbelposten", actor=actor)
    made = Standing(base, {"open": kept, "merged": merged})
    merge = partner_merge(kept=kept, merged=merged, actor=actor)
    made.parts = {
        ("", "merge"): str(merge.pk),
        ("", "merged"): other.reference,
        ("", "second"): other.reference,
    }
    _voided(base)
    for state, agreement in base.agreements.items():
        made.parts |= _of_agreement(agreement, state)
    made.parts |= _of_collaborations(base) | _of_partners(kept) | _of_others()
    return made


def _voided(base: Ground) -> None:
    actor = local_operator()
    signed = Agreement.objects.filter(stage=Stage.SIGNED, voided_at=None).order_by("created_at", "pk")[2]
    ongoing = Collaboration.objects.filter(voided_at=None, status=Status.ONGOING).order_by(
        "created_at", "pk"
    )[1]
    kind = next(code for code, kind in catalogues.kinds().items() if Form.PLAIN in kind.forms)
    activity_add(collaboration=ongoing, kind=kind, form=Form.PLAIN, title="Något", actor=actor)
    agreements_void(agreements=(signed,), reason="Dubblett", actor=actor)
    collaborations_void(collaborations=(ongoing,), reason="Dubblett", actor=actor)
    base.agreements["voided"], base.collaborations["voided"] = signed, ongoing


def _of_agreement(agreement: Agreement, state: str) -> dict[tuple[str, str], str]:
    Agreement.objects.filter(pk=agreement.pk).update(voided_at=None)
    agreement.refresh_from_db()
    document = document_add(
        agreement=agreement,
        kind=DocumentKind.OTHER,
        file_name="bilaga.pdf",
        content=b"%PDF-1.4\n%%EOF\n",
        actor=local_operator(),
    )
    if state == "voided":
        agreements_void(agreements=(agreement,), reason="Dubblett", actor=local_operator())
    places = ExchangePlaces.objects.create(agreement=agreement, direction=Direction.OUT, count=2)
    # Of a reviewer with no account, so that it opens the agreement to nobody.
    opinion = ReviewOpinion.objects.create(
        agreement=agreement, area=ReviewArea.LAW, reviewer_name="Juristen", asked_on=today()
    )
    return {
        (f"agreements:close {state}", "row"): str(places.pk),
        (f"agreements:close {state}", "part"): "places",
        (f"agreements:places_edit {state}", "row"): str(places.pk),
        (f"agreements:document {state}", "row"): str(document.pk),
        (f"agreements:document_remove {state}", "row"): str(document.pk),
        (f"agreements:opinion {state}", "row"): str(opinion.pk),
        (f"agreements:erase {state}", "row"): str(opinion.pk),
        (f"agreements:erase {state}", "part"): "opinion",
    }


def _of_collaborations(base: Ground) -> dict[tuple[str, str], str]:
    parts = {}
    for state, thing in base.collaborations.items():
        named = thing.partners.all()[0]
        row = Responsible.objects.create(collaboration=thing, partner=named, name="Någon")
        parts[(f"collaborations:responsible_remove {state}", "row")] = str(row.pk)
        parts[(f"collaborations:responsible_erase {state}", "row")] = str(row.pk)
        parts[(f"collaborations:partner_link {state}", "row")] = str(named.pk)
        parts[(f"collaborations:partner_remove {state}", "row")] = str(named.pk)
    return parts


def _of_partners(partner: Partner) -> dict[tuple[str, str], str]:
    school, network = Unit.objects.get(code="abe"), Network.objects.order_by("pk")[0]
    contact = Contact.objects.create(partner=partner, name="Någon", email="nagon@example.org")
    note = PartnerNote.objects.create(partner=partner, unit=school, text="Vår egen")
    speaker = NetworkRepresentative.objects.create(network=network, name="Någon")
    review, _made = NetworkReview.objects.get_or_create(network=network, outcome="", due_on=today())
    return {
        ("", "contact"): str(contact.pk),
        ("", "note"): str(note.pk),
        ("", "representative"): str(speaker.pk),
        ("", "review"): str(review.pk),
    }


def _of_others() -> dict[tuple[str, str], str]:
    coordinator = Person.objects.get(email="koordinator.abe@vidsyn.example")
    token = ApiToken.objects.create(
        person=coordinator,
        name="x",
        digest="0" * 64,
        hint="vidsyn_x",
        scope=TokenScope.READ,
        expires_on=today() + timedelta(days=9),
    )
    actor = actor_of(coordinator, door=Door.WEB, on=today())
    plan: Any = import_plan(kind=ListKind.PARTNERS, file_name="lista.csv", content=LIST, actor=actor)
    chosen = DecisionRound.objects.create(name_sv="Omgång", name_en="Round", closes_on=today())
    route = RequestRoute.objects.create(coordinator=coordinator, country="NO")
    return {
        ("", "token_id"): str(token.pk),
        ("", "work_id"): str(given_up()),
        ("intake", "name"): plan.reference,
        ("agreement_settings:round_edit", "row"): str(chosen.pk),
        ("agreement_settings:round_remove", "row"): str(chosen.pk),
        ("agreement_settings:route_remove", "row"): str(route.pk),
    }
