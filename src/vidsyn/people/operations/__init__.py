"""Changing units, people, roles, tokens and passwords. The only way to change them."""
