"""Whether the installation keeps up: a word for a monitor, a page for those who run it."""
