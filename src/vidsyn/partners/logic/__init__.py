"""Pure rules of the room: comparing names, checking identifiers, planning merges."""
