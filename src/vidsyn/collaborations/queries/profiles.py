"""What a collaboration has of a level's requirements; a partner's kinds of activity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from vidsyn.collaborations import access
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.kinds import Kind
from vidsyn.collaborations.logic.levels import Profile
from vidsyn.collaborations.models import Activity, Collaboration, Term
from vidsyn.collaborations.vocabulary import Status, TermKind
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor


def level_profile(collaboration: Collaboration) -> Profile:
    """Return the profile that levels are checked against. Uses prefetched rows where there are any."""
    terms = list(collaboration.terms.all())
    partners = list(collaboration.partners.all())
    codes = {kind: {term.code for term in terms if term.kind == kind} for kind in TermKind}
    active = {a.kind for a in collaboration.activities.all() if a.voided_at is None}
    return Profile(
        has_owner=collaboration.owner_id is not None,
        has_purpose=bool(codes[TermKind.PURPOSE]),
        partners=len(partners),
        linked_partners=sum(row.partner_id is not None for row in partners),
        kinds=frozenset(codes[TermKind.KIND] | active),
        has_subjects=bool(codes[TermKind.SUBJECT]),
        has_benefit=bool(collaboration.mutual_benefit.strip()),
        has_counterpart=any(row.partner_id is not None for row in collaboration.responsibles.all()),
        has_start=collaboration.starts_on is not None,
    )


@dataclass(frozen=True, slots=True)
class KindCount:
    """A partner's involvement in one kind of activity: ongoing collaborations that name it, and activities."""

    kind: Kind
    collaborations: int
    activities: int

    @property
    def missing(self) -> bool:
        """Whether it is neither named nor done."""
        return not (self.collaborations or self.activities)


def kind_counts(viewer: Actor, partner: Partner, on: date) -> list[KindCount]:
    """Return the partner's profile over the counted kinds, in the configured order. Two statements."""
    together = Collaboration.objects.filter(
        access.visible_to(viewer), status=Status.ONGOING, partners__partner=partner
    )
    named = Counter(
        Term.objects.filter(kind=TermKind.KIND, collaboration__in=together.values("pk")).values_list(
            "code", flat=True
        )
    )
    done = Counter(
        Activity.objects.filter(voided_at=None, collaboration__in=together.values("pk"))
        .exclude(ends_on__lt=on)
        .exclude(starts_on__gt=on)
        .values_list("kind", flat=True)
    )
    return [
        KindCount(kind, named[code], done[code]) for code, kind in catalogues.kinds().items() if kind.profile
    ]
