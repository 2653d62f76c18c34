"""Signing in, one's own account, and the register's people and units."""
