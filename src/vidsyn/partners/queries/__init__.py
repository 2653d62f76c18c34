"""Queries about partners and networks: the viewer comes first, and the number of statements is constant."""
