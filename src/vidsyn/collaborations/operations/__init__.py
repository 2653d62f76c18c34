"""Operations on collaborations and their activities."""
