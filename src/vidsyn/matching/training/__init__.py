"""Train the shipped models, with fixed seeds and from licensed or generated data only.

Needs `requirements/training.txt`; the matcher itself never imports this.
"""
