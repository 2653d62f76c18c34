"""Load an agreement with all its parts in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

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
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.sql.together import fetch_parts, keep_fetched

# Columns for another agreement's name, and for deciding who may read it.
_NAMED = ("reference", "title_sv", "title_en", "stage", "voided_at", "owner", "requester")
_WITH = ("unit", "owner", "requester", "framework", "predecessor", "decision_round", "kept_course")


def agreement_whole(viewer: Actor, name: str) -> Agreement:
    """Return the agreement called `name` with all its parts, if the viewer may see it; refuses `not_found`."""
    agreement = agreement_called(viewer, name, with_related=_WITH)
    if agreement is None:
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=Agreement.KIND, name=name)
    root = agreement.unit.path.partition("/")[0] if agreement.unit else ""
    fetched = fetch_parts(_parts, viewer, root, agreement=agreement.pk)
    _share_out(fetched["parties"], "signatories", fetched.pop("signatories"))
    _share_out(fetched["parties"], "steering_members", fetched.pop("steering_members"))
    agreement.university = next(iter(fetched.pop("university")), None)  # type: ignore[attr-defined]
    keep_fetched(agreement, fetched)
    others = [p for p in fetched["parties"] if p.side == Side.PARTNER and p.removed_at is None]
    agreement.others = others  # type: ignore[attr-defined]
    return agreement


def _parts(viewer: Actor, root: str, *, agreement: UUID) -> dict[str, QuerySet[Any]]:
    own = {"agreement": agreement}
    of_parties = {"party__agreement": agreement}
    others = Agreement.objects.only(*_NAMED)
    resting = Collaboration.objects.filter(collaborations.visible_to(viewer), agreements=agreement)
    return {
        "parties": Party.objects.filter(**own).select_related("partner"),
        "signatories": Signatory.objects.filter(**of_parties),
        "steering_members": SteeringMember.objects.filter(**of_parties),
        "contacts": ContactPerson.objects.filter(**own),
        "opinions": ReviewOpinion.objects.filter(**own).select_related("reviewer"),
        "decisions": Decision.objects.filter(**own).select_related("decided_by"),
        "notices": Notice.objects.filter(**own),
        "amendments": Amendment.objects.filter(**own),
        "obligations": Obligation.objects.filter(**own),
        "places": ExchangePlaces.objects.filter(**own).select_related("unit"),
        "documents": AgreementDocument.objects.filter(**own),
        "university": Unit.objects.filter(path=f"{root}/"),
        "further_units": Unit.objects.filter(further_agreements=agreement),
        "specifics": others.filter(framework=agreement),
        "successors": others.filter(predecessor=agreement),
        "collaborations": resting.only("reference", "title_sv", "title_en"),
    }


def _share_out(parties: Iterable[Party], name: str, rows: Iterable[Any]) -> None:
    """Assign the rows to their parties."""
    shares: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        shares[row.party_id].append(row)
    for party in parties:
        keep_fetched(party, {name: shares[party.pk]})
