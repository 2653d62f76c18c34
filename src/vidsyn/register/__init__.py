"""Read across rooms: search over everything, exports as spreadsheets, the map's counts."""
