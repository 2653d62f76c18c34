"""Queries: plans, imports and matching records of the register."""
