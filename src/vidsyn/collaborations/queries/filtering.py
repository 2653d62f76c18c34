"""What a list of collaborations is filtered by, and how that is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration, CollaborationPartner, CollaborationUnit, Term
from vidsyn.collaborations.vocabulary import Level, Purpose, Status, TermKind
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import owned_by
from vidsyn.people.queries.units import units_under
from vidsyn.rows.counting import Counting, Kinds
from vidsyn.rows.counts import kinds_of
from vidsyn.rows.search import holding


@dataclass(frozen=True, slots=True)
class CollaborationFilter:
    """Filters of a list; without any, it contains everything the viewer may see.

    `unit` is a code and includes units below it. `owner` is `me`, `none` (nobody, or a person who has left) or a
    person's id. `editable` restricts it to those the viewer may change.
    """

    text: str = ""
    status: tuple[Status, ...] = ()
    level: tuple[Level, ...] = ()
    purpose: tuple[Purpose, ...] = ()
    goal: int | None = None
    kind: str = ""
    subject: str = ""
    unit: str = ""
    country: str = ""
    unlinked: bool = False
    owner: str = ""
    mine: bool = False
    editable: bool = False


def counted_in_two(viewer: Actor, wanted: CollaborationFilter) -> tuple[Counting, Counting]:
    """All of a list for counting: what everybody sees, which is the same for everybody, and the few others."""
    given, about = (viewer, wanted), _about(wanted)
    return Counting(_begun, given, about), Counting(_potential, given, about and about | kinds_of("people"))


def _about(wanted: CollaborationFilter) -> Kinds | None:
    """What a list depends on; on everything where words are looked for."""
    if wanted.text:
        return None
    people = wanted.unit or wanted.owner or wanted.mine or wanted.editable
    about = kinds_of("collaborations", "people") if people else kinds_of("collaborations")
    return about | PARTNERS if wanted.country or wanted.unlinked else about


def _begun(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.begun(viewer), viewer, wanted)


def _potential(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.potential(viewer), viewer, wanted)


def filtered(viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    return _narrowed(access.visible_to(viewer), viewer, wanted)


def _narrowed(seen: Q, viewer: Actor, wanted: CollaborationFilter) -> QuerySet[Collaboration]:
    words = holding(typed_words(wanted.text), access.inside(viewer))
    rows = Collaboration.objects.filter(*words, seen)
    if wanted.status:
        rows = rows.filter(status__in=wanted.status)
    if wanted.level:
        rows = rows.filter(level__in=wanted.level)
    for kind, code in _codes(wanted):
        rows = rows.filter(_with_term(kind, code))
    if wanted.unit:
        rows = rows.filter(_in_unit(wanted.unit))
    if wanted.country:
        rows = rows.filter(_with_partner(Q(partner__country=wanted.country)))
    if wanted.unlinked:
        rows = rows.filter(_with_few(Q(partner=None)))
    if wanted.owner:
        rows = rows.filter(owned_by(viewer, wanted.owner))
    if wanted.editable:
        rows = rows.filter(access.editable(viewer))
    return rows.filter(access.mine(viewer)) if wanted.mine else rows


def _codes(wanted: CollaborationFilter) -> list[tuple[TermKind, str]]:
    codes = [(TermKind.PURPOSE, purpose.value) for purpose in wanted.purpose]
    codes += [(TermKind.GOAL, str(wanted.goal))] if wanted.goal else []
    codes += [(TermKind.KIND, wanted.kind)] if wanted.kind else []
    codes += [(TermKind.SUBJECT, wanted.subject)] if wanted.subject else []
    return codes


def _with_term(kind: TermKind, code: str) -> Q:
    """Match a subject and those below it: SSIF codes grow by digits."""
    same = Q(code__startswith=code) if kind is TermKind.SUBJECT else Q(code=code)
    return Q(Exists(Term.objects.filter(same, collaboration=OuterRef("pk"), kind=kind)))


def _with_partner(condition: Q) -> Q:
    """As EXISTS per collaboration: many may match, and a page is soon full."""
    return Q(Exists(CollaborationPartner.objects.filter(condition, collaboration=OuterRef("pk"))))


def _with_few(condition: Q) -> Q:
    """As a subquery from the partners' side, by index: few match, and no other collaboration is examined."""
    return Q(pk__in=CollaborationPartner.objects.filter(condition).values("collaboration"))


def _in_unit(code: str) -> Q:
    under = units_under(code)
    further = CollaborationUnit.objects.filter(unit__in=under, collaboration=OuterRef("pk"))
    return Q(lead_unit__in=under) | Q(Exists(further))
