"""How pages show what is particular to agreements: `{% load agreements %}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements.queries.ends import end_written, notice_day_written
from vidsyn.agreements.queries.rows import AgreementRow, PartyRow
from vidsyn.agreements.vocabulary import SignatureProof, Status
from vidsyn.web.agreements.naming import party_title
from vidsyn.web.agreements.steps import STEPS
from vidsyn.web.shell.addresses import address
from vidsyn.wording.countries import country_name

register = template.Library()
_COLORS = {
    Status.IN_FORCE: "success",
    Status.UPCOMING: "info",
    Status.FOR_SIGNATURE: "info",
    Status.NOTICE_GIVEN: "warning",
    Status.TERMINATED: "danger",
    Status.EXPIRED: "neutral",
    Status.ENDED: "neutral",
    Status.RENEWED: "neutral",
    Status.WITHDRAWN: "neutral",
}


@register.filter
def status_color(status: Status | None) -> str:
    """The colour of a status' tag."""
    return _COLORS.get(status, "info") if status else "neutral"


@register.filter
def proof_color(proof: SignatureProof) -> str:
    """The colour of the tag that says how far the signatures are to be trusted."""
    return "warning" if proof is SignatureProof.UNVERIFIED else "neutral"


@register.filter
def step_title(name: str) -> str:
    """What the button of a step says."""
    page = STEPS.get(name)
    return str(page.title) if page else name


@register.filter
def end_of(row: AgreementRow) -> str:
    """The last day in force of a row, in words where there is no day."""
    return end_written(row)


@register.filter
def notice_day_of(row: AgreementRow) -> str:
    """The last day for notice of a row, in words where it is not known."""
    return notice_day_written(row)


@register.filter
def years(first: int | None) -> str:
    """An academic year by the year it begins in: 2024 → 2024/25."""
    return f"{first}/{(first + 1) % 100:02}" if first else ""


@register.simple_tag
def party_name(party: PartyRow) -> str:
    """What `party_title` says."""
    return party_title(party)


@register.simple_tag
def parties_named(row: AgreementRow) -> str:
    """The other parties, by name; the agreement's title where it has none."""
    return "; ".join(party_title(party) for party in row.parties) or row.title.spoken(here.language())


@register.simple_tag
def countries_of(parties: Iterable[PartyRow]) -> str:
    """The parties' countries, each once; and that the register does not know them, where it does not."""
    known = {country_name(party.country, here.language()): None for party in parties if party.country}
    unlinked = [_("not linked")] if any(not party.reference for party in parties) else []
    return ", ".join([*known, *unlinked])


@register.simple_tag
def party_link(party: PartyRow) -> str | SafeString:
    """The name, leading to the partner's page where it is linked."""
    page = address("partners:detail", party.reference) if party.reference else None
    name = party_name(party)
    return format_html('<a class="ds-link" href="{}">{}</a>', page, name) if page else name
