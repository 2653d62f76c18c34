"""Collaborations with partners, and the activities in them."""
