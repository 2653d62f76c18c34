"""Every address of the pages, filled in with things of the sample register in each state that matters for secrecy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import URLResolver, get_resolver, reverse

from vidsyn.agreements import access as agreement_access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.vocabulary import Stage
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.kinds import Detail
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.vocabulary import Form, Status
from vidsyn.history.models import HistoryEntry
from vidsyn.intake.models import Import
from vidsyn.partners.models import Contact, Network, NetworkMembership, NetworkPhase, Partner, PartnerNote
from vidsyn.people import access
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit

NOBODYS = "01980000-0000-7000-8000-000000000000"
# Not our pages, or not in production.
ELSEWHERE = ("api-v1:", "gallery:", "openid_connect", "?")


@dataclass(frozen=True)
class Secret:
    """A word written where few may read it, and who they are."""

    word: str
    read_by: Any  # Actor -> bool


@dataclass
class Ground:
    """Things by kind and state."""

    agreements: dict[str, Agreement] = field(default_factory=dict)
    collaborations: dict[str, Collaboration] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)


def ground(school: Unit) -> Ground:
    """One thing in each state, of one school, with a word in it that only few may read."""
    made = Ground()
    signed = Agreement.objects.filter(stage=Stage.SIGNED, voided_at=None).order_by("created_at", "pk")
    drafts = Agreement.objects.filter(voided_at=None).exclude(
        Q(stage=Stage.SIGNED) | Q(stage=Stage.WITHDRAWN)
    )
    made.agreements = {"open": signed[0], "confidential": signed[1], "draft": drafts.order_by("pk")[0]}
    _write_agreements(made, school)
    rows = Collaboration.objects.filter(voided_at=None).order_by("created_at", "pk")
    made.collaborations = {
        "ongoing": rows.filter(status=Status.ONGOING)[0],
        "potential": rows.filter(status=Status.POTENTIAL)[0],
    }
    _write_collaborations(made, school)
    partner = Partner.objects.order_by("created_at", "pk")[0]
    Partner.objects.filter(pk=partner.pk).update(extra={"Anm.": "ordpartnerkolumn"}, extra_unit=school)
    made.secrets.append(Secret("ordpartnerkolumn", _inside(school)))
    return made


def _inside(school: Unit) -> Any:
    return lambda actor: access.may_see_inside(actor, school.path)


def _write_agreements(made: Ground, school: Unit) -> None:
    nobodys = {"owner": None, "requester": None}
    for state, thing in made.agreements.items():
        words = {"note": f"ordnot{state}", "extra": {"Anm.": f"ordkolumn{state}"}}
        if state != "open":
            words["purpose"] = f"ordsyfte{state}"
        told = {"confidential": True, "confidentiality_ground": "OSL"} if state == "confidential" else {}
        Agreement.objects.filter(pk=thing.pk).update(unit=school, **nobodys, **words, **told)
        thing.opinions.all().delete()
        thing.further_units.clear()
        thing.refresh_from_db()
        for name, word in words.items():
            text = word["Anm."] if isinstance(word, dict) else str(word)
            # Who is to decide sees what she decides on, but not what was noted beside it.
            decided = state == "draft" and name == "purpose"
            read_by = partial(_sees, thing) if decided else _inside(school)
            made.secrets.append(Secret(text, read_by))


def _sees(thing: Agreement, actor: Actor) -> bool:
    return agreement_access.may_see(actor, thing)


def _write_collaborations(made: Ground, school: Unit) -> None:
    for state, thing in made.collaborations.items():
        thing.responsibles.all().delete()
        thing.further_units.all().delete()
        Collaboration.objects.filter(pk=thing.pk).update(
            lead_unit=school, owner=None, registrar=None, extra={"Anm.": f"ordkolumn{state}"}
        )
        thing.refresh_from_db()
        collaboration_update(collaboration=thing, notes=f"ordnot{state}", actor=local_operator())
        made.secrets += [
            Secret(f"ordkolumn{state}", _inside(school)),
            Secret(f"ordnot{state}", _inside(school)),
        ]
        activity_add(
            collaboration=thing,
            kind=next(code for code, kind in catalogues.kinds().items() if Form.COTUTELLE in kind.forms),
            form=Form.COTUTELLE,
            title=f"ordtitel{state}",
            details=(Detail("candidate", f"orddoktorand{state}"), Detail("supervisor_own", "h")),
            actor=local_operator(),
        )
        made.secrets += [
            Secret(f"ordtitel{state}", _inside(school)), Secret(f"orddoktorand{state}", _inside(school))
        ]  # fmt: skip


def names() -> list[tuple[str, tuple[str, ...]]]:
    """Every named address of our pages with its parameters."""
    return sorted({(name, parameters) for name, parameters in _walk(get_resolver()) if _ours(name)})


def _ours(name: str) -> bool:
    return not any(part in name for part in ELSEWHERE)


def _walk(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        else:
            yield ":".join([*spaces, entry.name or "?"]), tuple(sorted(entry.pattern.converters))


def states_of(name: str) -> tuple[str, ...]:
    """The states a thing behind the address is tried in; one empty state where there is only one."""
    area = name.partition(":")[0]
    known = {"agreements": ("open", "confidential", "draft"), "collaborations": ("ongoing", "potential")}
    return known.get(area, ("",))


def address(
    made: Ground, name: str, parameters: tuple[str, ...], state: str, known: Mapping[str, str] | None = None
) -> str:
    """The address of a thing in the state; `known` says what some of the parameters are."""
    given = {parameter: _value(made, name, parameter, state) for parameter in parameters}
    return reverse(name, kwargs=given | dict(known or {}))


def _value(made: Ground, name: str, parameter: str, state: str) -> str:
    area = name.partition(":")[0]
    thing = made.agreements.get(state) if area == "agreements" else made.collaborations.get(state)
    if parameter == "reference" and thing is not None:
        return thing.reference
    if parameter == "activity" and thing is not None:
        return thing.activities.order_by("-created_at")[0].reference
    if parameter == "row" and thing is not None:
        return _row(name, thing)
    return FIXED.get((name, parameter), FIXED.get((area, parameter), FIXED.get(parameter, _unknown)))()


def _row(name: str, thing: Any) -> str:
    """A part of the thing, by what the address is about."""
    parts = {"party": "parties", "partner": "partners", "places": "places", "document": "documents"}
    word = name.partition(":")[2].partition("_")[0]
    rows = getattr(thing, parts[word]).all() if word in parts else ()
    return str(rows[0].pk) if rows else NOBODYS


def _first(model: Any, attribute: str = "pk", **wanted: Any) -> Any:
    def found() -> str:
        row = model._default_manager.filter(**wanted).order_by("pk").first()
        return str(getattr(row, attribute)) if row else NOBODYS

    return found


def _word(text: str) -> Any:
    return lambda: text


def _unknown() -> str:
    return NOBODYS


FIXED: dict[Any, Any] = {
    ("partners", "reference"): _first(Partner, "reference"),
    ("networks", "reference"): _first(Network, "reference"),
    "person_id": _first(Person, email__startswith="lasare"),
    "role_id": _first(RoleAssignment),
    ("people", "code"): _first(Unit, "code"),
    ("people:password", "code"): _word("fel-kod"),
    "provider": _word("university"),
    ("register:export", "kind"): _word("partners"),
    ("register:export", "form"): _word("csv"),
    "contact": _first(Contact),
    "note": _first(PartnerNote),
    ("partners", "name"): lambda: str(Partner.objects.order_by("pk")[0].names.all()[0].pk),
    "first": _first(Partner, "reference"),
    "kept": _first(Partner, "reference"),
    "second": lambda: Partner.objects.order_by("-pk")[0].reference,
    "merged": lambda: Partner.objects.order_by("-pk")[0].reference,
    "membership": _first(NetworkMembership),
    "phase": _first(NetworkPhase),
    "what": _word("owner"),
    ("agreements", "step"): _word("agreement_withdraw"),
    ("collaborations", "step"): _word("end"),
    "level": _word("unit"),
    ("collaborations:activity_add", "kind"): lambda: next(iter(catalogues.kinds())),
    ("collaborations:activity_add", "form"): _word("plain"),
    ("collaborations:subject_remove", "code"): _word("10101"),
    "other": _first(Agreement, "reference"),
    "part": _word("obligation"),
    ("intake", "name"): _first(Import, "reference"),
    ("history:thing", "kind"): _word("agreement"),
    ("history:thing", "name"): lambda: Agreement.objects.filter(confidential=True)[0].reference,
    "correlation_id": lambda: str(HistoryEntry.objects.filter(fact="activity.added")[0].correlation_id),
    "secret": _word("nobodys-secret"),
}


def today() -> date:
    """Where the university is."""
    from django.utils import timezone

    return timezone.localdate()


def may_read(actor: Actor | None, secret: Secret) -> bool:
    """Whether the word may be on a page of hers."""
    return actor is not None and bool(secret.read_by(actor))
