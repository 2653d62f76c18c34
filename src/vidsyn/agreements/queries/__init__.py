"""Reading agreements, each with the viewer's eyes."""
