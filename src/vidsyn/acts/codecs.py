"""How each type an operation may ask for travels as JSON: its pydantic type and the way back to the real thing.

A thing of the register travels as its id or reference and is looked up with the actor's eyes. A codec is made
from the annotation once and kept; an annotation outside the list in the architecture is a fault in the code
(TypeError), met when the first door opens.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import models
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from vidsyn.acts.lookup import find
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Between, Filled, Shape

# Wide enough for anything a register holds, narrow enough that no calendar arithmetic or database column breaks.
EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)
LARGEST = 2**31 - 1
LONGEST = 200_000
MOST = 10_000
MOST_NAMED = 1_000  # each is looked up by itself


@dataclass
class Reading:
    """One reading of arguments: whose eyes look things up, and what was refused so far."""

    viewer: Any
    refusals: list[Refusal] = field(default_factory=list)

    def find(self, model: type[models.Model], name: str, path: str) -> Any:
        """The thing, or None after noting that it was not found."""
        try:
            return find(model, self.viewer, name)
        except Refusal as refusal:
            if refusal.kind is not RefusalKind.NOT_FOUND:
                raise
            self.refusals.append(Refusal(refusal.code, kind=refusal.kind, field=path, **refusal.params))
            return None


Read = Callable[[Any, Reading, str], Any]


@dataclass(frozen=True, slots=True)
class Codec:
    """`wire` is the type pydantic validates and documents; `read` turns a validated value into the argument."""

    wire: Any
    read: Read


def _same(value: Any, _reading: Reading, _path: str) -> Any:
    return value


def _text_of(shape: Shape, **described: Any) -> Any:
    """Text in a form, as pydantic has it; a text in another form is refused with the form's code."""
    matches = re.compile(shape.pattern).fullmatch

    def check(value: str) -> str:
        if matches(value) is None:
            raise PydanticCustomError(
                "another_form", "the text is in another form", {"code": shape.code, "value": value[:200]}
            )
        return value

    extra = {"pattern": shape.pattern} | ({"examples": [shape.example]} if shape.example else {}) | described
    longest = min(shape.longest or LONGEST, LONGEST)
    return Annotated[str, Field(max_length=longest, json_schema_extra=extra), AfterValidator(check)]


