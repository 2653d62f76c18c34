"""What the viewer may do, for the doors to offer no more than that."""

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
    """What may be done with partners and networks; they belong to no unit, so one answer holds for all."""

    edit: bool
    merge: bool

    def require_edit(self) -> None:
        """The refusal an operation would give, before a form is shown."""
        require(self.edit, needed=Needed.ANY_COORDINATOR)

    def require_merge(self) -> None:
        """The refusal a merge would give, before a form is shown."""
        require(self.merge, needed=Needed.OFFICE)


def partner_rights(viewer: Actor) -> PartnerRights:
    """What the viewer may do with partners and networks."""
    return PartnerRights(access.may_edit(viewer), access.may_merge(viewer))


def require_columns(viewer: Actor, partner: Partner) -> None:
    """The refusal that opening or closing these columns would give, before a form is shown."""
    require(access.may_open_extra(viewer, partner), needed=Needed.COORDINATOR)


def columns_seen(viewer: Actor, partner: Partner) -> dict[str, str]:
    """What lists said of the partner in columns that have no field here, as far as the viewer reads it."""
    return partner.extra if access.may_see_extra(viewer, partner) else {}


def note_units(viewer: Actor) -> dict[str, Unit | None]:
    """Whose notes the viewer may write, by the unit's code; "" and None are the office's own."""
    own: dict[str, Unit | None] = {"": None} if access.may_write_note(viewer, None) else {}
    units = Unit.objects.filter(active=True)
    return own | {unit.code: unit for unit in units if access.may_write_note(viewer, unit)}
