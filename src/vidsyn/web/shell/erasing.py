"""The form by which a person is erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.refusals import Refusal
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.shell.acting import About, act_page
from vidsyn.web.shell.forms import Form, TextArea
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text

EVERYWHERE = "everywhere"
_HINT = _(
    "The name and the addresses are erased here and wherever else they are written. This cannot be undone."
)


def require_erase(request: WebRequest) -> None:
    """Refuse, before the form is shown, whoever may not erase people."""
    access.require(access.may_erase(request.actor), needed=Needed.OFFICE)


def erase_page(request: WebRequest, about: About, title: Text, operation: str, **given: Any) -> HttpResponse:
    """The page of an operation that erases a person, carried out with what is `given` and the form's answers."""
    require_erase(request)
    return act_page(
        request,
        about,
        EraseForm.of(request),
        title,
        _("Erase"),
        lambda data: perform(request, operation, **given, **data),
        hint=_HINT,
    )


class EraseForm(Form):
    """A reason; once the person has read how many things are reached, whether to erase in all of them."""

    reason = TextArea(
        label=_("Reason"), rows=2, help_text=_("Do not name the person here: the reason stays.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if EVERYWHERE in self.data:
            self._ask_everywhere()

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """As any form; where a refusal asks for the confirmation, with the box for it."""
        refusals = tuple(refusals)
        if any(refusal.field == EVERYWHERE for refusal in refusals):
            self._ask_everywhere()
        super().refuse(refusals)

    def _ask_everywhere(self) -> None:
        self.fields[EVERYWHERE] = forms.BooleanField(
            label=_("Erase it in all of them: it is one person's"), required=False
        )
