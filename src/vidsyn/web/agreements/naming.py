"""The room's lists as choices in the page's language, and the crumbs of its pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements.queries.configuration import agreement_kinds, kind_name
from vidsyn.agreements.queries.rows import AgreementRow, PartyRow
from vidsyn.kernel.bilingual import Words

Choices = list[tuple[str, str]]


def spoken(words: Words) -> str:
    """In the page's language."""
    return words.spoken(here.language())


def party_title(party: PartyRow) -> str:
    """A party's name in the page's language; as it was written where it is not linked; "we" for ourselves."""
    return spoken(party.words) if party.words else party.name or _("We")


def kind_choices() -> Choices:
    """The configured kinds of agreement."""
    return [(key, kind_name(key)) for key in agreement_kinds()]


def crumbs(row: AgreementRow | None = None) -> list[tuple[str, str]]:
    """The way here: the list, and the agreement when the page lies under one."""
    found = [(_("Agreements"), reverse("agreements:list"))]
    if row is not None:
        found.append((spoken(row.title), page_of(row)))
    return found


def page_of(row: AgreementRow) -> str:
    """The agreement's own address."""
    return reverse("agreements:detail", args=[row.reference])
