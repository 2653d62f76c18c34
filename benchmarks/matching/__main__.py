"""Print one table: every system on the same machine, in the same run, over the same questions."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import click

from benchmarks.matching.affiliations import affiliation_rows
from benchmarks.matching.measures import memory_mb
from benchmarks.matching.screening import pair_rows, screening_rows
from vidsyn.matching import import_dump, open_index


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, path_type=Path),
    help="Folder with public/, watchlists/ and ROR's dump.",
)
@click.option(
    "--ror",
    "kept",
    type=click.Path(path_type=Path),
    help="Folder of an index already made; made anew unless given.",
)
@click.option(
    "--rivals-asked", default=600, show_default=True, help="Screening questions put to the slower systems."
)
@click.option(
    "--sampled", default=200, show_default=True, help="Affiliations of each large set put to every system."
)
def main(data: Path | None, kept: Path | None, rivals_asked: int, sampled: int) -> None:
    """Measure on the public half; affiliations with models that had not seen the text."""
    folder = data or Path(os.environ.get("VIDSYN_SHARED_DATA", "../shared/data")) / "matching"
    target = kept or Path(tempfile.mkdtemp())
    start = time.perf_counter()
    if kept is None:
        # In a process of its own: the memory told below is what answering takes, not what the making took.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            dump = next(folder.glob("ror-data-*.zip"))
            apart.submit(import_dump, dump, target, at=datetime.now(UTC)).result()
    built = time.perf_counter() - start
    start = time.perf_counter()
    index = open_index(target)
    index.resolve("Uppsala University, Sweden")
    opened = time.perf_counter() - start
    show(
        [
            {
                "set": "ROR index",
                "system": "vidsyn",
                "n": len(index),
                "build s": built,
                "open s": opened,
                "MB": memory_mb(),
            }
        ]
    )
    show(affiliation_rows(index, folder, sampled=sampled))
    show(screening_rows(folder, rivals_asked=rivals_asked))
    show(pair_rows(folder))


def show(rows: Iterable[dict[str, object]]) -> None:
    """Print rows as they come, each with its own columns named."""
    for row in rows:
        values = "  ".join(
            f"{name} {_told(value)}" for name, value in row.items() if name not in ("set", "system")
        )
        click.echo(f"{row['set']:<28} {row['system']:<24} {values}")


def _told(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3f}" if abs(value) < 1.5 else f"{value:,.1f}"


if __name__ == "__main__":
    main()
