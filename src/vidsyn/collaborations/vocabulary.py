"""Words of the room: status, level, purpose, and what kinds of code describe a collaboration."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class Status(StrEnum):
    """How alive a collaboration is."""

    POTENTIAL = "potential"  # möjlig: talked about, not begun
    ONGOING = "ongoing"  # pågående
    DORMANT = "dormant"  # vilande: resting, may wake
    ENDED = "ended"  # avslutad


class Level(StrEnum):
    """Who at the university stands behind it, lowest first."""

    RESEARCHER = "researcher_initiated"  # forskarinitierad
    UNIT = "unit"  # på institutions- eller skolnivå
    UNIVERSITY = "university_wide"  # lärosätesgemensam
    STRATEGIC = "strategic"  # strategiskt partnerskap


class Purpose(StrEnum):
    """What it is for; one or several."""

    EXCELLENCE = "excellence"  # excellens
    CAPACITY = "capacity_building"  # kapacitetsuppbyggnad
    SUSTAINABILITY = "sustainability"  # bidrag till globala målen, named by number beside it


class TermKind(StrEnum):
    """Which code list a term that describes a collaboration is from."""

    PURPOSE = "purpose"
    GOAL = "goal"  # the global goals of Agenda 2030, 1–17
    SUBJECT = "subject"  # SSIF 2025
    KIND = "kind"  # kinds of activity, configured


class Form(StrEnum):
    """What fields an activity has of its own; a kind of activity names its form."""

    PLAIN = "plain"
    JOINT_PROGRAMME = "joint_programme"  # gemensamt program
    COTUTELLE = "cotutelle"  # doktorand med gemensam handledning
    JOINT_COURSE = "joint_course"  # gemensamt given kurs


class Phase(StrEnum):
    """Where an activity is on a day; derived from its period, never stored."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    ENDED = "ended"


class CollaborationMatter(Matter):
    """What waits for somebody because of collaborations."""

    LINKS = "links"  # collaborations with a partner to link to the register, all in one
