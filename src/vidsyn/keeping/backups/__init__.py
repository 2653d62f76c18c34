"""Back up everything to one file (database, files, keys, index), and restore from it."""

from vidsyn.keeping.backups.held import Held, backups_known
from vidsyn.keeping.backups.whole import Checked, Told, backup, restore

__all__ = ["Checked", "Held", "Told", "backup", "backups_known", "restore"]
