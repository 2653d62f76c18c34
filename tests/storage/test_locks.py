"""A lock of the data folder is held by one at a time."""

from __future__ import annotations

from vidsyn.storage.locks import alone_or_not


def test_a_lock_that_somebody_holds_is_not_given_to_another(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    with alone_or_not("work") as first, alone_or_not("work") as second, alone_or_not("other") as other:
        assert (first, second, other) == (True, False, True)
    with alone_or_not("work") as again:
        assert again
