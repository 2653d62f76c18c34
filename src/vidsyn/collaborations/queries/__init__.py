"""Reading collaborations with a viewer's eyes."""
