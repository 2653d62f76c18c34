"""How pages show what is particular to collaborations: `{% load collaborations %}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.collaborations.queries.rows import CollaborationRow, PartnerRow
from vidsyn.collaborations.queries.stories import CollaborationStory
from vidsyn.collaborations.vocabulary import Status
from vidsyn.web.collaborations.naming import spoken, subject_name
from vidsyn.web.shell.addresses import address
from vidsyn.wording.countries import country_name
from vidsyn.wording.labels import field_label

register = template.Library()
_COLORS = {
    Status.POTENTIAL: "info",
    Status.ONGOING: "success",
    Status.DORMANT: "warning",
    Status.ENDED: "neutral",
}


@register.filter
def status_color(status: Status) -> str:
    """The colour of a status' tag."""
    return _COLORS[status]


@register.filter
def kind(code: str) -> str:
    """A kind of activity; one that is no longer configured shows its code."""
    known = catalogues.kinds().get(code)
    return spoken(known.words) if known else code


@register.filter
def subject(code: str) -> str:
    """A research subject."""
    return subject_name(code)


@register.filter
def own_words(story: CollaborationStory) -> list[tuple[str, str]]:
    """The texts of any length that there are, with their labels."""
    return [(field_label("collaboration", name), story.said(name)) for name in OWN_WORDS if story.said(name)]


@register.simple_tag
def partner_name(partner: PartnerRow) -> str:
    """A partner's name in the page's language; as it was written where it is not linked."""
    return spoken(partner.words) if partner.words else partner.written


@register.simple_tag
def partners_named(row: CollaborationRow) -> str:
    """The partners, by name; the collaboration's title where it has none."""
    return "; ".join(map(partner_name, row.partners)) or spoken(row.title)


@register.simple_tag
def countries_of(partners: Iterable[PartnerRow]) -> str:
    """The partners' countries, each once; and that the register does not know them, where it does not."""
    known = {country_name(one.country, here.language()): None for one in partners if one.country}
    unlinked = [_("not linked")] if any(not one.linked for one in partners) else []
    return ", ".join([*known, *unlinked])


@register.simple_tag
def partner_link(partner: PartnerRow) -> str | SafeString:
    """The name, leading to the partner's page where it is linked."""
    page = address("partners:detail", partner.reference) if partner.reference else None
    name = partner_name(partner)
    return format_html('<a class="ds-link" href="{}">{}</a>', page, name) if page else name
