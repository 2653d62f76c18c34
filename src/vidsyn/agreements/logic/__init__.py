"""Pure rules of agreements: terms and time, lifecycle, kinds. No Django, clock or database."""
