"""How pages show what is particular to partners: `{% load partners %}`."""

from __future__ import annotations

from django import template

from vidsyn.partners.vocabulary import Evidence
from vidsyn.wording.labels import label

register = template.Library()


@register.filter
def evidence_label(code: str) -> str:
    """What a reason for a link to ROR is called; one of another making shows itself."""
    return label(Evidence(code)) if code in set(Evidence) else code
