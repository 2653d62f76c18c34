"""Import many agreements in one act, each with its own history row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from django.db.models import prefetch_related_objects

from vidsyn import here
from vidsyn.acts.columns import fills, said_row
from vidsyn.acts.emptying import given_values
from vidsyn.acts.operations import operation
from vidsyn.acts.references import references_ready
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.kinds import Kind, Needs
from vidsyn.agreements.logic.said import INSIDE, SAID, AgreementSaid
from vidsyn.agreements.logic.terms import Terms, terms_faults
from vidsyn.agreements.logic.timeline import Course, Step
from vidsyn.agreements.models import Agreement, AgreementStep, ExchangePlaces, Party, Signatory
from vidsyn.agreements.models.agreements import TITLE_LENGTH
from vidsyn.agreements.operations.belonging import set_owner, set_unit
from vidsyn.agreements.operations.editing import apply_changes
from vidsyn.agreements.operations.indexing import Indexed, index_insert, index_owner
from vidsyn.agreements.operations.parties import require_open_parties, saved_with_words
from vidsyn.agreements.operations.places import COUNT, YEARS
from vidsyn.agreements.operations.search_text import inside_words_of, words_of
from vidsyn.agreements.operations.stepping import kind_checked, opened, tell
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.queries.courses import parties_of, terms_columns, terms_of
from vidsyn.agreements.vocabulary import Direction, Side, Stage
from vidsyn.history import recording
from vidsyn.history.fitting import refuse_unfitting
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.refusals import Refusal, refuse_if
from vidsyn.kernel.shapes import AtMost
from vidsyn.partners.models import Partner
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.vocabulary import Needed


@fills(Party)
@dataclass(frozen=True, slots=True)
class PartyItem:
    """A partner as the list names it, and the partner in the register it matches."""

    name: str
    partner: Partner | None = None


@fills(ExchangePlaces)
@dataclass(frozen=True, slots=True)
class PlacesItem:
    """Exchange places in a list; without an academic year: every year."""

    direction: Direction
    count: Annotated[int, COUNT]
    academic_year: Annotated[int, YEARS] | None = None
    subject: str = ""
    note: str = ""


@fills(Agreement)
@dataclass(frozen=True, slots=True)
class AgreementItem(said_row(AgreementSaid)):  # type: ignore[misc]
    """One row: a new agreement, or changes to an `existing` one, where None leaves a value unchanged.

    Beside the fields below it has those of `AgreementSaid`.
    A new one needs a kind and a partner. Its status is derived from its dates and it is marked *signature not
    verified*, unless `stage` says that it is not signed yet (for signature, say). `unit` None is the office's.
    Partners of an existing one are added, never removed; `terms` are given whole; places, `stage` and `signed_on`
    are accepted for new ones only: an existing one changes its stage by its own steps.
    """

    existing: Agreement | None = None
    expected_version: int | None = None
    unit: Unit | None = None
    owner: Person | None = None
    partners: tuple[PartyItem, ...] = ()
    terms: Terms | None = None
    stage: Stage | None = None
    signed_on: date | None = None
    places: tuple[PlacesItem, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    source: str | None = None
    source_key: str | None = None
    is_sample: bool = False


_FACTS = (
    AgreementFact.IMPORTED,
    AgreementFact.UPDATED,
    AgreementFact.PARTY_ADDED,
    AgreementFact.OWNER_SET,
    AgreementFact.UNIT_SET,
)


@operation(records=_FACTS)
def agreements_import(
    *, items: Annotated[tuple[AgreementItem, ...], AtMost()], reason: str = "", actor: Actor
) -> list[Agreement]:
    """Register or change many at once; the agreements in the order of the items.

    A longer list comes in as a file: on the page for bringing in lists, or with `vidsyn import`.

    New ones are written in a few statements however many they are, and are marked with the stage they were
    brought in at. Everything happens or nothing does. A change of unit that takes a reason alone takes one here.
    """
    known, on = agreement_kinds(), here.today()
    linked = [named.partner for item in items for named in item.partners if named.partner]
    prefetch_related_objects(linked, "names")
    new = [item for item in items if item.existing is None]
    with references_ready("agreements.Agreement", "A", len(new)):
        built = [_built(item, known, on, actor) for item in new]
    _write(built, on)
    registered = iter(built)
    if not items:
        recording.nothing_changed()
    return [
        next(registered).agreement if item.existing is None else _changed(item, reason, actor)
        for item in items
    ]


@operation(records=_FACTS)
def agreement_import_record(*, item: AgreementItem, reason: str = "", actor: Actor) -> Agreement:
    """Register one agreement that exists already, in the state its dates give, signature not verified."""
    return agreements_import(items=(item,), reason=reason, actor=actor)[0]


@dataclass(frozen=True, slots=True)
class _Built:
    agreement: Agreement
    parties: list[Party]
    signatories: list[Signatory]
    steps: list[AgreementStep]
    places: list[ExchangePlaces]
    entries: list[HistoryEntry]


# What everybody is told of an imported agreement, beside what may be said of any; the rest is told to insiders.
_TOLD = ("unit", "owner", "stage", "imported_stage", "source")


def _built(item: AgreementItem, known: Mapping[str, Kind], on: date, actor: Actor) -> _Built:
    terms = item.terms or Terms()
    _check_new(item, terms, actor)
    kind = kind_checked(item.kind or "", known)
    names = ", ".join(named.name for named in item.partners)
    values = _values(item)
    # A title made of many names is truncated rather than refused: nobody wrote it.
    made_sv, made_en = (f"{called}: {names}"[:TITLE_LENGTH] for called in (known[kind].sv, known[kind].en))
    values["title_sv"] = item.title_sv or item.title_en or made_sv
    values["title_en"] = item.title_en or item.title_sv or made_en
    agreement = Agreement(
        unit=item.unit,
        stage=item.stage or Stage.SIGNED,
        imported_stage=item.stage or Stage.SIGNED,
        taken_as_signed=item.stage in (None, Stage.SIGNED),
        is_sample=item.is_sample,
        **{name: value for name, value in values.items() if name != "extra"} | terms_columns(terms),
    )
    agreement.extra = dict(item.extra)
    if agreement.stage not in (Stage.SIGNED, Stage.WITHDRAWN):
        agreement.move, agreement.move_since = Side.OURS, on
    agreement.inside_search = inside_words_of(agreement)
    agreement.search = words_of(agreement, [(named.name, named.partner) for named in item.partners])
    parties = _parties(agreement, item)
    signatories = [Signatory(party=party, signed_on=item.signed_on) for party in parties if item.signed_on]
    on_its_way = item.stage not in (None, Stage.SIGNED)
    steps = [AgreementStep(agreement=agreement, on=on, stage=agreement.stage)] if on_its_way else []
    entries = _entries(agreement, terms, names, actor)
    return _Built(agreement, parties, signatories, steps, _places(agreement, item), entries)


def _parties(agreement: Agreement, item: AgreementItem) -> list[Party]:
    theirs = [
        Party(agreement=agreement, side=Side.PARTNER, partner=named.partner, name=named.name.strip())
        for named in item.partners
    ]
    return [Party(agreement=agreement, side=Side.OURS), *theirs]


def _places(agreement: Agreement, item: AgreementItem) -> list[ExchangePlaces]:
    return [
        ExchangePlaces(
            agreement=agreement,
            direction=places.direction,
            count=places.count,
            academic_year=places.academic_year,
            subject=places.subject,
            unit=item.unit,
            note=places.note,
        )
        for places in item.places
    ]


def _entries(agreement: Agreement, terms: Terms, names: str, actor: Actor) -> list[HistoryEntry]:
    values = recording.snapshot(agreement, (*SAID, *_TOLD, "extra"))
    told = {name: value for name, value in values.items() if value and name not in INSIDE}
    told |= {
        name: value
        for name, value in terms_columns(terms).items()
        if value not in (None, "", False, Precision.DAY)
    }
    made = [
        recording.prepare(
            AgreementFact.IMPORTED,
            subject=agreement,
            actor=actor,
            after=told | {"partners": names},
            restricted=agreement.stage != Stage.SIGNED,
        )
    ]
    secret = {name: values[name] for name in sorted(INSIDE) if values[name]}
    if secret:
        made.append(
            recording.prepare(
                AgreementFact.UPDATED, subject=agreement, actor=actor, after=secret, restricted=True
            )
        )
    return made


def _write(built: list[_Built], on: date) -> None:
    for row in built:
        refuse_unfitting(row.agreement, *row.parties, *row.places)
    Agreement.objects.bulk_create([row.agreement for row in built], batch_size=500)
    Party.objects.bulk_create([party for row in built for party in row.parties], batch_size=500)
    Signatory.objects.bulk_create([s for row in built for s in row.signatories], batch_size=500)
    AgreementStep.objects.bulk_create([step for row in built for step in row.steps], batch_size=500)
    ExchangePlaces.objects.bulk_create([places for row in built for places in row.places], batch_size=500)
    recording.record_all(entry for row in built for entry in row.entries)
    index_insert([Indexed(row.agreement, _course(row)) for row in built], on=on)


def _course(row: _Built) -> Course:
    signed = row.signatories[0].signed_on if row.signatories and row.agreement.stage == Stage.SIGNED else None
    return Course(
        terms_of(row.agreement),
        steps=tuple(Step(step.on, Stage(step.stage)) for step in row.steps),
        signed_on=signed,
        taken_as_signed=row.agreement.taken_as_signed,
    )


def _changed(item: AgreementItem, reason: str, actor: Actor) -> Agreement:
    assert item.existing is not None
    agreement = opened(item.existing, actor, expected_version=item.expected_version)
    _check_changed(item)
    values = _values(item)
    values.pop("owner", None)
    if item.terms is not None:
        refuse_if(terms_faults(item.terms))
        values |= terms_columns(item.terms)
    if item.extra:
        values["extra"] = {name: text for name, text in (agreement.extra | item.extra).items() if text}
    added = _partners_added(agreement, item)
    if added:
        tell(AgreementFact.PARTY_ADDED, agreement, actor, after={"partners": added})
    if not apply_changes(agreement, values, actor, reason) and added:
        saved_with_words(agreement)
    if item.owner is not None and set_owner(agreement, item.owner, reason=reason, actor=actor):
        index_owner((agreement,), item.owner)
    if item.unit is not None:
        set_unit(agreement, item.unit, reason=reason, actor=actor)
    return agreement


def _check_changed(item: AgreementItem) -> None:
    """Refuse what only a new one may have, rather than ignore it silently."""
    if item.kind is not None:
        kind_checked(item.kind, agreement_kinds())
    given = {"stage": item.stage, "signed_on": item.signed_on, "places": item.places}
    refuse_if(
        [Refusal("agreement_taken_when_new", field=name, name=name) for name, value in given.items() if value]
    )


def _partners_added(agreement: Agreement, item: AgreementItem) -> list[str]:
    """Add partners not yet there by name or link; returns their names."""
    held = parties_of(agreement)
    names, linked = {row.name for row in held}, {row.partner_id for row in held if row.partner_id}
    lacking = [
        named
        for named in item.partners
        if named.name not in names and (named.partner is None or named.partner.pk not in linked)
    ]
    if lacking:
        require_open_parties(agreement)
    added = [
        Party(agreement=agreement, side=Side.PARTNER, partner=named.partner, name=named.name)
        for named in lacking
    ]
    refuse_unfitting(*added)
    Party.objects.bulk_create(added)
    return [named.name for named in lacking]


def _values(item: AgreementItem) -> dict[str, Any]:
    return given_values({name: getattr(item, name) for name in (*SAID, "owner", "source", "source_key")})


def _check_new(item: AgreementItem, terms: Terms, actor: Actor) -> None:
    faults = list(terms_faults(terms))
    if not item.kind:
        faults.append(Refusal("agreement_lacks_at_start", field="kind", need=Needs.KIND))
    if not item.partners:
        faults.append(Refusal("agreement_lacks_at_start", field="partner", need=Needs.PARTNER))
    refuse_if(faults)
    may = rights.may_edit_for(actor, item.unit.path) if item.unit else rights.may_run_register(actor)
    rights.require(may, needed=Needed.COORDINATOR if item.unit else Needed.OFFICE)
