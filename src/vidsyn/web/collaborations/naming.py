"""The room's lists as choices in the page's language, and the crumbs of its pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.queries.rows import CollaborationRow
from vidsyn.kernel.bilingual import Words
from vidsyn.web.shell.acting import About

Choices = list[tuple[str, str]]


def spoken(words: Words) -> str:
    """In the page's language."""
    return words.spoken(here.language())


def kind_choices() -> Choices:
    """Kinds of activity."""
    return [(code, spoken(kind.words)) for code, kind in catalogues.kinds().items()]


def goal_choices() -> Choices:
    """The global goals with their numbers."""
    return [(str(number), f"{number} {spoken(words)}") for number, words in catalogues.goals().items()]


def subject_name(code: str) -> str:
    """A subject as it is called; a retired one by its code."""
    subject = catalogues.subjects().get(code)
    return spoken(subject.words) if subject and not subject.retired else code


def broad_subject_choices() -> Choices:
    """The two upper levels of the research subjects, for a list's filter."""
    return [
        (code, f"{'– ' if subject.broader else ''}{spoken(subject.words)}")
        for code, subject in sorted(catalogues.subjects().items())
        if len(code) in (1, 3) and not subject.retired
    ]


def crumbs(row: CollaborationRow | None = None) -> list[tuple[str, str]]:
    """The way here: the list, and the collaboration when the page lies under one."""
    found = [(_("Collaborations"), reverse("collaborations:list"))]
    if row is not None:
        found.append((spoken(row.title), page_of(row)))
    return found


def about(row: CollaborationRow) -> About:
    """The collaboration as what an act is on."""
    return About(spoken(row.title), page_of(row), crumbs(row))


def page_of(row: CollaborationRow) -> str:
    """The collaboration's own address."""
    return reverse("collaborations:detail", args=[row.reference])
