"""What programs can read from the register: every list with its filters, and every object as its page shows it.

The API and the command line answer with these.
"""
