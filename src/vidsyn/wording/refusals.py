"""One sentence a person can act on for every refusal code, used by web, API and command line.

Each room defines its sentences in `words/sentences.py` as `SENTENCES`.
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
    """Return all sentences by code. Raises RuntimeError if two rooms give the same code different sentences."""
    found = dict(_COMMON)
    for module in parts("sentences"):
        for code, text in module.SENTENCES.items():
            if code in found:
                raise RuntimeError(f"two sentences for refusal {code}")
            found[code] = text
    return found


def sentence(refusal: Refusal) -> str:
    """Return the refusal as a sentence in the active language, or the code itself if unknown, so that nothing is
    hidden.

    A refusal of a list's row (`row` among its parameters) begins with the row, unless its sentence includes it.
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
    """Return labels for vocabulary words, bilingual data, and kinds of record (`subject`)."""
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
    """Shows a missing parameter as "…" rather than breaking the page that reports a problem."""

    def __missing__(self, key: str) -> str:
        return "…"
