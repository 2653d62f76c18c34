"""Vocabulary of the room: roles, kinds of unit, and what a refused act would have required."""

from enum import StrEnum


class Role(StrEnum):
    """A person's role at the university, as far as the register is concerned."""

    READER = "reader"  # läsare
    RESEARCHER = "researcher"  # forskare
    COORDINATOR = "coordinator"  # koordinator, for units
    OFFICE = "office"  # internationella kansliet: owns the register
    ADVISER = "adviser"  # rådgivare
    DECIDER = "decider"  # beslutande ledamot
    LEADERSHIP = "leadership"  # ledning
    AUDITOR = "auditor"  # revisor: reads everything, changes nothing
    SYSTEM_ADMINISTRATOR = "system_administrator"  # administers the system, sees no cases


class UnitKind(StrEnum):
    """Levels of the organisation."""

    UNIVERSITY = "university"  # lärosäte
    FACULTY = "faculty"  # fakultet
    SCHOOL = "school"  # skola
    DEPARTMENT = "department"  # institution
    OFFICE = "office"  # avdelning inom verksamhetsstödet
    CENTRE = "centre"  # centrumbildning


class Needed(StrEnum):
    """What would have sufficed where a right was missing."""

    ANY_ROLE = "any_role"
    UNIT_OR_OFFICE = "unit_or_office"  # a role for the unit it belongs to, or the office
    COORDINATOR = "coordinator"  # the unit's coordinator, or the office
    ANY_COORDINATOR = "any_coordinator"  # a coordinator of any unit, or the office
    REGISTRAR = "registrar"  # researcher or coordinator of the unit, or the office
    DECIDER = "decider"  # deciding member or leadership
    OFFICE = "office"
    PEOPLE_MANAGER = "people_manager"  # the office or a system administrator
    SYSTEM_ADMINISTRATOR = "system_administrator"
    AUDITOR = "auditor"  # the office or an auditor
    OWN_ACCOUNT = "own_account"  # only the person concerned


class TokenScope(StrEnum):
    """Which of its person's rights an API token has."""

    READ = "read"
    WRITE = "write"  # includes reading


class Language(StrEnum):
    """Languages Vidsyn can use with a person."""

    SWEDISH = "sv"
    ENGLISH = "en"
