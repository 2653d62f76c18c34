"""Matches, lists and what a miss means, in words. What JSON calls by a code has its words here."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext, pgettext
from typing import Any


def _bands() -> dict[str, str]:
    return {
        "accept": pgettext("matching", "sure"),
        "review": pgettext("matching", "to judge"),
        "none": pgettext("matching", "unlikely"),
    }


def force_told(code: object) -> str:
    """What a list means in Sweden."""
    words = {
        "binding": pgettext("matching", "binding"),
        "sectoral": pgettext("matching", "binding for some"),
        "information": pgettext("matching", "for information"),
        "unknown": pgettext("matching", "force not stated"),
    }
    return words.get(str(code), str(code))


def _kind(code: str) -> str:
    words = {
        "person": pgettext("matching", "person"),
        "organisation": pgettext("matching", "organisation"),
        "other": pgettext("matching", "vessel or other thing"),
    }
    return words.get(code, code)


def _reasons() -> dict[str, str]:
    return {
        "acronym": pgettext("matching", "acronym"),
        "birth": pgettext("matching", "year of birth"),
        "calibration": pgettext("matching", "calibration"),
        "competition": pgettext("matching", "others fit better"),
        "context": pgettext("matching", "place in the text"),
        "country": pgettext("matching", "country"),
        "exact": pgettext("matching", "the very name"),
        "form": pgettext("matching", "form of the name"),
        "hierarchy": pgettext("matching", "part and whole"),
        "identifier": pgettext("matching", "same number"),
        "kind": pgettext("matching", "kind of organisation"),
        "letters": pgettext("matching", "letters"),
        "namesakes": pgettext("matching", "others of the same name:"),
        "order": pgettext("matching", "order of the words"),
        "place": pgettext("matching", "place"),
        "rest": pgettext("matching", "words left over"),
        "ror": pgettext("matching", "name from ROR"),
        "script": pgettext("matching", "script"),
        "size": pgettext("matching", "length of the name"),
        "sounds": pgettext("matching", "how it sounds"),
        "start": pgettext("matching", "starting point"),
        "status": pgettext("matching", "status"),
        "words": pgettext("matching", "words"),
    }


def found_lines(answer: dict[str, Any]) -> Iterator[str]:
    """Each match with its reasons, or that there is none."""
    bands, reasons = _bands(), _reasons()
    width = max(map(len, bands.values()))
    for found in answer["matches"]:
        band = bands.get(found["band"], found["band"])
        yield f"{found['confidence']:.2f} {band:{width}} {found['id']}  {found['name']}"
        if "list" in found:
            yield f"     {_listed(found)}"
        for reason in found["why"]:
            yield f"     {reason['weight']:+.2f} {_reason(reason, reasons)}".rstrip()
    if not answer["matches"]:
        yield _("no match")


def _reason(reason: dict[str, Any], words: dict[str, str]) -> str:
    # What was met is a name or a number, but for two texts of ours.
    met = reason["text"].removeprefix("name from ROR: ")
    if reason["code"] == "status" and met:
        met = pgettext("matching", "no longer active")
    return f"{words.get(reason['code'], reason['code'])} {met}"


def _listed(found: dict[str, Any]) -> str:
    """Which list a hit stands on, of what date, for what, and what it is in ROR."""
    said = [_("on %(list)s") % {"list": found["list"]}, _kind(found["kind"])]
    said += [*found["programs"], *found["countries"]]
    if found.get("list_date"):
        said.insert(1, _("of %(date)s") % {"date": found["list_date"]})
    if "ror" in found:
        above = "".join(_(", part of %(name)s") % {"name": one["name"]} for one in found["ror"]["parents"])
        said.append(_("in ROR %(name)s %(id)s") % found["ror"] + above)
    return "; ".join(said)


def coverage_lines(coverage: list[dict[str, Any]]) -> Iterator[str]:
    """What a miss means: which lists, how old, how many rows."""
    if not coverage:
        yield _("no list has been imported: a miss means nothing")
        return
    yield _("a miss means: not on these lists as they were on these days, and no more than that")
    for one in coverage:
        told = {"rows": rows_told(one["rows"]), "age": _age(one), "force": force_told(one["force"])}
        yield _("screened against %(list)s: %(rows)s, %(age)s, %(force)s") % (one | told)


def _age(one: dict[str, Any]) -> str:
    if one["date"] is None:
        return _("date unknown")
    days = one["age_days"]
    return ngettext("of %(date)s (%(days)s day old)", "of %(date)s (%(days)s days old)", days) % {
        "date": one["date"],
        "days": days,
    }


def rows_told(count: int) -> str:
    """A number of rows."""
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": count}


def lines_read(count: int) -> str:
    """How far a long input has come."""
    return _("%(count)s lines") % {"count": _thousands(count)}


def records_read(count: int) -> str:
    """How far a dump has come."""
    return _("%(count)s records") % {"count": _thousands(count)}


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", _(","))


def complaint(line: int, problem: str, field: str) -> str:
    """What was wrong with a line of the input, of which `field` was asked for."""
    words = {
        "not_json": _("not JSON"),
        "not_object": _("not a JSON object"),
        "no_text": _("no text in the field %(field)s") % {"field": field},
    }
    return _("line %(line)s: %(problem)s") % {"line": line, "problem": words[problem]}
