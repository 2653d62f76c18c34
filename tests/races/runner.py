"""The process that a `Runner` speaks to: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import contextlib
import importlib
import json
import random
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import django

SPREAD = 0.003  # seconds at most between two acts: they meet at another place in every round


def main() -> None:
    """Answer until nobody asks."""
    django.setup()
    out = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        for answer in _answers(json.loads(line)):
            out.write(json.dumps(answer, default=str) + "\n")
            out.flush()


def _answers(asked: dict[str, Any]) -> Any:
    try:
        if "call" in asked:
            yield {"value": _function(asked["call"])(**asked["given"])}
        else:
            act = _function(asked["act"])(*asked["given"])
            chance = random.Random(f"{asked['seed']} {asked['given']}")
            yield {"ready": True}
            sys.stdin.readline()
            time.sleep(chance.uniform(0, SPREAD))
            yield {"outcome": _outcome(act)}
    except BaseException:
        yield {"fault": traceback.format_exc()}
    finally:
        _tidy()


def _outcome(act: Callable[[], Any]) -> str:
    from vidsyn.kernel.refusals import Refusal, Refusals

    try:
        act()
    except Refusal as refusal:
        return f"refused {refusal.code}"
    except Refusals as refusals:
        return "refused " + " ".join(refusal.code for refusal in refusals.refusals)
    return "done"


def _tidy() -> None:
    """A connection broken by a fault is not the next round's."""
    from django.db import connection

    with contextlib.suppress(Exception):
        connection.close_if_unusable_or_obsolete()


def _function(name: str) -> Callable[..., Any]:
    module, _, inner = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), inner)
    return found


if __name__ == "__main__":
    main()
