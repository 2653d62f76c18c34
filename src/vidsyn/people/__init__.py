"""Accounts, roles and organisational units: who somebody is at the university, and what follows from it."""
