"""When to tell, and what to show first. Pure."""
