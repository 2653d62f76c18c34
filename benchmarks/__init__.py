"""Measurements, not tests: figures as ratios within one run."""
