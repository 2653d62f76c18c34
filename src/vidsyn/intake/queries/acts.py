"""Imports and their rows, for the doors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from vidsyn import here
from vidsyn.acts.lookup import LONGEST_SEARCH, finder, named
from vidsyn.intake import access
from vidsyn.intake.models import Import, ImportRow
from vidsyn.intake.queries.reference import Reference
from vidsyn.intake.queries.report import RowLines, ToChoose, field_named, refusals_of, row_lines, to_choose
from vidsyn.intake.queries.shown_values import Words
from vidsyn.intake.vocabulary import ActState, Decided, ListKind, Outcome, Warned
from vidsyn.kernel.ids import read_id
from vidsyn.partners.queries.standing import partners_today
from vidsyn.people.actors import Actor
from vidsyn.wording.countries import country_name


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an import: rows carried out, of those to carry out."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class JudgedName:
    """A name with its proposal, and the number of rows with it."""

    name: str
    country: str
    decided: str
    proposal: dict[str, object]
    rows: int


@dataclass(frozen=True, slots=True)
class RefusedFor:
    """A reason for refusals: the column, the number of rows, and the first row's sentence."""

    column: str
    rows: int
    first: int
    message: str


def import_list(viewer: Actor) -> QuerySet[Import]:
    """Return the imports the viewer may see, latest first, without dropped plans."""
    return Import.objects.filter(access.visible_to(viewer)).exclude(state=ActState.DROPPED)


@finder(Import)
def import_find(viewer: Actor, name: str) -> Import | None:
    """Find by id or reference."""
    acts = Import.objects.filter(access.visible_to(viewer))
    key = read_id(name)
    return acts.filter(pk=key).first() if key else acts.filter(reference=name.upper()).first()


import_named = named(Import)


def import_rows(
    viewer: Actor,
    act: Import,
    *,
    outcome: Outcome | None = None,
    decided: Decided | None = None,
    warned: bool = False,
    warning: Warned | None = None,
    conflicts: bool = False,
    kept: bool = False,
    text: str = "",
) -> QuerySet[ImportRow]:
    """Return the filtered rows of an import in the file's order; none for a viewer who may not see it."""
    if not access.may_see(viewer, act):
        return ImportRow.objects.none()
    rows = act.rows.all()
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    if decided is not None:
        rows = rows.filter(decided=decided)
    if warned:
        rows = rows.exclude(warnings=[])
    if warning is not None:
        # Searched as text, which both databases can; a cell's own quotation marks are escaped there.
        rows = rows.annotate(told=Cast("warnings", TextField())).filter(told__contains=f'"code": "{warning}"')
    if conflicts:
        rows = rows.exclude(conflicts=[])
    if kept:
        rows = rows.filter(kept=True)
    text = text[:LONGEST_SEARCH]
    return rows.filter(Q(name__icontains=text) | Q(values__number__icontains=text)) if text else rows


def import_progress(viewer: Actor, act: Import) -> Progress:
    """Return the rows carried out, of those that create or update; while undoing, the rows undone of those."""
    if act.state == ActState.UNDOING:
        undoing = import_rows(viewer, act).exclude(done_at=None)
        found = undoing.aggregate(of=Count("pk"), done=Count("pk", filter=~Q(undone_at=None)))
        return Progress(found["done"], found["of"])
    counted = import_rows(viewer, act).filter(outcome__in=(Outcome.CREATED, Outcome.UPDATED))
    found = counted.aggregate(of=Count("pk"), done=Count("pk", filter=~Q(done_at=None)))
    return Progress(found["done"], found["of"])


def names_to_judge(viewer: Actor, act: Import, *, decided: Decided = Decided.REVIEW) -> list[JudgedName]:
    """Return each name that a person should decide on, the most common first."""
    rows = import_rows(viewer, act, decided=decided)
    found: Counter[tuple[str, str]] = Counter()
    proposals: dict[tuple[str, str], dict[str, object]] = {}
    for row in rows.only("act", "name", "values", "proposal"):
        if decided == Decided.REVIEW and not (row.proposal.get("ror") or row.proposal.get("partner_id")):
            continue  # several organisations in one cell: none of them alone is the answer
        key = row.name, str(row.values.get("country", ""))
        found[key] += 1
        proposals[key] = row.proposal
    return [
        JudgedName(name, country, decided, proposals[name, country], count)
        for (name, country), count in found.most_common()
    ]


def places_of(names: Sequence[JudgedName]) -> list[str]:
    """Return the city and country of the organisation proposed for each name, which separate namesakes."""
    reference = Reference()
    language = here.language()
    ids = {str(name.proposal["partner_id"]) for name in names if name.proposal.get("partner_id")}
    own = {id_: (partner.city, partner.country) for id_, partner in partners_today(ids).items()}
    found = []
    for name in names:
        ror, partner = str(name.proposal.get("ror") or ""), str(name.proposal.get("partner_id") or "")
        city, country = reference.place(ror) if ror else own.get(partner, ("", ""))
        found.append(", ".join(filter(None, (city, country_name(country, language) if country else ""))))
    return found


def refused_for(viewer: Actor, act: Import) -> list[RefusedFor]:
    """Return the reasons for refused rows, the most common first, each with the first row's sentence."""
    found: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for row in import_rows(viewer, act, outcome=Outcome.REFUSED).only("act", "sheet", "number", "refusals"):
        for entry in refusals_of(row):
            key = entry["column"], entry["code"]
            found[key] += 1
            first.setdefault(key, (row.number, entry["message"]))
    return [RefusedFor(column, count, *first[column, code]) for (column, code), count in found.most_common()]


def warned_of(viewer: Actor, act: Import) -> list[tuple[Warned, int]]:
    """Return what rows are warned of, with the number of rows: contradictions first, then the most common first."""
    found: Counter[Warned] = Counter()
    for warnings in import_rows(viewer, act, warned=True).values_list("warnings", flat=True):
        found.update({Warned(warning["code"]) for warning in warnings})
    return sorted(found.items(), key=lambda one: (one[0] is not Warned.STATUS_CONTRADICTS, -one[1], one[0]))


def row_page(viewer: Actor, act: Import, rows: Sequence[ImportRow]) -> list[RowLines]:
    """Return some of the import's rows, with sentences in the active language."""
    return row_lines(rows, Words(viewer, ListKind(act.kind), rows))


def conflicts_to_choose(viewer: Actor, act: Import) -> list[ToChoose]:
    """Return values edited here since the list was last imported, in the file's order."""
    rows = list(import_rows(viewer, act, conflicts=True))
    words = Words(viewer, ListKind(act.kind), rows)
    return [one for row in rows for one in to_choose(row, words)]


def choices_lost(act: Import) -> list[str]:
    """Return the choices lost when the list was read again, each as a line: where, what."""
    return [
        f"{one['sheet']} {one['number']}".strip() + f", {one['name']}: {field_named(one['field'])}"
        for one in act.lost
    ]


def words_to_map(viewer: Actor, act: Import) -> list[tuple[str, str, int]]:
    """Return (field, word as written, rows) for unknown words of the list."""
    found: Counter[tuple[str, str]] = Counter()
    for warnings in import_rows(viewer, act, warned=True).values_list("warnings", flat=True):
        for warning in warnings:
            if str(warning["code"]).startswith("unknown_"):
                found[warning["field"], warning["text"]] += 1
    return [(field, text, count) for (field, text), count in found.most_common()]
