"""An example register from the five source documents: readable data files, loaded through operations."""
