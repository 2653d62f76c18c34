"""One file that holds everything: database, files, keys and index; and the way back from it."""

from vidsyn.plumbing.backups.held import Held, backups_known
from vidsyn.plumbing.backups.whole import Checked, Told, backup, restore

__all__ = ["Checked", "Held", "Told", "backup", "backups_known", "restore"]
