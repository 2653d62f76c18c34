"""What one person does: reads pages as an office does, and in one request of ten sends a form."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from benchmarks.load.line import Line

Fields = list[tuple[str, str]]


@dataclass
class Seen:
    """What was measured: seconds by kind of request, and every answer that was not what it should be."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    # Edits of something that somebody else has changed since the form was opened: told so, as it should be.
    conflicts: int = 0

    def add(self, kind: str, seconds: float) -> None:
        """One answer."""
        self.times.setdefault(kind, []).append(seconds)


class Person:
    """One signed-in person with a connection of her own, as a browser keeps it."""

    def __init__(self, port: int, visitor: dict[str, Any], town: dict[str, Any], seed: int) -> None:
        self._line = Line(port, visitor["cookies"])
        self._who, self._town, self._chance = visitor, town, random.Random(seed)
        self.seen = Seen()

    def visit_until(self, ends: float, pause: float) -> None:
        """Read and write until `ends`, resting `pause` seconds on average between answers (0: not at all)."""
        if pause:
            time.sleep(self._chance.uniform(0, pause))
        for step in self._steps():
            if time.monotonic() >= ends:
                return
            step()
            if pause:
                time.sleep(self._chance.uniform(0.5, 1.5) * pause)

    def _steps(self) -> Iterator[Callable[[], object]]:
        """Ten requests a round: eight pages, then a form's page and its sending. The first round begins anywhere."""
        left = self._chance.randrange(9)
        while True:
            for kind, address in self._chance.sample(self._pages(), left):
                yield partial(self._get, kind, address)
            yield self._write
            left = 8

    def _pages(self) -> list[tuple[str, str]]:
        one, town, page = self._chance.choice, self._town, self._chance.randrange(1, 9)
        return [
            ("bare", "/accessibility/"),
            ("today", "/"),
            ("agreements", "/agreements/"),
            ("agreements, filtered", f"/agreements/?status=in_force&page={page}&sort=ends"),
            ("agreement", f"/agreements/{one(town['agreements'])}/"),
            ("agreement", f"/agreements/{one(town['agreements'])}/?on=2027-03-01"),
            ("partners", f"/partners/?page={page}"),
            ("partner", f"/partners/{one(town['partners'])}/"),
            ("collaborations", f"/collaborations/?page={page}"),
            ("collaboration", f"/collaborations/{one(town['collaborations'])}/"),
            ("search", "/register/search/?" + urlencode({"q": one(town["words"])})),
            ("map", "/register/"),
            ("history", "/history/"),
        ]

    def _write(self) -> None:
        kind, address, change = self._chance.choice(self._forms())
        page = self._get(f"form, {kind}", address)
        fields = form_fields(page.decode())
        if not fields:
            return
        self._ask(f"write, {kind}", "POST", address, 302, urlencode(change(fields)))

    def _forms(self) -> list[tuple[str, str, Callable[[Fields], Fields]]]:
        who, text = self._who, f"Rad {self._chance.randrange(10**9)}"
        partner = self._chance.choice(self._town["partners"])
        found: list[tuple[str, str, Callable[[Fields], Fields]]] = []
        if who["edits"]:
            address = f"/agreements/{self._chance.choice(who['edits'])}/edit/"
            found.append(("edit an agreement", address, lambda given: put(given, purpose=text)))
        if who["notes"] is not None:
            own = who["notes"]
            address = f"/partners/{partner}/notes/new/"
            found.append(("note", address, lambda given: put(given, text=text, unit=own)))
        if who["contacts"]:
            found.append(
                ("contact", f"/partners/{partner}/contacts/new/", lambda given: put(given, name=text))
            )
        if who["registers"]:
            unit = who["registers"]
            told = {"title": text, "partner": text, "purposes": "excellence", "unit": unit}
            found.append(("register", "/collaborations/new/", lambda given: put(given, **told)))
        return found or [("own letters", "/letters/", lambda given: given)]

    def _get(self, kind: str, address: str) -> bytes:
        return self._ask(kind, "GET", address, 200)

    def _ask(self, kind: str, method: str, address: str, wanted: int, body: str = "") -> bytes:
        started = time.perf_counter()
        try:
            status, page = self._line.ask(method, address, body)
        except (OSError, ValueError) as fault:
            self.seen.errors.append(f"{kind} {address}: {fault!r}")
            return b""
        self.seen.add(kind, time.perf_counter() - started)
        if status == 409 and method == "POST":
            self.seen.conflicts += 1
        elif status != wanted:
            self.seen.errors.append(f"{kind} {address}: {status}")
            return b""
        return page


def put(given: Fields, **changes: str) -> Fields:
    """The form's fields with some of them filled in."""
    return [pair for pair in given if pair[0] not in changes] + list(changes.items())


def form_fields(page: str) -> Fields:
    """What a browser would send of the page's own form, as it came; nothing where there is none."""
    start = page.find('<form class="v-form"')
    if start < 0:
        return []
    reader = _Fields()
    reader.feed(page[start : page.find("</form>", start)])
    return reader.found


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Fields = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            ticks = given.get("type") in {"checkbox", "radio"}
            if given.get("type") != "file" and (not ticks or "checked" in given):
                self.found.append((name, given.get("value") or ("on" if ticks else "")))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.found.append((self._select, given.get("value") or ""))
        elif tag == "textarea":
            self._area = name
            self.found.append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.found.pop()
            self.found.append((name, text + data))
