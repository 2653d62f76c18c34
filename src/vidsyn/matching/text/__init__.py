"""Text to comparable words: cleaning, folding, canonical words and countries."""
