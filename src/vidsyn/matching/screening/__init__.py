"""Screening: is a person or an organisation listed? Candidates with reasons, and what no result means."""
