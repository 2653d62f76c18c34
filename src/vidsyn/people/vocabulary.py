"""Words of the room: roles and kinds of unit."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody does at the university, as far as the register is concerned."""

    READER = "reader"  # läsare
    RESEARCHER = "researcher"  # forskare
    COORDINATOR = "coordinator"  # koordinator, for units
    OFFICE = "office"  # internationella kansliet: owns the register
    ADVISER = "adviser"  # rådgivare
    DECIDER = "decider"  # beslutande ledamot
    LEADERSHIP = "leadership"  # ledning
    AUDITOR = "auditor"  # revisor: reads everything, changes nothing
    SYSTEM_ADMINISTRATOR = "system_administrator"  # runs the system, sees no cases


class UnitKind(StrEnum):
    """Levels of the organisation."""

    UNIVERSITY = "university"  # lärosäte
    FACULTY = "faculty"  # fakultet
    SCHOOL = "school"  # skola
    DEPARTMENT = "department"  # institution
    OFFICE = "office"  # avdelning inom verksamhetsstödet
    CENTRE = "centre"  # centrumbildning
