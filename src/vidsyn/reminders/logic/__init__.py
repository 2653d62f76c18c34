"""When to remind, and what to show first. Pure functions."""
