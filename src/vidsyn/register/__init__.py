"""Reading across rooms: search over everything, lists out as spreadsheets, the map's counts."""
