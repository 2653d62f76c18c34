"""Bringing in what exists: a list becomes a plan, the plan an act, and the act can be undone."""
