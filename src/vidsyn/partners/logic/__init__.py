"""Rules of the room, pure: names made comparable, identifiers checked, merges planned."""
