"""Operations on imports: plan, carry out piece by piece, undo."""
