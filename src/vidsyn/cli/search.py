"""Searching everything."""

from __future__ import annotations

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option


@spoken.command()
@spoken.argument("text")
@json_option
@at_desk
def search(desk: Desk, text: str, as_json: bool) -> None:
    """Search partners, networks, collaborations and agreements for every word of TEXT."""
    from vidsyn.register.queries.search import search_everything
    from vidsyn.wording.labels import kind_label

    hits = search_everything(desk.actor, text)
    desk.answer(
        hits,
        as_json=as_json,
        line=lambda hit: f"{hit.reference:10} {kind_label(hit.kind)}: {hit.title}  {hit.detail}".rstrip(),
    )


commands: list[click.Command] = [search]
