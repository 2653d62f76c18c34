"""One sentence a person can act on for every refusal code; web, API and command line all speak these.

Each room's sentences stand in a module of their own (`vidsyn.wording.refusals_<room>`) as `SENTENCES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.refusals import Refusal

ROOMS = ("people", "partners", "collaborations", "agreements", "intake", "reminders", "plumbing")

_COMMON: dict[str, str | Promise] = {
    "not_found": _(
        "There is no %(subject)s called “%(name)s” that you may see. Check the name or ask the office."
    ),
    "not_allowed": _("Your role does not allow this: %(needed)s is needed. Ask the international office."),
    "changed_since": _(
        "Somebody changed this while you were editing. See what changed and choose what to keep."
    ),
    "field_required": _("Fill in %(label)s."),
    "reason_required": _("Give a reason: the next person to read this needs it."),
}


def sentences() -> Mapping[str, str | Promise]:
    """All sentences by code. Raises RuntimeError if two rooms give the same code different sentences."""
    found = dict(_COMMON)
    for room in ROOMS:
        try:
            module = import_module(f"vidsyn.wording.refusals_{room}")
        except ModuleNotFoundError:
            continue
        for code, text in module.SENTENCES.items():
            if code in found:
                raise RuntimeError(f"two sentences for refusal {code}")
            found[code] = text
    return found


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence in the active language; an unknown code shows itself, so nothing is hidden."""
    text = sentences().get(refusal.code)
    if text is None:
        return str(refusal)
    return str(text) % _Forgiving(refusal.params)


class _Forgiving(dict[str, object]):
    """A missing parameter shows as "…" rather than breaking the page that reports a problem."""

    def __missing__(self, key: str) -> str:
        return "…"
