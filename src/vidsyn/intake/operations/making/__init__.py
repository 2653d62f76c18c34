"""From rows to the operations of each room: the only way an import changes anything."""
