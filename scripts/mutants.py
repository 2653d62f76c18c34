"""Break the code in known ways, one at a time, and see whether a test notices: `make mutants`.

`tests/mutants.yaml` lists the breaks: a file, the text to replace, what to put there, and the tests that must turn
red. Each is tried in a copy of the tree, so the tree itself is never touched. Ends with 1 if any break goes unnoticed
or no longer fits the code.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "src",
    "tests",
    "benchmarks",
    "docs",
    "scripts",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
)
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Mutant:
    """One break: `old` is in `file` exactly once; `tests` are what pytest is given."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants() -> Iterator[Mutant]:
    """Every break, in the order of the list."""
    for entry in yaml.safe_load((ROOT / "tests" / "mutants.yaml").read_text()):
        yield Mutant(entry["name"], entry["file"], entry["old"], entry["new"], tuple(entry["tests"].split()))


def tried(mutant: Mutant, tree: Path) -> str:
    """What came of it: `killed`, `SURVIVED`, or why it could not be tried."""
    path = tree / mutant.file
    text = path.read_text()
    if text.count(mutant.old) != 1:
        return f"DOES NOT FIT: {mutant.file} has the text {text.count(mutant.old)} times"
    path.write_text(text.replace(mutant.old, mutant.new))
    try:
        code = _pytest(mutant.tests, tree)
    except subprocess.TimeoutExpired:
        return f"DOES NOT END within {SECONDS} seconds"
    finally:
        path.write_text(text)
    # 1 is pytest's "some tests failed"; anything else but 0 means that they were never run.
    return {0: "SURVIVED", 1: "killed"}.get(code, f"DOES NOT RUN: pytest ended with {code}")


def _pytest(tests: tuple[str, ...], tree: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["VIDSYN_SHARED_DATA"] = os.environ.get(
        "VIDSYN_SHARED_DATA", str(ROOT.parent / "shared" / "data")
    )
    return subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, timeout=SECONDS, check=False
    ).returncode


def _copied() -> Path:
    tree = Path(tempfile.mkdtemp(prefix="vidsyn-mutants-"))
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, tree / name)
    return tree


def _share(chosen: list[Mutant]) -> list[tuple[Mutant, str]]:
    tree = _copied()
    try:
        return [(mutant, _said(mutant, tried(mutant, tree))) for mutant in chosen]
    finally:
        shutil.rmtree(tree)


def _said(mutant: Mutant, outcome: str) -> str:
    print(f"{outcome:10} {mutant.name}", flush=True)
    return outcome


def main() -> None:
    """Try them all, or those whose names hold one of the words given."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--at-once", type=int, default=2)
    given = parser.parse_args()
    chosen = [m for m in mutants() if not given.words or any(word in m.name for word in given.words)]
    shares = [chosen[number :: given.at_once] for number in range(given.at_once)]
    with ThreadPoolExecutor(given.at_once) as pool:
        outcomes = [each for share in pool.map(_share, shares) for each in share]
    lost = [mutant.name for mutant, outcome in outcomes if outcome != "killed"]
    print(f"{len(outcomes) - len(lost)} of {len(outcomes)} killed")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
