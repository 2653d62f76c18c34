"""The forms of the health page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vidsyn.web.shell.forms import Form


class ForgetForm(Form):
    """Why a piece of work is not to be done."""

    reason = forms.CharField(label=_("Reason"))
