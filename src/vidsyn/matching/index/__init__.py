"""The index: arrays of numbers and text built once from organisations, opened without reading all of them."""
