"""Training the models that come with the package, seeded and from licensed or generated data only.

Needs `requirements/training.txt`; the matcher itself never imports this.
"""
