"""Sentences for the refusals of history and its seals."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "submission_differs": _(
        "This has been sent before, with other content, and was carried out then. Nothing of what you send now is "
        "saved. Look at what came of the first; send again if this is to be done as well."
    ),
    "act_not_undoable": _(
        "Only a change of many at once can be undone as one. Change each thing back by itself."
    ),
    "versions_not_of_each": _(
        "Give one version for each of the %(things)s things, in the same order, or none at all."
    ),
    "history_refers": _("History tells of this, so it cannot be deleted. End, void or erase it instead."),
    "history_head_mismatch": _(
        "The database lacks seal %(sequence)s, which was written beside it: its end was cut off or an earlier "
        "database was put back. Run vidsyn history verify; if it was on purpose, vidsyn history accept-head."
    ),
    "erasure_reaches_far": _(
        "The name, address or number is also found in %(count)s other things: %(where)s. Nothing has been erased. "
        "If it belongs to a function, such as an office, change or end the contact instead. If it is one person's, "
        "confirm that it is to be erased in all of them."
    ),
    "cannot_be_cleared": _("This cannot be emptied: %(names)s. These can: %(known)s."),
}
