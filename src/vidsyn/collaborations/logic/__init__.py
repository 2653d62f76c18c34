"""Pure rules of the room: lifecycle, levels, kinds of activity and subjects."""
