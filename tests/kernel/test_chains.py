"""Every walk ends; every cycle is found once."""

from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel.chains import circles, climbed

ABOVE = st.dictionaries(st.integers(0, 12), st.integers(0, 12))


@given(ABOVE, st.integers(0, 12))
def test_every_walk_ends_and_passes_each_once(above, start):
    walk = list(climbed(start, above.get))
    assert walk[0] == start
    assert len(walk) == len(set(walk))
    assert above.get(walk[-1]) in {None, *walk}


@given(ABOVE)
def test_what_a_walk_comes_back_to_is_in_exactly_one_circle(above):
    found = circles(above)
    for circle in found:
        assert all(above[one] == other for one, other in zip(circle, [*circle[1:], circle[0]], strict=True))
    inside = [one for circle in found for one in circle]
    assert len(inside) == len(set(inside))
    back = {key for key in above if key in list(climbed(above[key], above.get))}
    assert set(inside) == back
