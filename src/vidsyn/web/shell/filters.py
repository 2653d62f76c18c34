"""What a list is filtered by: said once by its page, drawn as fields, and as chips that take one away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

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
        return _("“%(text)s”") % {"text": value}


Choices = Sequence[tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `everything` says what no choice means, where that is not all.

    `several`: the list takes more than one value, which a link may ask for. `unlisted`: it narrows by values beyond the
    choices as well, such as a closed unit; these are called by themselves.
    """

    name: str
    label: str | Promise
    choices: Choices
    everything: str | Promise = ""
    several: bool = False
    unlisted: bool = False
    template = "shell/filters/choice.html"

    def words(self, value: str) -> str:
        """Return what the choice is called; "" for a value that narrows nothing."""
        return _called(self.choices, value) or (value if self.unlisted else "")


def _called(choices: Choices, value: str) -> str:
    return next((capfirst(str(text)) for each, text in choices if str(each) == value), "")


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
    choices: Choices
    template = "shell/filters/ticks.html"

    def words(self, value: str) -> str:
        """Return what the choice is called; "" for what is no choice."""
        return _called(self.choices, value)


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
        """Return the day; "" for the one that counts anyway, and for what is no day."""
        return value if _day(value) and value != self.otherwise else ""


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


@dataclass(frozen=True)
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
        return bool(self._chips_of_more)

    @property
    def in_use(self) -> bool:
        """Return whether the address narrows the list at all."""
        return bool(self.chips)

    @property
    def chips(self) -> list[Chip]:
        """Return the filters in use, in the order of the fields."""
        return [*self._chips_of_first, *self._chips_of_more]

    @property
    def cleared(self) -> str:
        """Return the query without any filter; the order of the rows remains."""
        return self._query(name for name in self.query if name != "sort")

    # Once for each page: a linked thing's name is looked up.
    @cached_property
    def _chips_of_first(self) -> list[Chip]:
        return [chip for each in self.first for chip in self._chips(each)]

    @cached_property
    def _chips_of_more(self) -> list[Chip]:
        return [chip for each in self.more for chip in self._chips(each)]

    def _with_values(self, filters: Iterable[Filter]) -> Iterator[Shown]:
        for each in filters:
            value = self.query.get(each.name, "")
            days = [self.query.get(name, "") for name in each.names[1:]] if isinstance(each, Between) else []
            if isinstance(each, Choice):
                each = _with_unlisted(each, value)
            yield Shown(each, value, tuple(self.query.getlist(each.name)), *days)

    def _chips(self, each: Filter) -> Iterator[Chip]:
        if isinstance(each, Between):
            yield from self._chips_between(each)
            return
        values = self.query.getlist(each.name)
        takes_all = isinstance(each, Ticks) or (isinstance(each, Choice) and each.several)
        several = values if takes_all else values[-1:]
        for value in filter(None, several):
            words = each.words(value)
            if words or (isinstance(each, Tick) and value == "1"):
                staying = [other for other in several if other != value]
                yield Chip(each.label, words, self._query((each.name, "page"), staying))

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


def _with_unlisted(choice: Choice, value: str) -> Choice:
    """The choice with the value among its choices, so that the form that is sent again does not lose it."""
    if not choice.unlisted or not value or _called(choice.choices, value):
        return choice
    return replace(choice, choices=[*choice.choices, (value, value)])


def owners(chosen: object) -> Choice:
    """Return the filter on who is responsible; `chosen` is the colleague whom the address names, if any."""
    people = [(str(chosen.pk), chosen.name)] if chosen is not None else []  # type: ignore[attr-defined]
    words = [("me", _("Me")), ("none", _("Nobody, or somebody who has left"))]
    return Choice("owner", _("Owner"), [*words, *people], unlisted=True)
