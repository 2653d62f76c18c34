"""Turn text into comparable words: cleaning, folding, canonical words and countries."""
