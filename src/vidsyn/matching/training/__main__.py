"""`python -m vidsyn.matching.training organisations|screening --data FOLDER [--index FILE]`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np

from vidsyn.matching.index.container import open_arrays
from vidsyn.matching.index.opened import Index

_COMMON = 25
_TRAINED = Path(__file__).parent.parent / "trained"


@click.group()
def main() -> None:
    """Train the shipped models again."""


@main.command()
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), required=True, help="Folder with public/"
)
@click.option("--index", "index_file", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--to", "target", type=click.Path(path_type=Path), default=_TRAINED)
def organisations(data: Path, index_file: Path, target: Path) -> None:
    """The model that judges candidate organisations."""
    from vidsyn.matching.training.organisations import train

    card = train(Index(*open_arrays(index_file)), data, target, click.echo)
    click.echo(card["rows"])


@main.command()
@click.option("--index", "index_file", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--to", "target", type=click.Path(path_type=Path), default=_TRAINED)
def screening(index_file: Path, target: Path) -> None:
    """The model that judges listed names."""
    from vidsyn.matching.training.screening import train

    card = train(Index(*open_arrays(index_file)), target)
    click.echo(card["rows"])


@main.command()
@click.option("--index", "index_file", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--to", "target", type=click.Path(path_type=Path), default=_TRAINED)
def words(index_file: Path, target: Path) -> None:
    """How common words are, counted in the index."""
    index = Index(*open_arrays(index_file))
    counts = np.diff(index.arrays["word_starts"]).tolist()
    common = sorted((-count, index.words[number]) for number, count in enumerate(counts) if count >= _COMMON)
    table = {"names": len(index.names), "counts": {word: -count for count, word in common}}
    (target / "words.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
