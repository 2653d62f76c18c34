"""Agreements as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list
from vidsyn.agreements.queries.rows import AgreementRow
from vidsyn.agreements.queries.stories import AgreementStory, agreement_story
from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, detail, listing, part_from


@dataclass(frozen=True, slots=True)
class AgreementsOn(AgreementFilter):
    """The same filter, as of the day `on`: agreements that applied, or will apply, then."""

    on: date | None = None


@listing("/agreements", tag="agreements", item=AgreementRow, filtered_by=AgreementsOn)
def agreements_list(viewer: Actor, wanted: AgreementsOn, page: Asked) -> Part:
    """Agreements with their status and dates on a day (`on`, today by default)."""
    found = agreement_list(viewer, wanted, on=wanted.on, page=page.page, size=page.size)
    return part_from(found, found.rows)


@detail("/agreements/{name}", tag="agreements", item=AgreementStory)
def agreement_read(viewer: Actor, name: str, on: date) -> AgreementStory:
    """An agreement by id or reference, with everything on its page, as of a day."""
    return agreement_story(viewer, name, on=on)
