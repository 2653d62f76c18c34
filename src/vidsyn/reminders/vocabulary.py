"""Words of the room: what can stand on somebody's table today, and what is told of at once."""

from enum import StrEnum


class Matter(StrEnum):
    """What something on Today is about, the most pressing first where two fall on the same day."""

    NOTICE = "notice"  # last day for notice comes
    ENDS = "ends"  # an agreement ends
    OPINION = "opinion"  # somebody asked for my opinion
    DECISION = "decision"  # reviewed, and mine to decide
    REQUEST = "request"  # a department asks for an agreement
    MOVE = "move"  # an agreement on its way whose move is mine
    FOLLOW_UP = "follow_up"  # the partner's move, and it is time to ask
    ROUND = "round"  # a decision round closes
    WINDOW = "window"  # time to negotiate a renewal
    OBLIGATION = "obligation"  # something that outlives an agreement ends
    NETWORK_REVIEW = "network_review"  # should we stay in the network?
    LINKS = "links"  # collaborations with a partner to link to the register, all in one
    PARTY_LINKS = "party_links"  # agreements with a party to link to the register, all in one
    CLEAN_UP = "clean_up"  # what was already past when it was imported, all in one


# Those that stand for many things at once.
GATHERED = frozenset({Matter.LINKS, Matter.PARTY_LINKS, Matter.CLEAN_UP})


class Landing(StrEnum):
    """What brings an agreement to somebody, and is told her at once."""

    REQUEST = "request"  # a department's request lands with her
    OPINION = "opinion"  # her opinion is asked for
    OWNER = "owner"  # she is its owner now
