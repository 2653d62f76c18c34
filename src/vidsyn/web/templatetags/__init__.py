"""Filters every template may use without loading them."""
