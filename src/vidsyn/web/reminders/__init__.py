"""Today, the first page; the clean-up list; one's calendar feed."""
