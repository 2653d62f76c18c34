"""Convert rows to calls of each room's operations: the only way an import changes anything."""
