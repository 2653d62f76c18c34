"""Filters as text, as in a URL: a frozen dataclass is documented as query parameters and parsed from them.

A tuple field may be given several times. Unknown and invalid parameters are refused by name.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from vidsyn.acts.arguments import given_in, readable
from vidsyn.acts.calls import faults_refused

T = TypeVar("T")
Given = Mapping[str, Sequence[str]]  # the values given for each field, by its name
LARGEST_PAGE = 200
_PAGE = frozenset({"page", "size"})


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The requested page of a list."""

    page: int = 1
    size: int = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Nothing:
    """A list without filters."""


def read_filter(asked: Given, kind: type[T], viewer: Any) -> tuple[T, Asked]:
    """Parse the filter and the requested page; of a single-valued field the last value counts.

    Raises Refusal or Refusals for invalid parameters.
    """
    model, many = _model(kind)  # type: ignore[arg-type]
    given = {key: list(values) if key in many else values[-1] for key, values in asked.items()}
    with faults_refused(depth=1):  # a fault inside a repeated parameter is attributed to it
        read: Any = model.model_validate(given, context=viewer)
    values = {name: value for name, value in given_in(read).items() if name not in _PAGE}
    return kind(**values), Asked(read.page, read.size)


def parameters_of(kind: type, *, paged: bool = True) -> tuple[list[dict[str, Any]], type[BaseModel]]:
    """Return the query parameters for OpenAPI, and the model that defines their schemas."""
    model, _many = _model(kind)
    properties = model.model_json_schema(ref_template="#/components/schemas/{model}")["properties"]
    left_out = frozenset() if paged else _PAGE
    told = [
        {"in": "query", "name": name, "required": False, "schema": schema}
        for name, schema in properties.items()
        if name not in left_out
    ]
    return told, model


@functools.cache
def _model(kind: Any) -> tuple[type[BaseModel], frozenset[str]]:
    """Return a model that parses text, since a URL contains nothing else; and its repeatable fields."""
    hints = typing.get_type_hints(kind)
    fields: dict[str, Any] = {f.name: (readable(hints[f.name]), f.default) for f in dataclasses.fields(kind)}
    fields["page"] = (int, Field(1, ge=1, le=100_000, description="From 1."))
    fields["size"] = (int, Field(50, ge=1, le=LARGEST_PAGE, description="Rows on a page."))
    config = ConfigDict(extra="forbid")
    model: type[BaseModel] = create_model(f"{kind.__name__}Query", __config__=config, **fields)
    many = {name for name, hint in hints.items() if typing.get_origin(hint) in (tuple, list, frozenset, set)}
    return model, frozenset(many)
