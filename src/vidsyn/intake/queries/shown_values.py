"""Values of a plan as a person reads them: what a code is called, who an id is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from vidsyn.intake.logic.lengths import NOTICE_DAYS
from vidsyn.intake.models import ImportRow
from vidsyn.intake.queries.vocabularies import word_choices
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import visible_people
from vidsyn.wording.lengths import days_said, months_said

_CODED = (Field.COUNTRY, Field.UNIT, Field.KIND, Field.STATUS, Field.LEVEL, Field.SUBJECTS)

NOTHING = "–"
_LENGTHS = {NOTICE_DAYS: days_said, Field.NOTICE_MONTHS: months_said, Field.RENEWAL_MONTHS: months_said}


class Words:
    """What the values of some rows are called, in the language being spoken."""

    def __init__(self, viewer: Actor, kind: ListKind, rows: Sequence[ImportRow]) -> None:
        self._viewer, self._kind, self._rows = viewer, kind, rows
        self._named: dict[str, Mapping[str, str]] = {}

    def shown(self, field: str, value: Any) -> str:
        """One value; a dash for nothing."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, dict):
            return "; ".join(f"{name}: {text}" for name, text in value.items())
        if isinstance(value, list):
            return "; ".join(self.shown(field, one) for one in value)
        if field in _LENGTHS:
            return _LENGTHS[field](value)
        if field == Field.OWNER:
            return self._people.get(str(value), str(value))
        return self._codes(field).get(str(value), str(value))

    def _codes(self, field: str) -> Mapping[str, str]:
        if field not in _CODED:
            return {}
        if field not in self._named:
            self._named[field] = dict(word_choices(self._viewer, self._kind, Field(field)))
        return self._named[field]

    @cached_property
    def _people(self) -> Mapping[str, str]:
        """Those the rows name as responsible, before or after. One statement."""
        ids = {
            str(value)
            for row in self._rows
            for entry in (*row.changes, *row.conflicts)
            if entry["field"] == Field.OWNER
            for value in entry.values()
            if value and value != Field.OWNER
        }
        people = visible_people(self._viewer).filter(pk__in=ids)
        return {str(id_): name for id_, name in people.values_list("pk", "name")}
