"""One file that holds everything: database, files, keys and index; and the way back from it."""

from vidsyn.plumbing.backups.whole import Told, backup, restore

__all__ = ["Told", "backup", "restore"]
