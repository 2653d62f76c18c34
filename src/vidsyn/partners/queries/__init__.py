"""What can be asked about partners and networks; the viewer first, a constant number of statements."""
