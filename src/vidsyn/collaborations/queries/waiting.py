"""Pending matters among collaborations."""

from __future__ import annotations

from datetime import date

from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.lists import collaborations_counted
from vidsyn.collaborations.vocabulary import CollaborationMatter
from vidsyn.partners.queries.partners import PARTNERS
from vidsyn.people.actors import Actor
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import kinds_of
from vidsyn.rows.waiting import gathers


@gathers(CollaborationMatter.LINKS, place=120)
def _to_link(viewer: Actor, _on: date) -> Counting | None:
    wanted = CollaborationFilter(unlinked=True, editable=True)
    about = kinds_of("collaborations", "people") | PARTNERS
    return Counting(collaborations_counted, (viewer, wanted), about) if viewer.may_write else None
