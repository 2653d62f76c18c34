"""The register as a whole: overview with map, search, lists as files."""
