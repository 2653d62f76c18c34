"""Operations on partners and networks."""
