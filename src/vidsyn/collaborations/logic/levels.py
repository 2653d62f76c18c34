"""What each level requires of a collaboration, read from a table of data (`data/levels.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from vidsyn.collaborations.vocabulary import Level
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.yaml_text import read_yaml

ORDER: tuple[Level, ...] = tuple(Level)


class Requirement(StrEnum):
    """A possible requirement of a level; `unmet` defines each."""

    OWNER = "owner"
    PURPOSE = "purpose"
    LINKED_PARTNERS = "linked_partners"
    KINDS = "kinds"
    SUBJECTS = "subjects"
    BENEFIT = "mutual_benefit"
    COUNTERPART = "counterpart"
    PERIOD = "period"
    SEVERAL_KINDS = "several_kinds"
    LEADERSHIP_CONTACT = "leadership_contact"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a collaboration has, as far as levels require it."""

    has_owner: bool
    has_purpose: bool
    partners: int
    linked_partners: int
    kinds: frozenset[str]
    has_subjects: bool
    has_benefit: bool
    has_counterpart: bool
    has_start: bool


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level's requirements, and how many kinds of activity "several" means there."""

    requires: tuple[Requirement, ...]
    several: int = 3


Rules = Mapping[Level, LevelRule]


def read_rules(text: str) -> Rules:
    """Parse the table. Raises ValueError for an error in it: every level must occur exactly once."""
    written = read_yaml(text)
    if not isinstance(written, dict) or set(written) != {level.value for level in Level}:
        raise ValueError(f"levels: expected exactly {[level.value for level in Level]}")
    rules = {
        Level(name): LevelRule(
            tuple(Requirement(code) for code in row.get("requires", ())), int(row.get("several", 3))
        )
        for name, row in written.items()
    }
    return MappingProxyType(rules)


def unmet(rule: LevelRule, profile: Profile) -> tuple[Requirement, ...]:
    """Return the level's unmet requirements, in the table's order."""
    met = {
        Requirement.OWNER: profile.has_owner,
        Requirement.PURPOSE: profile.has_purpose,
        Requirement.LINKED_PARTNERS: 0 < profile.partners == profile.linked_partners,
        Requirement.KINDS: bool(profile.kinds),
        Requirement.SUBJECTS: profile.has_subjects,
        Requirement.BENEFIT: profile.has_benefit,
        Requirement.COUNTERPART: profile.has_counterpart,
        Requirement.PERIOD: profile.has_start,
        Requirement.SEVERAL_KINDS: len(profile.kinds) >= rule.several,
        Requirement.LEADERSHIP_CONTACT: "leadership_contact" in profile.kinds,
    }
    return tuple(requirement for requirement in rule.requires if not met[requirement])


def above(level: Level) -> tuple[Level, ...]:
    """Return the levels higher than `level`, lowest first."""
    return ORDER[ORDER.index(level) + 1 :]


def check_promotion(current: Level, wanted: Level, profile: Profile, rules: Rules, *, reason: str) -> None:
    """Refuse unless `wanted` is higher, its requirements are met and a reason is given; raises all refusals at
    once.
    """
    if wanted not in above(current):
        raise Refusal(
            "collaboration_level_not_higher",
            kind=RefusalKind.STATE,
            field="level",
            level=current,
            wanted=wanted,
        )
    missing = unmet(rules[wanted], profile)
    if missing:
        raise Refusal(
            "collaboration_level_lacks", kind=RefusalKind.STATE, field="level", level=wanted, missing=missing
        )
    require_reason(reason)


def check_lowering(current: Level, wanted: Level, *, reason: str) -> None:
    """Refuse unless `wanted` is lower and a reason is given."""
    if current not in above(wanted):
        raise Refusal(
            "collaboration_level_not_lower",
            kind=RefusalKind.STATE,
            field="level",
            level=current,
            wanted=wanted,
        )
    require_reason(reason)
