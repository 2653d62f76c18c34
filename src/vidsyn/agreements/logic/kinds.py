"""The kinds of agreement: configuration, read once from a data file and validated as a whole before use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vidsyn.agreements.vocabulary import Level, Stage
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.yaml_text import read_file, read_yaml


class Needs(StrEnum):
    """What a kind may require to be filled in; the agreement itself answers each (`Filled`)."""

    KIND = "kind"
    TITLE = "title"
    UNIT = "unit"
    PARTNER = "partner"
    OWNER = "owner"
    LEVEL = "level"
    STARTS_ON = "starts_on"
    END = "end"
    NOTICE = "notice"
    AMOUNT = "amount"
    CONFIDENTIALITY = "confidentiality"
    FRAMEWORK = "framework"
    PLACES = "places"
    COLLABORATION = "collaboration"
    DOCUMENT = "document"
    REGISTER_NUMBER = "register_number"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Strict):
    """A position that signs."""

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)


class SigningRule(Office):
    """Who signs when all conditions hold; no condition always holds."""

    levels: frozenset[Level] | None = None
    units: tuple[str, ...] | None = None
    amount_from: Decimal | None = None
    jointly: tuple[Office, ...] = ()

    def holds(self, level: Level | None, unit_path: str, amount: Decimal | None) -> bool:
        """Check whether the rule applies to an agreement of this level, unit and amount."""
        return (
            (self.levels is None or level in self.levels)
            and (self.units is None or any(f"/{code}/" in f"/{unit_path}" for code in self.units))
            and (self.amount_from is None or (amount is not None and amount >= self.amount_from))
        )


class Kind(_Strict):
    """One kind of agreement and its rules."""

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)
    framework: bool = False
    needs_framework: bool = False
    activity_may_rest_on_it: bool = True
    needs_assessment: bool = False
    required: Mapping[Stage, frozenset[Needs]] = Field(default_factory=dict)
    signs: tuple[SigningRule, ...] = Field(min_length=1)

    def needed_for(self, stage: Stage) -> frozenset[Needs]:
        """Return everything that must be filled in at a stage: its own requirements and those of earlier stages."""
        order = list(Stage)
        earlier = order[: order.index(stage) + 1]
        asked = frozenset[Needs]().union(*(self.required.get(s, frozenset()) for s in earlier))
        framework_due = self.needs_framework and order.index(stage) >= order.index(Stage.DECIDED)
        return asked | {Needs.FRAMEWORK} if framework_due else asked

    def signatories(self, level: Level | None, unit_path: str, amount: Decimal | None) -> tuple[Office, ...]:
        """Return who signs for us, by level, unit and amount; several when our side signs jointly."""
        for rule in self.signs:
            if rule.holds(level, unit_path, amount):
                return (Office(sv=rule.sv, en=rule.en), *rule.jointly)
        return ()


class _KindsFile(_Strict):
    kinds: Mapping[str, Kind] = Field(min_length=1)


def read_kinds(text: str) -> Mapping[str, Kind]:
    """Parse kinds from YAML. Raises pydantic.ValidationError stating errors and where they are."""
    return _KindsFile.model_validate(read_yaml(text)).kinds


@cache
def kinds(path: str = "") -> Mapping[str, Kind]:
    """Return the kinds in use, in the file's order: the shipped ones, or the university's own file.

    Raises FileUnusableError when that file is unreadable or invalid.
    """
    if not path:
        return read_kinds((files("vidsyn.agreements") / "data" / "kinds.yaml").read_text("utf-8"))
    return read_file(Path(path), _own_kinds)


def _own_kinds(text: str) -> Mapping[str, Kind]:
    try:
        return read_kinds(text)
    except ValidationError as no:
        raise ValueError(_faults(no)) from no


def _faults(no: ValidationError) -> str:
    """Format each error with its location, for the file's author: `kinds.exchange.signs: Field required`."""
    rows = no.errors(include_url=False, include_context=False)
    return "; ".join(f"{'.'.join(str(part) for part in row['loc']) or 'file'}: {row['msg']}" for row in rows)


def missing(needed: Collection[Needs], filled: Collection[Needs]) -> list[Refusal]:
    """Return a refusal for each thing needed and not filled in, in the vocabulary's order."""
    return [
        Refusal("agreement_lacks", field=str(need), need=need)
        for need in Needs
        if need in needed and need not in filled
    ]
