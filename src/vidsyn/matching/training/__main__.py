"""`python -m vidsyn.matching.training words|organisations|screening [--data FOLDER] [--index FILE]`, or `make
train-matching` for all three. The default data folder is the tests' own; the index is built from its ROR dump.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np

from vidsyn.matching.index.container import open_arrays
from vidsyn.matching.index.opened import Index
from vidsyn.matching.ror.store import import_dump

_COMMON = 25
_TRAINED = Path(__file__).parent.parent / "trained"

data_option = click.option(
    "--data",
    type=click.Path(exists=True, path_type=Path),
    help="Folder with public/ and ROR's dump; $VIDSYN_SHARED_DATA/matching unless given.",
)
index_option = click.option(
    "--index",
    "index_file",
    type=click.Path(exists=True, path_type=Path),
    help="Made from the dump unless given.",
)
target_option = click.option("--to", "target", type=click.Path(path_type=Path), default=_TRAINED)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    return data_option(index_option(target_option(command)))


def _data(given: Path | None) -> Path:
    folder = given or Path(os.environ.get("VIDSYN_SHARED_DATA", "../shared/data")) / "matching"
    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}: say where the data is with --data.")
    return folder


def _index(given: Path | None, data: Path) -> Index:
    if given is not None:
        return Index(*open_arrays(given))
    dump = next(data.glob("ror-data-*.zip"), None)
    if dump is None:
        raise click.ClickException(f"There is no ROR dump in {data}: say which index to use with --index.")
    with tempfile.TemporaryDirectory() as folder:
        about = import_dump(dump, Path(folder), at=datetime.now(UTC)).about
        return Index(*open_arrays(Path(folder) / about["file"]))


@click.group()
def main() -> None:
    """Train the shipped models again."""


@main.command()
@_options
@click.option(
    "--parts",
    type=click.Path(path_type=Path),
    default=Path("benchmarks/matching/parts"),
    show_default=True,
    help="Where the models go that the benchmark measures with.",
)
def organisations(data: Path | None, index_file: Path | None, target: Path, parts: Path) -> None:
    """The models that judge candidate organisations."""
    from vidsyn.matching.training.organisations import train

    folder = _data(data)
    card = train(_index(index_file, folder), folder, target, parts, click.echo)
    click.echo(card["rows"])


@main.command()
@_options
def screening(data: Path | None, index_file: Path | None, target: Path) -> None:
    """The model that judges listed names. Of the data only ROR is used."""
    from vidsyn.matching.training.screening import train

    index = _index(index_file, Path() if index_file else _data(data))
    card = train(index, target)
    click.echo(card["rows"])


@main.command()
@_options
def words(data: Path | None, index_file: Path | None, target: Path) -> None:
    """How common words are, counted in the index."""
    index = _index(index_file, Path() if index_file else _data(data))
    counts = np.diff(index.arrays["word_starts"]).tolist()
    common = sorted((-count, index.words[number]) for number, count in enumerate(counts) if count >= _COMMON)
    table = {"names": len(index.names), "counts": {word: -count for count, word in common}}
    (target / "words.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
