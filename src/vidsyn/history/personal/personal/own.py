"""Where plumbing itself, and what it is built on, stores personal values."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django_tasks_db.models import DBTaskResult

from vidsyn.history.models import Heartbeat, HistoryEntry, Seal, Submission
from vidsyn.history.personal.register import (
    Keeps,
    Reach,
    Whose,
    declare,
    declare_store,
    mentions,
    names,
    plain,
)
from vidsyn.history.personal.sent import forget_letters

_CODES = "codes, ids and digests"

declare(
    HistoryEntry,
    mentions("before", "after", "reason"),
    plain(
        "fact", "subject_kind", "subject_id", "actor_kind", "actor_id", "door", "personal", "salts", "digests",
        "row_digest", why=_CODES,
    ),
    keeps=Keeps.HISTORY,
)  # fmt: skip
declare(Seal, plain("batch_digest", "previous_mac", "key_id", "mac", why=_CODES))
declare(Heartbeat, plain("name", why="the clock, or a worker under a random name"))
declare(
    Submission,
    mentions("answer"),
    plain("actor_kind", "actor_id", "key", "operation", "digest", why=_CODES),
    keeps=Keeps.WEEK,
)
declare(
    DBTaskResult,
    names(Whose.RECIPIENT, "args_kwargs", "return_value", "traceback"),
    plain("task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path", why=_CODES),
    keeps=Keeps.SENT,
)
for _model, _columns in (
    (Permission, ("name", "codename")),
    (Group, ("name",)),
    (ContentType, ("app_label", "model")),
):
    declare(_model, plain(*_columns, why="Django's own; Vidsyn's roles are people.RoleAssignment"))

declare_store("mail/", whose=Whose.RECIPIENT, keeps=Keeps.SENT, reach=Reach.REMOVED, forget=forget_letters)
declare_store("replaced/", whose=Whose.MENTIONED, keeps=Keeps.BACKUP, why="an earlier register, whole")
declare_store("erasures.log", whose=None, why="kinds, ids and days")
declare_store("backups.log", whose=None, why="names of files and days")
declare_store("seals/", whose=None, why="digests")
declare_store("keys/", whose=None, why="keys")
declare_store("rates/", whose=None, why="digests, for a minute")
declare_store("static/", whose=None, why="styles and scripts")
declare_store("configuration/", whose=None, why="the university's own vocabularies")
declare_store("standard error", whose=None, why="what the server logs names work by ids, never people")
