"""Everything that changes a collaboration or an activity in one."""
