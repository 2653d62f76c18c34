"""Load an agreement with all its parts, each kind of part in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import JSONObject

from vidsyn.agreements import access
from vidsyn.agreements.models import (
    Agreement,
    AgreementDocument,
    Amendment,
    ContactPerson,
    Decision,
    ExchangePlaces,
    Notice,
    Obligation,
    Party,
    ReviewOpinion,
    Signatory,
    SteeringMember,
)
from vidsyn.agreements.queries.finders import agreement_called
from vidsyn.agreements.vocabulary import Side
from vidsyn.collaborations import access as collaborations
from vidsyn.collaborations.models import Collaboration
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.sql.statements import asked


@dataclass(frozen=True, slots=True)
class AgreementWhole:
    """An agreement with the rows of all its parts. `parties` leaves out removed ones; `contacts` and `documents` are
    empty for those who do not see inside.

    `agreement` has what the rights to it follow from: `opinions` and `further_units`. `university` is the root of the
    tree that its unit is in.
    """

    agreement: Agreement
    university: Words | None
    parties: list[Party]
    signatories: list[Signatory]
    steering_members: list[SteeringMember]
    contacts: list[ContactPerson]
    decisions: list[Decision]
    notices: list[Notice]
    amendments: list[Amendment]
    obligations: list[Obligation]
    places: list[ExchangePlaces]
    documents: list[AgreementDocument]
    specifics: list[Agreement]
    successors: list[Agreement]
    collaborations: list[Collaboration]


# The kinds of parts, and the path from each to its agreement.
_PARTS: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "parties": (Party, "agreement", ("partner",)),
    "signatories": (Signatory, "party__agreement", ()),
    "steering_members": (SteeringMember, "party__agreement", ()),
    "contacts": (ContactPerson, "agreement", ()),
    "decisions": (Decision, "agreement", ("decided_by",)),
    "notices": (Notice, "agreement", ()),
    "amendments": (Amendment, "agreement", ()),
    "obligations": (Obligation, "agreement", ()),
    "places": (ExchangePlaces, "agreement", ("unit",)),
    "documents": (AgreementDocument, "agreement", ()),
}
_INSIDE = ("contacts", "documents")
_WITH = ("unit", "owner", "requester", "framework", "predecessor", "decision_round", "kept_course")
# Columns for another agreement's name, and for deciding who may read it.
_NAMED = ("reference", "title_sv", "title_en", "stage", "voided_at", "owner", "requester")


def agreement_whole(viewer: Actor, name: str) -> AgreementWhole:
    """Return the agreement called `name` with all its parts, if the viewer may see it; refuses `not_found`."""
    agreement = agreement_called(viewer, name, _with_related)
    if agreement is None:
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=Agreement.KIND, name=name)
    key = agreement.pk
    closed = () if access.may_see_inside(viewer, agreement) else _INSIDE
    parts: dict[str, list[Any]] = {
        kind: [] if kind in closed else asked(_part, kind, agreement=key) for kind in _PARTS
    }
    parts["parties"] = [party for party in parts["parties"] if party.removed_at is None]
    relatives = asked(_relatives, agreement=key)
    university = agreement.university  # type: ignore[attr-defined]
    agreement.others = [party for party in parts["parties"] if party.side == Side.PARTNER]  # type: ignore[attr-defined]
    return AgreementWhole(
        agreement,
        Words(**university) if university else None,
        **parts,
        specifics=[one for one in relatives if one.framework_id == key],
        successors=[one for one in relatives if one.predecessor_id == key],
        collaborations=asked(_collaborations, viewer, agreement=key),
    )


def _with_related(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    path = ExpressionWrapper(OuterRef("unit__path"), output_field=TextField())
    root = Unit.objects.alias(below=path).filter(parent=None, below__startswith=F("path"))
    opinions = Prefetch("opinions", queryset=ReviewOpinion.objects.select_related("reviewer"))
    return (
        rows.select_related(*_WITH)
        .annotate(university=Subquery(root.values(words=JSONObject(sv="name_sv", en="name_en"))[:1]))
        .prefetch_related("further_units", opinions)
    )


def _part(kind: str, *, agreement: UUID) -> QuerySet[Any]:
    model, path, related = _PARTS[kind]
    return model._default_manager.filter(**{path: agreement}).select_related(*related)


def _relatives(*, agreement: UUID) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(Q(framework=agreement) | Q(predecessor=agreement))
    return rows.only(*_NAMED, "framework", "predecessor")


def _collaborations(viewer: Actor, *, agreement: UUID) -> QuerySet[Collaboration]:
    rows = Collaboration.objects.filter(collaborations.visible_to(viewer), agreements=agreement)
    return rows.only("reference", "title_sv", "title_en")
