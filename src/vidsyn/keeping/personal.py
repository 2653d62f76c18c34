"""Personal data stored outside the register: tasks, mail, backups, logs."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django_tasks_db.models import DBTaskResult

from vidsyn.history.personal.register import Keeps, Reach, Whose, declare, declare_store, names, plain
from vidsyn.history.personal.sent import forget_letters
from vidsyn.later.models import Heartbeat

_CODES = "codes, ids and digests"

declare(Heartbeat, plain("name", why="the clock, or a worker under a random name"))
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
declare_store("backups.log", whose=None, why="names of files and days")
declare_store("rates/", whose=None, why="digests, for a minute")
declare_store("static/", whose=None, why="styles and scripts")
declare_store("configuration/", whose=None, why="the university's own vocabularies")
declare_store("standard error", whose=None, why="what the server logs names work by ids, never people")
