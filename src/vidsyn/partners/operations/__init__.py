"""Everything that can be done to partners and networks."""
