"""Pure foundation: calendar arithmetic, ids, refusals and reference codes. No Django, clock or database."""
