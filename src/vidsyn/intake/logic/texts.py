"""Texts of a list that fill a column of the thing as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.partners.logic.entries import PartnerSaid


def _of_the_same_name(columns: Iterable[str]) -> dict[Field, str]:
    return {Field(name): name for name in columns if name in set(Field)}


# Each kind of list: the column that a field fills.
TEXTS: Mapping[ListKind, Mapping[Field, str]] = {
    ListKind.PARTNERS: _of_the_same_name(PartnerSaid.__annotations__),
    ListKind.COLLABORATIONS: {
        Field.PURPOSE: "purpose_text",
        Field.NOTES: "notes",
        **_of_the_same_name(OWN_WORDS),
    },
    ListKind.AGREEMENTS: {Field.NUMBER: "register_number", Field.NOTES: "note"},
}
