"""How pages show what is particular to imports: `{% load intake %}`."""

from __future__ import annotations

from django import template

from vidsyn.intake.vocabulary import Outcome

register = template.Library()
_COLORS = {Outcome.REFUSED: "danger", Outcome.CREATED: "success", Outcome.UPDATED: "info"}


@register.filter
def outcome_color(outcome: str) -> str:
    """The colour of the tag of a row's outcome."""
    return _COLORS.get(Outcome(outcome), "neutral")
