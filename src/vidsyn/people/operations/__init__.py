"""Operations on units, people, roles, tokens and passwords: the only way to change them."""
