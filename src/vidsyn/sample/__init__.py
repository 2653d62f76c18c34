"""An example register from the five source documents, as readable data files, loaded through the operations."""
