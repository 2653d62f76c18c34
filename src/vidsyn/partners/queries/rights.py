"""What the viewer may do, so that doors offer no more than that."""

from __future__ import annotations

from dataclasses import dataclass

from vidsyn.partners import access
from vidsyn.partners.models import Partner
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed


@dataclass(frozen=True, slots=True)
class PartnerRights:
    """Rights over partners and networks; these belong to no unit, so one answer applies to all."""

    edit: bool
    merge: bool

    def require_edit(self) -> None:
        """Raise the refusal of an edit before a form is shown."""
        require(self.edit, needed=Needed.ANY_COORDINATOR)

    def require_merge(self) -> None:
        """Raise the refusal of a merge before a form is shown."""
        require(self.merge, needed=Needed.OFFICE)


def partner_rights(viewer: Actor) -> PartnerRights:
    """Return what the viewer may do with partners and networks."""
    return PartnerRights(access.may_edit(viewer), access.may_merge(viewer))


def require_columns(viewer: Actor, partner: Partner) -> None:
    """Raise the refusal of opening or closing these columns before a form is shown."""
    require(access.may_open_extra(viewer, partner), needed=Needed.COORDINATOR)


def columns_seen(viewer: Actor, partner: Partner) -> dict[str, str]:
    """Return the imported columns of the partner that the viewer may read."""
    return partner.extra if access.may_see_extra(viewer, partner) else {}


def note_units(viewer: Actor) -> dict[str, Unit | None]:
    """Return the units whose notes the viewer may write, by code; "" and None are the office's own."""
    own: dict[str, Unit | None] = {"": None} if access.may_write_note(viewer, None) else {}
    units = Unit.objects.filter(active=True)
    return own | {unit.code: unit for unit in units if access.may_write_note(viewer, unit)}
