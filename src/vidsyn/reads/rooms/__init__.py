"""What can be read, one module per room."""
