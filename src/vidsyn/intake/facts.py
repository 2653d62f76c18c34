"""What can be recorded about an import."""

from enum import StrEnum


class IntakeFact(StrEnum):
    """Facts whose subject is an import or something remembered for the next one."""

    RECEIVED = "import.received"
    PLANNED = "import.planned"
    CHANGED = "import.changed"
    STARTED = "import.started"
    ADVANCED = "import.advanced"
    FINISHED = "import.finished"
    UNDONE = "import.undone"
    DROPPED = "import.dropped"
    NAME_DECIDED = "import.name_decided"
    CONFLICTS_DECIDED = "import.conflicts_decided"
    NAMES_LINKED = "import.names_linked"
