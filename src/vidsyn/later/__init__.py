"""Runs the work that nobody waits for: the clock, the queue, outgoing mail."""
