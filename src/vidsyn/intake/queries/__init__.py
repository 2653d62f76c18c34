"""Reading: plans, imports and what stands in the register already."""
