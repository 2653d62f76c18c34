"""The web door: pages in Swedish and English."""
