"""Contacts at partners: personal data."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import locked, save, saved
from vidsyn.acts.operations import operation
from vidsyn.history.erasure import earlier_values, erase_person
from vidsyn.history.personal.needles import Needles
from vidsyn.history.recording import nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.logic.entries import fitting
from vidsyn.partners.models import Contact, Partner
from vidsyn.partners.operations.keeping import partner_locked, require_editor
from vidsyn.people.access import may_erase, require
from vidsyn.people.actors import Actor
from vidsyn.people.operations.erasure import erases_again
from vidsyn.people.vocabulary import Needed

PERSONAL = ("name", "email", "phone")
LONGEST = {"name": 150, "email": 254, "phone": 40, "area": 120}
TOLD = (*PERSONAL, "area", "valid_from", "valid_until")
# Fields that `clear` may name, and their empty values.
_EMPTY = {"valid_from": None, "valid_until": None}


@operation(records=[PartnerFact.CONTACT_ADDED])
def partner_contact_add(
    *,
    partner: Partner,
    name: str = "",
    email: str = "",
    phone: str = "",
    area: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    actor: Actor,
) -> Contact:
    """Add a contact person at a partner, for an area ("student exchange") and a time."""
    require_editor(actor)
    contact = Contact(
        partner=partner_locked(partner), name=name, email=email, phone=phone, area=area,
        valid_from=valid_from, valid_until=valid_until,
    )  # fmt: skip
    _check(contact)
    contact.save(force_insert=True)
    after = {"partner": str(partner.pk)} | {k: v for k, v in snapshot(contact, TOLD).items() if v}
    record(PartnerFact.CONTACT_ADDED, subject=contact, actor=actor, after=after, personal=PERSONAL)
    return contact


@operation(records=[PartnerFact.CONTACT_UPDATED], clears=_EMPTY)
def partner_contact_update(
    *,
    contact: Contact,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    area: str | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    clear: tuple[str, ...] = (),
    expected_version: int | None = None,
    actor: Actor,
) -> Contact:
    """Change a contact: what is left out stays, empty text clears, `clear` names dates to be emptied.

    `valid_until` ends it without losing it.
    """
    require_editor(actor)
    current = locked(contact, expected_version=expected_version)
    if current.erased_at is not None:
        raise Refusal("contact_erased", kind=RefusalKind.STATE)
    before = snapshot(current, TOLD)
    said = {
        "name": name, "email": email, "phone": phone, "area": area,
        "valid_from": valid_from, "valid_until": valid_until,
    }  # fmt: skip
    given = given_values(said) | emptied(clear, _EMPTY)
    for field, value in given.items():
        setattr(current, field, value)
    _check(current)
    return saved(current, before, PartnerFact.CONTACT_UPDATED, actor, personal=PERSONAL)


@operation(records=[PartnerFact.CONTACT_ERASED])
def partner_contact_erase(
    *, contact: Contact, reason: Reason, everywhere: bool = False, actor: Actor
) -> Contact:
    """Erase the person from a contact and wherever else she is named; that there was one, for what and when, stays.

    An account of the person, if any, is erased by `person_erase`; decisions and signatures retain their names.
    """
    require(may_erase(actor), needed=Needed.OFFICE)
    require_reason(reason)
    current = locked(contact)
    if current.erased_at is not None:
        nothing_changed()
        return current
    needles = Needles.of(
        names={current.name, *earlier_values(current, "name")},
        emails={current.email, *earlier_values(current, "email")},
        phones={current.phone, *earlier_values(current, "phone")},
    )
    current.name = current.email = current.phone = ""
    current.erased_at = timezone.now()
    save(current)
    erase_person(current, needles, actor=actor, everywhere=everywhere)
    record(PartnerFact.CONTACT_ERASED, subject=current, actor=actor, reason=needles.taken_from(reason))
    return current


erases_again(Contact.objects.filter(erased_at=None), partner_contact_erase, "contact")


def _check(contact: Contact) -> None:
    for field, longest in LONGEST.items():
        text = " ".join(getattr(contact, field).split())
        setattr(contact, field, fitting(text, field, longest))
    if not contact.name and not contact.email:
        raise Refusal("contact_empty", field="name")
    if contact.email:
        try:
            validate_email(contact.email)
        except ValidationError as error:
            raise Refusal("contact_email_form", field="email", value=contact.email) from error
    if contact.valid_from and contact.valid_until and contact.valid_until < contact.valid_from:
        raise Refusal("period_backwards", field="valid_until")
