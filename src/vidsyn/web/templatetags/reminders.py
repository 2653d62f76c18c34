"""Links from Today's lists: `{% load reminders %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vidsyn import here
from vidsyn.kernel.bilingual import Words
from vidsyn.web.shell.addresses import address

register = template.Library()


@register.simple_tag
def agreement_link(reference: str, title: Words) -> str | SafeString:
    """An agreement's title, leading to its page."""
    name = title.spoken(here.language()) or reference
    page = address("agreements:detail", reference)
    return format_html('<a class="ds-link" href="{}">{}</a>', page, name) if page else name
