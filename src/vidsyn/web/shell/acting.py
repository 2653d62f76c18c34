"""The page of one act on one thing: a small form, one operation, and back to where the thing stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text

Act = Callable[[dict[str, Any]], Any]
DONE = _("Done. It is in the history.")


@dataclass(frozen=True, slots=True)
class About:
    """What the act is on: its name, its page, and the crumbs that lead there."""

    name: Text
    page: str
    crumbs: Sequence[tuple[Any, str]]


def act_page(
    request: WebRequest,
    about: About,
    form: Form,
    title: Text,
    submit: Text,
    act: Act,
    *,
    hint: Text = "",
    message: Text = DONE,
    again: Text = "",
    then: str = "",
    template: str = "shell/form_page.html",
    **beside: Any,
) -> HttpResponse:
    """Show the form and carry out the act; afterwards to `then`, else back to the thing's page.

    `again` is said instead of `message` to whoever sends the form a second time. `hint` stands above the form;
    `beside` is what else `shell/form_page.html` knows: `missing`, the requirements not met yet, and `secret`, where the
    form asks for nothing that could be classified.
    """
    return form_page(
        request,
        form=form,
        template=template,
        act=act,
        then=lambda _done: then or about.page,
        message=message,
        again=again,
        context=act_context(about, title, submit, hint=hint, **beside),
    )


def act_context(about: About, title: Text, submit: Text, *, hint: Text = "", **beside: Any) -> dict[str, Any]:
    """Return what the page of an act knows beside its form."""
    return {
        "title": title,
        "lead": about.name,
        "crumbs": about.crumbs,
        "submit": submit,
        "cancel": about.page,
        "hint": hint,
        **beside,
    }
