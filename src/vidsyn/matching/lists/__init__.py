"""Public lists: reading what authorities publish, keeping dated snapshots, telling what changed. Nothing is shipped."""
