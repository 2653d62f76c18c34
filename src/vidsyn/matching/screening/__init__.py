"""Screening: is a person or an organisation listed? Candidates with reasons, and what it means when there are none."""
