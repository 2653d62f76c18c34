"""Words of the room: what can stand on somebody's table today, and what is told of at once."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class CleanUpMatter(Matter):
    """What waits because of the room's own lists."""

    CLEAN_UP = "clean_up"  # what was already past when it was imported, all in one


class Landing(StrEnum):
    """What brings an agreement to somebody, and is told her at once."""

    REQUEST = "request"  # a department's request lands with her
    OPINION = "opinion"  # her opinion is asked for
    OWNER = "owner"  # she is its owner now
