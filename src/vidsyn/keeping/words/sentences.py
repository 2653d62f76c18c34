"""What is refused of an installation's own work."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "work_not_failed": _(
        "The work %(work)s is not among what has failed: somebody has taken care of it, or it is being tried. Look at "
        "the health page again."
    ),
}
