"""The settings page: what is mine, and where the register's own settings are for those who may change them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from vidsyn.web.shell.requests import WebRequest


def settings_page(request: WebRequest) -> HttpResponse:
    """One page of cards, each leading to one kind of setting."""
    return render(request, "settings/settings.html")
