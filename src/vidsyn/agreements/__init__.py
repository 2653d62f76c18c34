"""Agreements: parties, signatures, dates and documents."""
