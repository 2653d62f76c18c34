"""When an agreement is assigned to a person by somebody else, notify the person at once.

This covers a request routed to a coordinator, a requested opinion, and a change of owner. One message per person
and act, however many agreements, with numbers and deadlines only. Samples and imports notify nobody: Today shows
what they bring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from vidsyn import here
from vidsyn.acts.reactions import reaction
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.deadlines import Coordinators
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.ids import read_id
from vidsyn.later.mail import mail_enqueue
from vidsyn.people.models import Person
from vidsyn.people.queries.coordinators import coordinators_of
from vidsyn.reminders.jobs.letters import Landed, landed_letter
from vidsyn.reminders.vocabulary import Landing


@reaction(AgreementFact.REQUESTED, AgreementFact.REVIEW_OPENED, AgreementFact.OWNER_SET)
def tell_whom_it_came_to(entries: Sequence[HistoryEntry]) -> None:
    """Queue the messages, in the same transaction as the act."""
    ids = {entry.subject_id for entry in entries}
    found = Agreement.objects.filter(pk__in=ids, is_sample=False).select_related(
        "unit", "owner", "decision_round"
    )
    agreements = {str(agreement.pk): agreement for agreement in found}
    on = here.today()
    standing_in = Coordinators(on)
    landed: dict[str, list[Landed]] = defaultdict(list)
    for entry in entries:
        agreement = agreements.get(entry.subject_id)
        if agreement is None:
            continue
        for person_id, landing in _came_to(entry, agreement, standing_in, on):
            if person_id != entry.actor_id:
                landed[person_id].append(_landed(agreement, landing))
    for person in Person.objects.filter(pk__in=list(landed), is_active=True):
        subject, text = landed_letter(landed[str(person.pk)], person.language)
        mail_enqueue(to=person.email, subject=subject, text=text)


def _came_to(
    entry: HistoryEntry, agreement: Agreement, standing_in: Coordinators, on: date
) -> Iterator[tuple[str, Landing]]:
    """Yield the people to notify of this entry, by id."""
    if entry.fact == AgreementFact.REQUESTED:
        person_id = standing_in.responsible(agreement)
        office = () if person_id else coordinators_of([""], on=on)[""]
        for one in [person_id] if person_id else [person.pk for person in office]:
            yield str(one), Landing.REQUEST
    elif entry.fact == AgreementFact.OWNER_SET and agreement.owner_id:
        yield str(agreement.owner_id), Landing.OWNER
    elif entry.fact == AgreementFact.REVIEW_OPENED and _is_id(reviewer := str(entry.after["reviewer"])):
        yield reviewer, Landing.OPINION


def _is_id(reviewer: str) -> bool:
    """Check whether the reviewer has an account; others are recorded by name and cannot be notified."""
    return str(read_id(reviewer)) == reviewer


def _landed(agreement: Agreement, landing: Landing) -> Landed:
    aimed = agreement.decision_round
    return Landed(landing, agreement.number, aimed.closes_on if aimed else None)
