"""The configured kinds of agreement."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from vidsyn import here
from vidsyn.agreements.logic.kinds import Kind, kinds
from vidsyn.agreements.models import Agreement


def agreement_kinds() -> Mapping[str, Kind]:
    """Return the kinds in use, by key, in display order."""
    return kinds(settings.AGREEMENT_KINDS)


def kind_of(agreement: Agreement) -> Kind:
    """Return the agreement's kind; one that is no longer configured requires nothing and has its key as its name."""
    found = agreement_kinds().get(agreement.kind)
    return found or Kind.model_validate(
        {"sv": agreement.kind, "en": agreement.kind, "signs": [{"sv": "Rektor", "en": "President"}]}
    )


def kind_name(key: str) -> str:
    """Return a kind's name in the current language."""
    kind = agreement_kinds().get(key)
    if kind is None:
        return key
    return kind.en if here.language() == "en" else kind.sv
