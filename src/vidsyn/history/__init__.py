"""Every change with who, when, why and what was before."""
