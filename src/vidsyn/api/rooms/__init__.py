"""What can be read through the API, one module per room."""
