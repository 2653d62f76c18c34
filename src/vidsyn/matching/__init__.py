"""Names to organisations and listings: local, explained. A library: plain data in and out, no Django."""
