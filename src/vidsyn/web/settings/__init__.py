"""A person's own settings, and the way to the register's."""