def _whole(value: Any) -> Any:
    """A whole number written as 3.0 is 3, as in JSON Schema."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _number_between(least: int, most: int) -> Any:
    return Annotated[int, Field(ge=least, le=most), BeforeValidator(_whole)]


def _written_day(value: Any) -> Any:
    """Only a day as ISO writes it: pydantic also reads numbers, as seconds since 1970."""
    if not isinstance(value, str):
        return value
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date_parsing", "a date is written yyyy-mm-dd")


_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise PydanticCustomError(
            "date_out_of_range", "the date must lie between {earliest} and {latest}", _DAY_RANGE
        )
    return value


def _decoded(value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise PydanticCustomError("not_base64", "bytes are written in base64") from error


_BASE64 = {
    "type": "string",
    "contentEncoding": "base64",
    "pattern": r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    "examples": ["bmFtbgpLVEgK"],
}
_DAY_RANGE = {"earliest": str(EARLIEST), "latest": str(LATEST)}
_PLAIN: dict[Any, Any] = {
    str: _text_of(Shape()),
    int: _number_between(-LARGEST, LARGEST),
    bool: bool,
    float: Annotated[float, Field(allow_inf_nan=False)],
    date: Annotated[
        date,
        BeforeValidator(_written_day),
        AfterValidator(_day),
        WithJsonSchema({"type": "string", "format": "date", "pattern": r"^[12]\d{3}-\d\d-\d\d$"}),
    ],
    datetime: datetime,
    Decimal: Annotated[Decimal, Field(max_digits=18, allow_inf_nan=False)],
    UUID: UUID,
    bytes: Annotated[bytes, BeforeValidator(_decoded), WithJsonSchema(_BASE64)],
    type(None): None,
    Any: Any,
    object: Any,
}


@functools.cache
def codec(annotation: Any) -> Codec:
    """How a value of this annotation travels. TypeError for one that cannot."""
    if annotation in _PLAIN:
        return Codec(_PLAIN[annotation], _same)
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return _codec_of_class(annotation)
    return _codec_of_form(annotation)


def _codec_of_class(annotation: type) -> Codec:
    if issubclass(annotation, models.Model):
        return _codec_of_model(annotation)
    if issubclass(annotation, Enum):
        return Codec(annotation, _same)
    if dataclasses.is_dataclass(annotation):
        return _codec_of_dataclass(annotation)
    raise TypeError(f"an operation's parameter cannot travel as JSON: {annotation!r}")


def _codec_of_form(annotation: Any) -> Codec:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _codec_of_shaped(arguments[0], arguments[1:])
    if origin is Literal:
        return Codec(annotation, _same)
    if origin in (typing.Union, types.UnionType):
        return _codec_of_union(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _codec_of_mapping(arguments[1])
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _codec_of_many(origin, arguments)
    raise TypeError(f"an operation's parameter cannot travel as JSON: {annotation!r}")


def _codec_of_shaped(annotation: Any, marks: Sequence[Any]) -> Codec:
    """A text, number or bytes with the form that the annotation asks for (`kernel.shapes`)."""
    inner = codec(annotation)
    wire = inner.wire
    for mark in marks:
        if isinstance(mark, Shape):
            wire = _text_of(mark)
        elif isinstance(mark, Between):
            wire = _number_between(mark.least, mark.most)
        elif isinstance(mark, Filled):
            described = [WithJsonSchema(_BASE64 | {"minLength": 4})] if annotation is bytes else []
            wire = Annotated[wire, Field(min_length=1), *described]
        else:
            raise TypeError(f"an operation's parameter cannot travel as JSON: {mark!r}")
    return Codec(wire, inner.read)


def _codec_of_model(model: type[models.Model]) -> Codec:
    kind = str(getattr(model, "KIND", model._meta.model_name))
    description = f"Id or reference of {'an' if kind[0] in 'aeio' else 'a'} {kind.replace('_', ' ')}."
    wire = _text_of(
        Shape(r"^[^\x00]+$", longest=200),
        **{"description": description, "minLength": 1, "x-vidsyn-names": kind},
    )
    return Codec(wire, lambda name, reading, path: reading.find(model, name, path))


def _codec_of_dataclass(annotation: type) -> Codec:
    hints = typing.get_type_hints(annotation, include_extras=True)
    fields = {f.name: f for f in dataclasses.fields(annotation) if f.init}
    codecs = {name: codec(hints[name]) for name in fields}
    wire = strict_model(
        annotation.__name__,
        {name: (codecs[name].wire, _default(fields[name])) for name in fields},
        doc=(annotation.__doc__ or "").partition("\n")[0],
    )

    def read(value: BaseModel, reading: Reading, path: str) -> Any:
        given = {
            name: codecs[name].read(getattr(value, name), reading, f"{path}.{name}")
            for name in value.model_fields_set
        }
        if reading.refusals:
            return None
        try:
            return annotation(**given)
        except ValueError:  # its own idea of what goes together, such as a month and its days
            reading.refusals.append(Refusal("field_wrong", field=path, label=path))
            return None

    return Codec(wire, read)


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    if f.default_factory is not dataclasses.MISSING:
        return Field(default_factory=f.default_factory)
    return ...


def _codec_of_union(members: Sequence[Any]) -> Codec:
    """`X | None`, or several plain types. A model or dataclass stands alone beside None."""
    codecs = [codec(member) for member in members if member is not type(None)]
    wire = functools.reduce(lambda a, b: typing.Union[a, b], (c.wire for c in codecs))  # noqa: UP007
    if len(codecs) < len(members):
        wire = typing.Optional[wire]  # noqa: UP045
    if all(c.read is _same for c in codecs):
        return Codec(wire, _same)
    if len(codecs) > 1:
        raise TypeError(f"an operation's parameter is ambiguous as JSON: {members!r}")
    read = codecs[0].read
    return Codec(wire, lambda value, reading, path: None if value is None else read(value, reading, path))


def _codec_of_mapping(values: Any) -> Codec:
    inner = codec(values)
    key = _text_of(Shape(longest=200))
    only_such = {"additionalProperties": False}
    wire = Annotated[dict[key, inner.wire], Field(max_length=MOST, json_schema_extra=only_such)]  # type: ignore[name-defined,valid-type]

    def read(value: Mapping[str, Any], reading: Reading, path: str) -> dict[str, Any]:
        return {name: inner.read(item, reading, f"{path}.{name}") for name, item in value.items()}

    return Codec(wire, read)


def _codec_of_many(origin: type, arguments: Sequence[Any]) -> Codec:
    if origin is tuple and Ellipsis not in arguments:
        return _codec_of_fixed_tuple(arguments)
    inner = codec(arguments[0])
    named = isinstance(arguments[0], type) and issubclass(arguments[0], models.Model)
    wire = Annotated[list[inner.wire], Field(max_length=MOST_NAMED if named else MOST)]  # type: ignore[name-defined]
    gather: Callable[[Iterable[Any]], Any] = origin if origin in (tuple, set, frozenset) else list

    def read(values: Sequence[Any], reading: Reading, path: str) -> Any:
        return gather(inner.read(value, reading, f"{path}.{i}") for i, value in enumerate(values))

    return Codec(wire, read)


def _codec_of_fixed_tuple(arguments: Sequence[Any]) -> Codec:
    codecs = [codec(argument) for argument in arguments]
    wire: Any = tuple.__class_getitem__(tuple(c.wire for c in codecs))

    def read(values: Sequence[Any], reading: Reading, path: str) -> tuple[Any, ...]:
        pairs = zip(codecs, values, strict=True)
        return tuple(c.read(value, reading, f"{path}.{i}") for i, (c, value) in enumerate(pairs))

    return Codec(wire, read)


def strict_model(name: str, fields: Mapping[str, tuple[Any, Any]], *, doc: str = "") -> type[BaseModel]:
    """A pydantic model that takes exactly these fields, in exactly their JSON types."""
    config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)
    made: type[BaseModel] = create_model(name, __config__=config, __doc__=doc or None, **fields)  # type: ignore[call-overload]
    return made
