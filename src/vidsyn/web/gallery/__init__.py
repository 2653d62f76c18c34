"""Every component on one page, for those who build pages. Not served in production."""
