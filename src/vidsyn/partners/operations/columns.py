"""Imported columns that have no field here: their owning unit, and opening them to everybody.

Such text may be a note, so only the unit that imported it and the office see it until one of them opens it.
"""

from __future__ import annotations

from collections.abc import Mapping

from vidsyn.acts.locking import saved
from vidsyn.acts.operations import operation
from vidsyn.history.recording import snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.partners import access
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.keeping import partner_locked
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed

COLUMNS = ("extra", "extra_unit", "extra_open")


@operation(records=[PartnerFact.COLUMNS_OPENED])
def partner_columns_open(
    *, partner: Partner, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Partner:
    """Let everybody read what a list said of a partner in columns that have no field here.

    The unit that imported them and the office may do this. New text closes them again.
    """
    return _set_open(partner, True, PartnerFact.COLUMNS_OPENED, reason, expected_version, actor)


@operation(records=[PartnerFact.COLUMNS_CLOSED])
def partner_columns_close(
    *, partner: Partner, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Partner:
    """Let only the unit that brought them and the office read these columns again."""
    return _set_open(partner, False, PartnerFact.COLUMNS_CLOSED, reason, expected_version, actor)


def set_columns(partner: Partner, said: Mapping[str, str], actor: Actor, unit: Unit | None) -> None:
    """Set the columns as imported by `unit`; the caller saves and records. Columns the actor cannot see are
    retained.

    Text of several units cannot be told apart, so only the office sees it until somebody opens it.
    """
    seen = access.may_see_extra(actor, partner) or not partner.extra
    columns = dict(said) if seen else _beside(partner.extra, said, unit)
    if columns == partner.extra:
        return
    mixed = bool(partner.extra) and partner.extra_unit_id != (unit.pk if unit else None)
    added = any(text and partner.extra.get(column) != text for column, text in columns.items())
    if added or not columns:
        partner.extra_unit = None if mixed else unit
        partner.extra_open = False
    partner.extra = columns


def columns_together(kept: Partner, merged: Partner) -> tuple[Unit | None, bool]:
    """Return the owning unit of the combined columns of two partners, and whether they are open."""
    said = [one for one in (kept, merged) if one.extra]
    units = {one.extra_unit_id for one in said}
    return (said[0].extra_unit if len(units) == 1 else None), bool(said) and all(
        one.extra_open for one in said
    )


def _beside(kept: Mapping[str, str], said: Mapping[str, str], unit: Unit | None) -> dict[str, str]:
    """Combine both: where a column already has another value, add the new text under the unit's name."""
    together = dict(kept)
    for column, text in said.items():
        if text and together.setdefault(column, text) != text:
            together[f"{column} ({unit.code if unit else ''})"] = text
    return together


def bringing_unit(actor: Actor) -> Unit | None:
    """Return the unit on whose behalf the actor imports; None for the office."""
    if actor.is_office:
        return None
    path = access.bringing_path(actor)
    return Unit.objects.filter(path=path).first() if path else None


def _set_open(
    partner: Partner,
    opened: bool,
    fact: PartnerFact,
    reason: str,
    expected_version: int | None,
    actor: Actor,
) -> Partner:
    current = partner_locked(partner, expected_version)
    require(access.may_open_extra(actor, current), needed=Needed.COORDINATOR)
    if not current.extra:
        raise Refusal("partner_without_columns", kind=RefusalKind.STATE)
    before = snapshot(current, ("extra_open",))
    current.extra_open = opened
    return saved(current, before, fact, actor, reason=reason)
