"""What words in a list may mean in this register: its units, people and kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils import translation

from vidsyn import here
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.logic.readings import Vocabularies
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import visible_people
from vidsyn.people.queries.units import unit_list
from vidsyn.wording.countries import country_choices, country_code
from vidsyn.wording.labels import choices, label


def vocabularies(viewer: Actor, kind: ListKind, settings: Settings) -> Vocabularies:
    """Return everything the row reader looks words up in. Two statements."""
    return Vocabularies(
        country=country_code,
        unit=_units(viewer),
        owner=_people(viewer),
        kinds=_kinds(kind),
        subject=_subjects() if kind is ListKind.COLLABORATIONS else lambda _text: None,
        orders={choice.field: choice.order for choice in settings.orders},
        mapped={(choice.field, choice.text): choice.code for choice in settings.words},
        defaults={choice.field: choice.text for choice in settings.defaults},
    )


def _units(viewer: Actor) -> Callable[[str], str | None]:
    rows = unit_list(viewer).values_list("code", "code", "name_sv", "name_en")
    return _finder((code, names) for code, *names in rows)


def _people(viewer: Actor) -> Callable[[str], str | None]:
    rows = visible_people(viewer).filter(is_active=True).values_list("id", "email", "name")
    return _finder((str(id_), names) for id_, *names in rows)


def _finder(rows: Iterable[tuple[str, list[str]]]) -> Callable[[str], str | None]:
    """Return a look-up by name; a name that two records share finds neither."""
    found: dict[str, str | None] = {}
    for code, names in rows:
        for name in map(plain_heading, names):
            found[name] = code if found.get(name, code) == code else None
    return lambda text: found.get(plain_heading(text))


def _kinds(kind: ListKind) -> Mapping[str, str]:
    """Return codes and labels of the configured kinds."""
    if kind is ListKind.PARTNERS:
        named = [(str(word), _in_both_languages(word)) for word in PartnerKind]
    else:
        named = _configured(kind)
    found = {code: code for code, _labels in named}
    return {plain_heading(label): code for code, texts in named for label in texts} | found


def _subjects() -> Callable[[str], str | None]:
    """Return a look-up by code, by name in either language, or both together; of equal names the broadest counts."""
    found: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    for code, subject in catalogues.subjects().items():
        found[code] = code
        named[code] = set(map(plain_heading, (subject.words.sv, subject.words.en)))
        for name in named[code]:
            first = found.setdefault(name, code) if name else code
            if not code.startswith(first):
                found[name] = ""  # two subjects share the name: it is ambiguous

    def look_up(text: str) -> str | None:
        number, _space, name = text.strip().partition(" ")
        code = found.get(number.rstrip(".:")) if number[:1].isdecimal() else None
        if code and (not name or plain_heading(name) in named[code]):
            return code
        return found.get(plain_heading(text)) or None

    return look_up


def _in_both_languages(word: PartnerKind) -> list[str]:
    """A list may be in the language the importer does not use."""
    found = []
    for language in ("sv", "en"):
        with translation.override(language):
            found.append(label(word))
    return found


def _configured(kind: ListKind) -> list[tuple[str, list[str]]]:
    if kind is ListKind.COLLABORATIONS:
        return [(code, [one.words.sv, one.words.en]) for code, one in catalogues.kinds().items()]
    return [(code, [one.sv, one.en]) for code, one in agreement_kinds().items()]


def word_choices(viewer: Actor, kind: ListKind, field: Field) -> list[tuple[str, str]]:
    """Return (code, label) of everything a word in a column may mean; empty for columns without vocabulary."""
    language = here.language()
    if field is Field.COUNTRY:
        return country_choices(language)
    if field is Field.UNIT:
        return [(unit.code, unit.name_en if language == "en" else unit.name_sv) for unit in unit_list(viewer)]
    if field is Field.KIND:
        return _kind_choices(kind, language)
    if field is Field.SUBJECTS:
        known = (
            (code, subject.words) for code, subject in catalogues.subjects().items() if not subject.retired
        )
        return [(code, f"{code} {words.spoken(language)}") for code, words in known]
    enumerations = {Field.STATUS: Status, Field.LEVEL: Level}
    return (
        [(str(code), str(text)) for code, text in choices(enumerations[field])]
        if field in enumerations
        else []
    )


def _kind_choices(kind: ListKind, language: str) -> list[tuple[str, str]]:
    if kind is ListKind.PARTNERS:
        return [(str(code), str(text)) for code, text in choices(PartnerKind)]
    return [(code, texts[1] if language == "en" else texts[0]) for code, texts in _configured(kind)]
