"""Operations: the only way to change anything."""
