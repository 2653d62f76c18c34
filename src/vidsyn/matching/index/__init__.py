"""The index: arrays of numbers and text made once from organisations, opened without reading them all."""
