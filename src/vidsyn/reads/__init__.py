"""What can be read of the register by a program: every list with its filters, every thing as its page tells it.

The API and the command line answer with these.
"""
