"""Running commands in this process, as somebody, against the test's own database."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner

from vidsyn.cli.main import main


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be JSON and nothing else."""
        return json.loads(self.out)


@pytest.fixture
def vidsyn(monkeypatch):
    """The command, as a function of its words."""
    monkeypatch.delenv("VIDSYN_LANG", raising=False)

    def run(*words: str, given: str | None = None) -> Ran:
        result = CliRunner().invoke(main, list(words), input=given, prog_name="vidsyn")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run
