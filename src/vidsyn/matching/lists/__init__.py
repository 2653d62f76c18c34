"""Public lists: read what authorities publish, store dated snapshots, report changes. No list is shipped."""
