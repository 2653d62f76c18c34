"""Changing one's own calendar feed; settling the clean-up list."""
