"""What is asked of the register as a whole; only what the viewer may see."""
