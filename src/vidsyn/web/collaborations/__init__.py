"""Pages of collaborations and their activities."""
