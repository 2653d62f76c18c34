"""One sentence a person can act on for every refusal code; web, API and command line all speak these.

Each room keeps its sentences in `words/sentences.py` as `SENTENCES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.kernel.bilingual import KindCount, Words
from vidsyn.kernel.refusals import Refusal
from vidsyn.wording.labels import field_label, kind_label, label
from vidsyn.wording.parts import parts

_COMMON: dict[str, str | Promise] = {
    "not_found": _(
        "There is no %(subject)s called “%(name)s” that you may see. Check the name or ask the office."
    ),
    "not_allowed": _("Your role does not allow this: %(needed)s is needed. Ask the international office."),
    "changed_since": _(
        "Somebody changed this while you were editing. See what changed and choose what to keep."
    ),
    "busy_try_again": _(
        "Others are writing just now. Wait a moment and try again; nothing has been changed."
    ),
    "taken_meanwhile": _(
        "Somebody else saved the same thing at the same moment (%(subject)s: %(names)s). Look at what is there "
        "now, then try again."
    ),
    "gone_meanwhile": _(
        "Somebody has removed this %(subject)s while you were working. Go back and choose another."
    ),
    "field_required": _("Fill in %(label)s."),
    "reason_required": _("Give a reason: the next person to read this needs it."),
}


@cache
def sentences() -> Mapping[str, str | Promise]:
    """All sentences by code. Raises RuntimeError if two rooms give the same code different sentences."""
    found = dict(_COMMON)
    for module in parts("sentences"):
        for code, text in module.SENTENCES.items():
            if code in found:
                raise RuntimeError(f"two sentences for refusal {code}")
            found[code] = text
    return found


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence in the active language; an unknown code shows itself, so nothing is hidden.

    One about a row of a list (`row` among its parameters) says which first, unless its sentence does.
    """
    text = sentences().get(refusal.code)
    if text is None:
        return str(refusal)
    params = dict(refusal.params)
    if "kind_of" in params:
        params["label"] = field_label(str(params["kind_of"]), str(params["label"]))
    said = str(text) % _Forgiving({name: _worded(name, value) for name, value in params.items()})
    if "row" in refusal.params and "%(row)" not in str(text):
        return gettext("Row %(row)s: %(said)s") % {"row": refusal.params["row"], "said": said}
    return said


def _worded(name: str, value: object) -> object:
    """Words of a vocabulary, of data in both languages, and kinds of record (`subject`), as people call them."""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, Words):
        return value.spoken(here.language())
    if isinstance(value, KindCount):
        return f"{kind_label(value.kind)} ({value.count})"
    if isinstance(value, tuple):
        return ", ".join(str(_worded(name, each)) for each in value)
    return kind_label(str(value)) if name == "subject" else value


class _Forgiving(dict[str, object]):
    """A missing parameter shows as "…" rather than breaking the page that reports a problem."""

    def __missing__(self, key: str) -> str:
        return "…"
