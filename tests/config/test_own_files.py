"""An error in a university's own file prevents the start with a sentence that names the file, not a traceback."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.api.test_stranger import VIDSYN

from vidsyn.agreements.logic.kinds import kinds
from vidsyn.collaborations.logic import catalogues
from vidsyn.kernel.yaml_text import FileUnusableError
from vidsyn.reminders.logic import catalogue as reminders

READ: dict[str, Callable[[Path], object]] = {
    "agreement-kinds.yaml": lambda folder: kinds(str(folder / "agreement-kinds.yaml")),
    **dict.fromkeys(("kinds.yaml", "forms.yaml", "levels.yaml", "goals.yaml"), catalogues.configure),
    "reminders.yaml": reminders.configure,
}
WRONG = {"deep": "[" * 50_000, "empty": "", "text": "hej", "other": "å: {ä: {ö: 1}}", "rows": "- {a: [b]}"}


@pytest.fixture(autouse=True)
def _back_to_what_was_configured() -> Iterator[None]:
    yield
    catalogues.configure(settings.CONFIGURATION)
    reminders.configure(settings.CONFIGURATION)


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("name", READ)
def test_a_mistake_in_a_file_is_told_with_its_name(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(FileUnusableError, match=name):
        READ[name](tmp_path)


@pytest.mark.parametrize("name", ["agreement-kinds.yaml", "levels.yaml", "reminders.yaml"])
def test_a_command_says_so_and_shows_no_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(WRONG["deep"])
    done = subprocess.run(
        [VIDSYN, "list", "units"],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
            "VIDSYN_DATA": str(tmp_path / "data"),
            "VIDSYN_CONFIGURATION": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert name in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
