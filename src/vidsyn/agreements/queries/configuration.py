"""The configured kinds of agreement, as the installation has them."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from vidsyn import here
from vidsyn.agreements.logic.kinds import Kind, kinds
from vidsyn.agreements.models import Agreement


def agreement_kinds() -> Mapping[str, Kind]:
    """The kinds in use, by key, in the order they are shown."""
    return kinds(settings.AGREEMENT_KINDS)


def kind_of(agreement: Agreement) -> Kind:
    """The agreement's kind; one that is no longer configured asks for nothing and is called by its key."""
    found = agreement_kinds().get(agreement.kind)
    return found or Kind.model_validate(
        {"sv": agreement.kind, "en": agreement.kind, "signs": [{"sv": "Rektor", "en": "President"}]}
    )


def kind_name(key: str) -> str:
    """What a kind is called in the language being spoken."""
    kind = agreement_kinds().get(key)
    if kind is None:
        return key
    return kind.en if here.language() == "en" else kind.sv
