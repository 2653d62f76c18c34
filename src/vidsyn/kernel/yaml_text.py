"""YAML as people write it in our files: plain data, read by libyaml where it is there, at a tenth of the time."""

from __future__ import annotations

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What the text says. Raises yaml.YAMLError, which names the line, where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - both are safe loaders
    except RecursionError:
        raise yaml.YAMLError("nested too deeply") from None
