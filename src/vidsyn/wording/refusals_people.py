"""Sentences for the refusals of people, units, roles, tokens and sign-in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "token_reads_only": _("This token may only read. Make one with the scope “write” on your account page."),
}
