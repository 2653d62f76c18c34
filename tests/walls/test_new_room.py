"""`docs/new-room.md` is complete: its code blocks, put into a copy of the package, make a working room."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tests.walls.without_rooms import PACKAGE, ROOT, copy_without

PAGE = (ROOT / "docs" / "new-room.md").read_text("utf-8")
BLOCK = re.compile(r"^\*\*`([^`]+)`\*\*\n\n```(\w+)\n(.*?)^```$", re.M | re.S)
OWN = ("src/vidsyn/visits/", "src/vidsyn/web/visits/", "src/vidsyn/web/templates/visits/")
MOST_FILES_OUTSIDE = 4


def blocks() -> list[tuple[str, str, str]]:
    """Yield every file of the page: its path, the kind of block, its content."""
    return BLOCK.findall(PAGE)


def test_a_new_room_touches_few_files_outside_its_own_folders() -> None:
    outside = {path for path, _, _ in blocks() if not path.startswith(OWN)}
    assert 0 < len(outside) <= MOST_FILES_OUTSIDE, outside
    assert len(blocks()) > 20


def test_what_the_page_changes_is_there_to_be_changed() -> None:
    for path, kind, text in blocks():
        if kind == "diff":
            assert changed((ROOT / path).read_text("utf-8"), text)


@pytest.mark.slow
def test_the_room_of_the_page_can_be_used_through_every_door(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    copy_without(set(), source)
    shutil.copytree(PACKAGE / "web/static/built", source / "vidsyn/web/static/built", dirs_exist_ok=True)
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    for block in blocks():
        put(tmp_path, *block)
    run(tmp_path, "-m", "ruff", "check", "--no-cache", *(own for own in OWN if "templates" not in own))
    compiled(source / "vidsyn/wording/locale/sv/LC_MESSAGES")
    run(tmp_path, "-m", "django", "makemigrations", "visits", "--settings", "vidsyn.config.settings")
    run(tmp_path, "-m", "django", "makemigrations", "--check", "--settings", "vidsyn.config.settings")
    lint = run(tmp_path, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert "0 broken" in lint
    assert "tried" in run(tmp_path, str(Path(__file__).with_name("new_room.py")))


def put(root: Path, path: str, kind: str, text: str) -> None:
    """Write a file of the page into the copy, or change the existing one."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "diff":
        text = changed(target.read_text("utf-8"), text)
    elif kind == "po":
        text = f"{target.read_text('utf-8')}\n{text}"
    target.write_text(text, "utf-8")


def changed(text: str, diff: str) -> str:
    """Return the text with a diff's added lines inserted at its context lines."""
    lines = diff.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    assert text.count(before) == 1, f"not there, or not once:\n{before}"
    return text.replace(before, "\n".join(line[1:] for line in lines))


def compiled(folder: Path) -> None:
    """Compile the catalogue of the copy."""
    with (folder / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="sv")
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)


def run(root: Path, *words: str) -> str:
    """Run Python with the copy; returns its output and fails on errors."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    environment |= {
        "PYTHONPATH": str(root / "src"),
        "VIDSYN_ENV": "test",
        "VIDSYN_DATA": str(root / "data"),
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
    }
    done = subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-5000:]
    return done.stdout
