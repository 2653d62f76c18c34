"""Read rows for lists: pages, counts, text search."""
