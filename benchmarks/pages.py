"""`make bench`: the main pages over a large register and over a tenth of it, as ratios to a bare page.

Each size is filled in a data folder of its own and measured in a process of its own. A page is asked for through
Django's whole stack in one worker; the bare page is the page about accessibility, which reads nothing of the register,
asked for in turn with the others. Prints statements, bytes, p50 and p95, their ratio to the bare page's and how they
grow with the data; then the import of a file, the list of the command line and peak memory. What each figure means
and what it should be stands in docs/measured.md. Needs an installed Vidsyn (`make install`).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.printing import table

SIZES = {
    "full": {"partners": 2_000, "agreements": 10_000, "collaborations": 5_000, "history": 100_000},
    "tenth": {"partners": 200, "agreements": 1_000, "collaborations": 500, "history": 10_000},
}


def main() -> None:
    """Both sizes, then the tables."""
    options = _options()
    if options.step:
        _step(options)
        return
    measured = {}
    with ExitStack() as stack:
        for name in SIZES:
            folder = options.keep / name if options.keep else None
            data = folder or _own_folder(stack)
            if not (data / "filled").exists():
                _in_own_process("fill", name, data, options)
            if folder:
                data = _copied(folder, stack)
            measured[name] = _in_own_process("measure", name, data, options)
    sys.stdout.write(table(measured, clock=options.clock))


def _own_folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vidsyn-bench-")))


def _copied(kept: Path, stack: ExitStack) -> Path:
    """What is kept, to measure: measuring imports a file, and what is kept must not grow by it each time."""
    return Path(shutil.copytree(kept, _own_folder(stack) / "data"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Measure the main pages.")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="fill here, and use what is filled already"
    )
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")
    parser.add_argument(
        "--clock",
        choices=("wall", "cpu"),
        default="wall",
        help="time as it passes, or the processor's own, for a machine that does other things beside",
    )
    parser.add_argument("--step", choices=("fill", "measure"), help=argparse.SUPPRESS)
    parser.add_argument("--size", choices=tuple(SIZES), help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_own_process(step: str, name: str, data: Path, options: argparse.Namespace) -> dict[str, Any]:
    own = [f"--rounds={options.rounds}", f"--clock={options.clock}", f"--step={step}", f"--size={name}"]
    environment = os.environ | {
        "VIDSYN_DATA": str(data),
        "VIDSYN_ENV": "local",
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
    }
    command = [sys.executable, "-m", "benchmarks.pages", *own]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    (data / step).write_text(done.stdout)
    if step == "fill":
        (data / "filled").write_text("")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _step(options: argparse.Namespace) -> None:
    import django

    django.setup()

    def say(text: str) -> None:
        sys.stderr.write(f"{options.step} {options.size}: {text}\n")

    if options.step == "fill":
        found = _filled(SIZES[options.size], say)
    else:
        from benchmarks.measuring import measured
        from vidsyn.keeping.upkeep import bring_up_to_date

        bring_up_to_date()
        found = measured(rounds=options.rounds, clock=options.clock, say=say)
    sys.stdout.write(json.dumps(found))


def _filled(size: dict[str, int], say: Any) -> dict[str, Any]:
    from django.core.management import call_command

    from benchmarks.filling import Size, fill, ground
    from vidsyn.history.seals import seal_history

    call_command("migrate", verbosity=0)
    register = ground()
    fill(register, Size(**size), say=say)
    # As the clock does within a minute; else the first command measured would seal all of it.
    seal_history()
    return register.rates


if __name__ == "__main__":
    main()
