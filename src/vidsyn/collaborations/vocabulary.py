"""Vocabulary of the room: status, level, purpose, and kinds of descriptive codes."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class Status(StrEnum):
    """Status of a collaboration."""

    POTENTIAL = "potential"  # möjlig: discussed, not begun
    ONGOING = "ongoing"  # pågående
    DORMANT = "dormant"  # vilande: paused, may resume
    ENDED = "ended"  # avslutad


class Level(StrEnum):
    """The university's level of commitment, lowest first."""

    RESEARCHER = "researcher_initiated"  # forskarinitierad
    UNIT = "unit"  # på institutions- eller skolnivå
    UNIVERSITY = "university_wide"  # lärosätesgemensam
    STRATEGIC = "strategic"  # strategiskt partnerskap


class Purpose(StrEnum):
    """Purpose; one or several."""

    EXCELLENCE = "excellence"  # excellens
    CAPACITY = "capacity_building"  # kapacitetsuppbyggnad
    SUSTAINABILITY = "sustainability"  # bidrag till globala målen, whose numbers are given separately


class TermKind(StrEnum):
    """The code list of a descriptive term."""

    PURPOSE = "purpose"
    GOAL = "goal"  # the global goals of Agenda 2030, 1–17
    SUBJECT = "subject"  # SSIF 2025
    KIND = "kind"  # kinds of activity, configured


class Form(StrEnum):
    """Form of an activity, which defines its own fields; a kind of activity names its form."""

    PLAIN = "plain"
    JOINT_PROGRAMME = "joint_programme"  # gemensamt program
    COTUTELLE = "cotutelle"  # doktorand med gemensam handledning
    JOINT_COURSE = "joint_course"  # gemensamt given kurs


class Phase(StrEnum):
    """Phase of an activity on a day; derived from its period, never stored."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    ENDED = "ended"


class CollaborationMatter(Matter):
    """A pending matter of collaborations."""

    LINKS = "links"  # all collaborations with a partner to link to the register
