"""Calling any operation by its name: what no named command covers is reached here."""

from __future__ import annotations

import sys
from gettext import gettext as _
from typing import IO

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option


@spoken.command("call")
@spoken.argument("operation")
@spoken.option(
    "--json", "text", default="{}", metavar="JSON", help="The arguments as an object; - reads from stdin."
)
@spoken.option("--file", type=spoken.File("rb"), help="Read the arguments from a file.")
@at_desk
def call_operation(desk: Desk, operation: str, text: str, file: IO[bytes] | None) -> None:
    """Call an operation: vidsyn call unit_rename --json '{"unit": "abe", …}'.

    `vidsyn operations NAME` shows what it takes. Things are named by id or reference. Answers with JSON.
    """
    from vidsyn.acts.calls import call

    given: str | bytes = text
    if file is not None:
        given = file.read()
    elif text == "-":
        given = sys.stdin.buffer.read()
    desk.tell(call(operation, given, actor=desk.actor))


@spoken.command("operations")
@spoken.argument("name", required=False)
@json_option
@at_desk
def list_operations(desk: Desk, name: str | None, as_json: bool) -> None:
    """List every operation, or show what one takes."""
    from vidsyn.acts.calls import arguments_model, operation_named, operations

    if name is not None:
        one = operation_named(name)
        schema = arguments_model(one).model_json_schema()
        desk.tell({"name": one.name, "summary": one.summary, "records": one.records, "arguments": schema})
        return
    if as_json:
        desk.tell(
            [{"name": o.name, "summary": o.summary, "records": o.records} for o in operations().values()]
        )
        return
    for one in operations().values():
        desk.say(f"{one.name:40} {_(one.summary)}")


commands: list[click.Command] = [call_operation, list_operations]
