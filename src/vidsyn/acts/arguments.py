"""How each type an operation may ask for is read: its annotation as a pydantic type.

A thing of the register is named by its id or reference and looked up with the eyes of the viewer, who is the context
of the validation; what cannot be found is a fault like any other, with its place. What is a thing already is taken as
it is. An annotation outside the list in the architecture is a fault in the code (TypeError), raised when the first
door opens.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import functools
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    create_model,
)
from pydantic_core import PydanticCustomError

from vidsyn.acts.columns import fitted_in_row
from vidsyn.acts.lookup import find
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import AtMost, Between, Filled, Shape

# Wide enough for anything a register holds, narrow enough that no calendar arithmetic or database column breaks.
EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)
LARGEST = 2**31 - 1
LONGEST = 200_000
MOST = 10_000
MOST_NAMED = 500  # as many as a page lets somebody choose; each is looked up by itself


@functools.cache
def readable(annotation: Any) -> Any:
    """The pydantic type that reads a value of this annotation. TypeError where there is none."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return _of_class(annotation)
    return _of_form(annotation)


def strict_model(name: str, fields: Mapping[str, tuple[Any, Any]], *, doc: str = "") -> type[BaseModel]:
    """A pydantic model that takes exactly these fields, in exactly their JSON types; or an object that has them."""
    config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True, from_attributes=True)
    made: type[BaseModel] = create_model(name, __config__=config, __doc__=doc or None, **fields)  # type: ignore[call-overload]
    return made


def given_in(model: BaseModel) -> dict[str, Any]:
    """The fields that were given, as they were read."""
    return {name: getattr(model, name) for name in type(model).model_fields if name in model.model_fields_set}


def _of_class(annotation: type) -> Any:
    if issubclass(annotation, models.Model):
        return _of_model(annotation)
    if issubclass(annotation, Enum):
        return annotation
    if dataclasses.is_dataclass(annotation):
        return _of_dataclass(annotation)
    raise _unreadable(annotation)


def _of_form(annotation: Any) -> Any:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _of_shaped(arguments[0], arguments[1:])
    if origin is Literal:
        return annotation
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(readable(member) for member in arguments)]  # noqa: UP007
    if isinstance(origin, type) and issubclass(origin, Mapping):
        only_such = Field(max_length=MOST, json_schema_extra={"additionalProperties": False})
        return Annotated[dict[_text_of(Shape(longest=200)), readable(arguments[1])], only_such]  # type: ignore[misc]
    if origin is tuple and Ellipsis not in arguments:
        return tuple.__class_getitem__(tuple(readable(argument) for argument in arguments))
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _of_many(origin, arguments[0])
    raise _unreadable(annotation)


def _of_many(origin: type, each: Any) -> Any:
    named = isinstance(each, type) and issubclass(each, models.Model)
    gather = origin if origin in (tuple, set, frozenset) else list
    most = Field(max_length=MOST_NAMED if named else MOST)
    return Annotated[list[readable(each)], most, AfterValidator(gather)]  # type: ignore[misc]


def _of_shaped(annotation: Any, marks: Sequence[Any]) -> Any:
    """A text, number or bytes with the form that the annotation asks for (`kernel.shapes`)."""
    made = readable(annotation)
    for mark in marks:
        if isinstance(mark, Shape):
            made = _text_of(mark)
        elif isinstance(mark, Between):
            made = _number_between(mark.least, mark.most)
        elif isinstance(mark, Filled):
            described = [WithJsonSchema(_BASE64 | {"minLength": 4})] if annotation is bytes else []
            made = Annotated[made, Field(min_length=1), *described]
        elif isinstance(mark, AtMost):
            made = Annotated[made, Field(max_length=mark.most)]
        else:
            raise _unreadable(mark)
    return made


def _of_model(model: type[models.Model]) -> Any:
    kind = str(getattr(model, "KIND", model._meta.model_name))
    description = f"Id or reference of {'an' if kind[0] in 'aeio' else 'a'} {kind.replace('_', ' ')}."
    name = _text_of(
        Shape(r"^[^\x00]+$", longest=200),
        **{"description": description, "minLength": 1, "x-vidsyn-names": kind},
    )

    def look_up(value: Any, read: Callable[[Any], Any], info: ValidationInfo) -> Any:
        if isinstance(value, model):
            return value
        try:
            return find(model, info.context, read(value))
        except Refusal as refusal:
            if refusal.kind is not RefusalKind.NOT_FOUND:
                raise
            raise PydanticCustomError("not_found", "no such thing", {"refusal": refusal}) from refusal

    return Annotated[name, WrapValidator(look_up)]


def _of_dataclass(annotation: type) -> Any:
    hints = typing.get_type_hints(annotation, include_extras=True)
    fields = {
        f.name: (readable(fitted_in_row(annotation, f.name, hints[f.name])), _default(f))
        for f in dataclasses.fields(annotation)
        if f.init
    }
    model = strict_model(annotation.__name__, fields, doc=(annotation.__doc__ or "").partition("\n")[0])

    def make(given: BaseModel) -> Any:
        try:
            return annotation(**given_in(given))
        except ValueError as error:  # its own idea of what goes together, such as a month and its days
            raise PydanticCustomError("field_wrong", "the parts do not go together") from error

    return Annotated[model, AfterValidator(make)]


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    if f.default_factory is not dataclasses.MISSING:
        return Field(default_factory=f.default_factory)
    return ...


def _unreadable(annotation: Any) -> TypeError:
    return TypeError(f"an operation's parameter cannot travel as JSON: {annotation!r}")


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
    if isinstance(value, bytes):
        return value
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
# Amounts: the money columns hold fourteen digits, two of them decimals.
_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_MOST_MONEY = 999_999_999_999.99


def _amount(value: Any) -> Any:
    """An amount as the description has it: a number of hundredths, or text with a point and at most two decimals."""
    if isinstance(value, float):
        near = round(value, 2)
        # 0.57 arrives as 0.5700000000000001 from a program that computed it.
        exact = math.isclose(value, near, rel_tol=1e-12, abs_tol=1e-9)
        return Decimal(str(near if exact else value))
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise PydanticCustomError("decimal_parsing", "an amount is written 1234.50")
        return Decimal(value)
    return Decimal(value) if type(value) is int else value


_MONEY = {
    "anyOf": [
        {"type": "number", "minimum": -_MOST_MONEY, "maximum": _MOST_MONEY, "multipleOf": 0.01},
        {"type": "string", "pattern": f"^{_AMOUNT.pattern}$", "examples": ["1234.50"]},
    ]
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
    Decimal: Annotated[
        Decimal,
        Field(max_digits=14, decimal_places=2, allow_inf_nan=False),
        BeforeValidator(_amount),
        WithJsonSchema(_MONEY),
    ],
    UUID: UUID,
    bytes: Annotated[bytes, BeforeValidator(_decoded), WithJsonSchema(_BASE64)],
    type(None): None,
    Any: Any,
    object: Any,
}
