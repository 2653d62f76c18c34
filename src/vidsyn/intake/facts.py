"""Facts about imports."""

from enum import StrEnum


class IntakeFact(StrEnum):
    """Facts about an import, or about a choice stored for the next one."""

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
