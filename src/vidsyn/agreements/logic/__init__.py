"""Rules of agreements, pure: terms and time, lifecycle, kinds. No Django, clock or database."""
