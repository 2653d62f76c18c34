"""Reading people, units, roles and tokens, with the viewer's eyes."""
