"""How long anything may wait: the leases of workers, and when a health check says that something is late."""

from __future__ import annotations

from datetime import timedelta

# A worker says this often that it is alive; what it has claimed is taken over when it has been silent for the lease.
HEARTBEAT = timedelta(seconds=10)
LEASE = timedelta(seconds=60)
# The clock takes a turn every half minute; a daily job may make one turn longer.
TURN = timedelta(seconds=30)
CLOCK_LATE = timedelta(minutes=15)
QUEUE_LATE = timedelta(minutes=10)
# One piece of work that has gone on for this long is worth a look: the longest imports take minutes.
WORK_LONG = timedelta(hours=2)
SEAL_LATE = timedelta(minutes=10)
BACKUP_LATE = timedelta(days=8)
# Work that failed for good is told of for so long.
FAILED_SHOWN = timedelta(days=30)
# Below this much free space on the disk of the data folder, in bytes, a register is about to stop.
DISK_LOW = 500_000_000

# Waits before the second, third … attempt at a piece of work that failed. After the last it has failed for good.
RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
