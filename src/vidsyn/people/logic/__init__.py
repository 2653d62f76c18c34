"""Rules about units and roles, as pure functions."""
