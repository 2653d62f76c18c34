"""Where what was sent once may hold personal values."""

from vidsyn.acts.models import Submission
from vidsyn.history.personal.register import Keeps, declare, mentions, plain

declare(
    Submission,
    mentions("answer"),
    plain("actor_kind", "actor_id", "key", "operation", "digest", why="codes, ids and digests"),
    keeps=Keeps.WEEK,
)
