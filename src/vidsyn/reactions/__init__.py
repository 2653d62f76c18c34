"""`on_<fact>.py`: what a fact in one room makes another room do."""
