"""Operations on agreements: the only way to change them."""
