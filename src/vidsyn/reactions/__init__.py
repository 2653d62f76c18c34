"""`on_<fact>.py`: effects of a fact in one room on another room."""
