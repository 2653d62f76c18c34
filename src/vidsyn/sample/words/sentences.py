"""Sentences for the refusals of the sample register."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "register_not_empty": _(
        "This register already holds something. Keep the sample apart: choose another data folder with VIDSYN_DATA."
    ),
}
