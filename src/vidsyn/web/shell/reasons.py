"""The form of a step that asks for nothing but a reason; other forms of steps build on it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.web.shell.forms import Form, TextArea, VersionField


class ReasonForm(Form):
    """Why: it must be said unless `needed` is False. `asks` is the question, where "Reason" says too little."""

    reason = TextArea(label=_("Reason"), rows=3)

    def __init__(self, *args: Any, needed: bool = True, asks: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needed:
            self.fields["reason"].required = False
        if asks:
            self.fields["reason"].label = str(asks)


class OptionalReasonForm(ReasonForm):
    """Why, for whoever wants to say."""

    reason = TextArea(label=_("Reason"), rows=3, required=False)


class VersionedReasonForm(ReasonForm):
    """Why, and over which version: for a step that refuses when somebody else changed the thing meanwhile."""

    expected_version = VersionField()
