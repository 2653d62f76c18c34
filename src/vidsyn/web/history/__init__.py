"""The history as pages: all of it, of one thing, of one act."""
