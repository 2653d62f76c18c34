"""What every room stands on: history, operations, outgoing work, files, mail and spreadsheet reading."""
