"""What this room says, in both languages."""
