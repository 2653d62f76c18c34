"""What the referee makes for a round, each time with names that nothing else has."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.documents import document_add
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.operations.signing import agreement_send_for_signature
from vidsyn.agreements.operations.steps import agreement_decide, agreement_draft_start
from vidsyn.agreements.vocabulary import DocumentKind, Level, Verdict
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind

_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def unit(parent: Unit | None = None) -> Unit:
    """A unit of its own."""
    code = f"u{uuid4().hex[:12]}"
    made: Unit = unit_create(
        code=code, name_sv=code, name_en=code, kind=UnitKind.DEPARTMENT, parent=parent, actor=local_operator()
    )
    return made


def partner() -> Partner:
    """A partner whose name resembles no other's."""
    made: Partner = partner_register(
        name=f"P{uuid4().hex}", country="NO", despite_likeness=True, actor=local_operator()
    )
    return made


def person() -> Person:
    """Somebody with an account."""
    made: Person = person_create(
        email=f"{uuid4().hex}@example.org", name=f"N{uuid4().hex[:8]}", actor=local_operator()
    )
    return made


def key(name: str) -> UUID:
    """The id as the models have it."""
    return UUID(name)


def framework() -> Agreement:
    """An agreement of a kind that others can stand under, requested."""
    made: Agreement = agreement_request(
        kind="memorandum",
        title=f"T{uuid4().hex[:8]}",
        partner=partner(),
        unit=unit(),
        actor=local_operator(),
    )
    return made


def for_signature() -> Agreement:
    """An agreement that both parties are about to sign."""
    office, agreement = local_operator(), framework()
    agreement_draft_start(agreement=agreement, actor=office)
    terms = Terms(starts_on=date(2020, 1, 1), ends_on=date(2040, 12, 31), notice_months=6)
    agreement_update(agreement=agreement, level=Level.UNIT, terms=terms, actor=office)
    agreements_assign(agreements=(agreement,), owner=person(), reason="R", actor=office)
    agreement_decide(agreement=agreement, verdict=Verdict.APPROVED, register_number="V-1", actor=office)
    document_add(agreement=agreement, kind=DocumentKind.DRAFT, file_name="a.pdf", content=_PDF, actor=office)
    return agreement_send_for_signature(agreement=agreement, actor=office)
