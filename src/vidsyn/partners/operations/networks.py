"""Operations on networks: register, update, close."""

from __future__ import annotations

from datetime import date

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import saved
from vidsyn.acts.operations import operation
from vidsyn.history.recording import record, snapshot
from vidsyn.kernel.refusals import require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.partners.facts import NetworkFact
from vidsyn.partners.logic.identifiers import WebAddress
from vidsyn.partners.models import (
    Network,
)
from vidsyn.partners.operations.keeping import require_editor
from vidsyn.partners.operations.network_keeping import (
    NETWORK_TOLD,
    network_kept,
    network_locked,
    require_period,
    set_values,
    told_of,
)
from vidsyn.partners.vocabulary import NetworkKind
from vidsyn.people.actors import Actor

# Fields that `clear` may name, and their empty values.
_EMPTY = {"member_since": None, "member_until": None}


@operation(records=[NetworkFact.REGISTERED])
def network_register(
    *,
    name_sv: str = "",
    name_en: str = "",
    acronym: str = "",
    kind: NetworkKind = NetworkKind.NETWORK,
    website: WebAddress = "",
    purpose_sv: str = "",
    purpose_en: str = "",
    member_since: date | None = None,
    member_until: date | None = None,
    is_sample: bool = False,
    actor: Actor,
) -> Network:
    """Register a network; a name in one language stands for both until the other is given."""
    require_editor(actor)
    network = Network(
        name_sv=name_sv, name_en=name_en, acronym=acronym, kind=kind, website=website, purpose_sv=purpose_sv,
        purpose_en=purpose_en, member_since=member_since, member_until=member_until, is_sample=is_sample,
    )  # fmt: skip
    network_kept(network)
    network.save(force_insert=True)
    after = {"reference": network.reference, **told_of(network, NETWORK_TOLD)}
    record(NetworkFact.REGISTERED, subject=network, actor=actor, after=after)
    return network


@operation(records=[NetworkFact.UPDATED], clears=_EMPTY)
def network_update(
    *,
    network: Network,
    expected_version: int | None = None,
    name_sv: str | None = None,
    name_en: str | None = None,
    acronym: str | None = None,
    kind: NetworkKind | None = None,
    website: WebAddress | None = None,
    purpose_sv: str | None = None,
    purpose_en: str | None = None,
    member_since: date | None = None,
    member_until: date | None = None,
    clear: tuple[str, ...] = (),
    reason: str = "",
    actor: Actor,
) -> Network:
    """Change what is known of a network: what is left out stays, empty text clears.

    `clear` names dates to empty: member_since, member_until.
    """
    require_editor(actor)
    current = network_locked(network, expected_version)
    before = snapshot(current, NETWORK_TOLD)
    set_values(current, given_values({
        "name_sv": name_sv, "name_en": name_en, "acronym": acronym, "kind": kind, "website": website,
        "purpose_sv": purpose_sv, "purpose_en": purpose_en, "member_since": member_since,
        "member_until": member_until,
    }) | emptied(clear, _EMPTY))  # fmt: skip
    network_kept(current)
    return saved(current, before, NetworkFact.UPDATED, actor, reason=reason)


@operation(records=[NetworkFact.CLOSED])
def network_close(
    *,
    network: Network,
    reason: Reason,
    on: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Network:
    """Close a network that has ended or that the university has left, `on` being the last day of membership."""
    require_editor(actor)
    require_reason(reason)
    current = network_locked(network, expected_version)
    before = snapshot(current, ("active", "member_until"))
    current.active = False
    current.member_until = on or current.member_until
    require_period(current.member_since, current.member_until, "on")
    return saved(current, before, NetworkFact.CLOSED, actor, reason=reason)
