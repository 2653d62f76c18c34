"""What a list is filtered by: said once by its page, drawn as fields, and as chips that take one away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidsyn.kernel.precision import Precision, period_of


@dataclass(frozen=True, slots=True)
class Search:
    """Free text."""

    label: str | Promise
    name: str = "q"
    template = "shell/filters/search.html"

    def words(self, value: str) -> str:
        """Return the text as typed, in quotation marks."""
        return f"”{value}”"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `everything` says what no choice means, where that is not all."""

    name: str
    label: str | Promise
    choices: Sequence[tuple[object, object]]
    everything: str | Promise = ""
    template = "shell/filters/choice.html"

    def words(self, value: str) -> str:
        """Return what the choice is called; "" for what is no choice."""
        return next((capfirst(str(text)) for each, text in self.choices if str(each) == value), "")


@dataclass(frozen=True, slots=True)
class Tick:
    """Only those for which something is so."""

    name: str
    label: str | Promise
    template = "shell/filters/tick.html"

    def words(self, value: str) -> str:
        """Return nothing: the label says it all."""
        return ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Those for which any of several is so."""

    name: str
    label: str | Promise
    choices: Sequence[tuple[object, object]]
    template = "shell/filters/ticks.html"

    def words(self, value: str) -> str:
        """Return what the choice is called; "" for what is no choice."""
        return next((capfirst(str(text)) for each, text in self.choices if str(each) == value), "")


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `otherwise` is the one that counts when none is asked for. The field is then empty: a stored address means
    that day whenever it is opened.
    """

    name: str
    label: str | Promise
    otherwise: str = ""
    template = "shell/filters/day.html"

    def words(self, value: str) -> str:
        """Return the day; "" for the one that counts anyway."""
        return "" if value == self.otherwise else value


@dataclass(frozen=True, slots=True)
class Between:
    """Days from one to another, both inclusive: those of a `preset` (see `PRESETS`), or as written."""

    name: str
    label: str | Promise
    template = "shell/filters/between.html"

    @property
    def presets(self) -> list[tuple[str, str]]:
        """Return the presets with their names."""
        return [(name, str(text)) for name, text in PRESETS.items()]

    @property
    def names(self) -> tuple[str, str, str]:
        """Return the names in the address: of the preset, the first day and the last."""
        return self.name, f"{self.name}_from", f"{self.name}_to"


PRESETS: dict[str, str | Promise] = {
    "30d": gettext_lazy("Within 30 days"),
    "90d": gettext_lazy("Within 90 days"),
    "180d": gettext_lazy("Within 180 days"),
    "term": gettext_lazy("This term"),
    "year": gettext_lazy("This academic year"),
}


def days_between(query: QueryDict, name: str, today: date) -> tuple[date | None, date | None]:
    """Return the days that an address asks for under `name`; a day written out goes before the preset's."""
    first, last = _preset(query.get(name, ""), today)
    return _day(query.get(f"{name}_from", "")) or first, _day(query.get(f"{name}_to", "")) or last


def _preset(name: str, today: date) -> tuple[date | None, date | None]:
    if name not in PRESETS:
        return None, None
    if name in _PERIODS:
        return today, period_of(today, _PERIODS[name]).last
    return today, today + timedelta(days=int(name.removesuffix("d")))


_PERIODS = {"term": Precision.TERM, "year": Precision.ACADEMIC_YEAR}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link has put in the address and no field asks for: a partner, a goal."""

    name: str
    label: str | Promise
    said: Callable[[str], str] = str
    template = "shell/filters/linked.html"

    def words(self, value: str) -> str:
        """Return what the value is called."""
        return self.said(value)


Filter = Search | Choice | Tick | Ticks | Day | Between | Linked


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: what it says, and the query without it."""

    label: str | Promise
    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter as drawn: with what the address asks for."""

    filter: Filter
    value: str
    values: tuple[str, ...]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """A list's filters over an address; `more` are folded away until asked for or in use."""

    query: QueryDict
    first: Sequence[Filter]
    more: Sequence[Filter] = field(default=())

    @property
    def shown(self) -> list[Shown]:
        """Return those in sight."""
        return list(self._with_values(self.first))

    @property
    def folded(self) -> list[Shown]:
        """Return those folded away."""
        return list(self._with_values(self.more))

    @property
    def unfolded(self) -> bool:
        """Return whether one of those folded away is in use."""
        return any(self._chips(each) for each in self.more)

    @property
    def in_use(self) -> bool:
        """Return whether the address narrows the list at all."""
        return bool(self.chips)

    @property
    def chips(self) -> list[Chip]:
        """Return the filters in use, in the order of the fields."""
        return [chip for each in (*self.first, *self.more) for chip in self._chips(each)]

    @property
    def cleared(self) -> str:
        """Return the query without any filter; the order of the rows remains."""
        return self._query(name for name in self.query if name not in ("sort", "columns"))

    def _with_values(self, filters: Iterable[Filter]) -> Iterator[Shown]:
        for each in filters:
            value = self.query.get(each.name, "")
            days = [self.query.get(name, "") for name in each.names[1:]] if isinstance(each, Between) else []
            yield Shown(each, value, tuple(self.query.getlist(each.name)), *days)

    def _chips(self, each: Filter) -> list[Chip]:
        if isinstance(each, Between):
            return list(self._chips_between(each))
        values = self.query.getlist(each.name)
        several = values if isinstance(each, Ticks | Choice) else values[-1:]
        return [
            Chip(
                each.label,
                each.words(value),
                self._query((each.name, "page"), [v for v in several if v != value]),
            )
            for value in several
            if value and (each.words(value) or (isinstance(each, Tick) and value == "1"))
        ]

    def _chips_between(self, each: Between) -> Iterator[Chip]:
        preset, first, last = each.names
        said = {
            preset: str(PRESETS.get(self.query.get(preset, ""), "")),
            first: _("from %(day)s") % {"day": day} if (day := _day(self.query.get(first, ""))) else "",
            last: _("through %(day)s") % {"day": day} if (day := _day(self.query.get(last, ""))) else "",
        }
        for name, words in said.items():
            if words:
                yield Chip(each.label, words, self._query((name, "page")))

    def _query(self, left_out: Iterable[str], staying: Sequence[str] = ()) -> str:
        """The query without what is left out; of the first, these values stay."""
        rest, names = self.query.copy(), list(left_out)
        for name in names:
            rest.pop(name, None)
        if staying:
            rest.setlist(names[0], list(staying))
        return "?" + str(rest.urlencode())


def owners(chosen: object) -> Choice:
    """Return the filter on who is responsible; `chosen` is the colleague whom the address names, if any."""
    people = [(str(chosen.pk), chosen.name)] if chosen is not None else []  # type: ignore[attr-defined]
    words = [("me", _("Me")), ("none", _("Nobody, or somebody who has left"))]
    return Choice("owner", _("Owner"), [*words, *people])
