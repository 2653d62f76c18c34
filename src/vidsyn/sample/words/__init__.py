"""The room's labels and sentences."""
