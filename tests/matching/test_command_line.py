"""The contract of `vidsyn match`, `lists` and `ror`, through the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.matching.conftest import ror

from vidsyn.cli.main import main


@pytest.fixture
def run(tmp_path: Path, dump: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("VIDSYN_DATA", str(tmp_path / "data"))

    def runs(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin)

    assert runs("ror", "import", str(dump)).exit_code == 0
    listed = tmp_path / "listed.jsonl"
    listed.write_text(
        '{"key": "k1", "schema": "Company", "names": ["Vydumka Works"]}\n{"key": "k2", "names": ["Other"]}\n'
    )
    assert runs("lists", "import", "--format", "generic-jsonl", "--name", "mine", str(listed)).exit_code == 0
    return runs


LINES = [
    {"n": 1, "affiliation": "Norrvik University, Sweden"},
    {"n": 2, "affiliation": "nobody"},
    {"n": 3, "affiliation": ""},
]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_json_lines_in_are_json_lines_out_in_order(run: Any, tmp_path: Path, jobs: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES * 150))
    result = run("match", "organisations", "--input", str(source), "--json", "--jobs", jobs)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [
        {key: value for key, value in answer.items() if key != "matches"} for answer in answers
    ] == LINES * 150
    best = answers[0]["matches"][0]
    assert set(best) == {"id", "name", "confidence", "band", "why"}
    assert best["id"] == ror(1)
    assert all(answer["matches"] == answers[0]["matches"] for answer in answers[::3])


def test_a_wrong_line_is_reported_by_number_and_the_rest_goes_on(run: Any) -> None:
    lines = ['{"query": "Vydumka Works"}', "{broken", '{"other": 1}', "[1]", "", '{"query": "Vydumka works"}']
    result = run("match", "screen", "--input", "-", "--lists", "mine", "--json", stdin="\n".join(lines))
    assert result.exit_code == 1
    assert [json.loads(line)["matches"][0]["id"] for line in result.stdout.splitlines()] == ["k1", "k1"]
    assert [line.split(":")[0] for line in result.stderr.splitlines() if line.startswith("rad")] == [
        "rad 2",
        "rad 3",
        "rad 4",
    ]
    assert "mine: 2 rader, okänt datum" in result.stderr


def test_odd_letters_neither_stop_the_stream_nor_hide_a_name(run: Any, tmp_path: Path) -> None:
    source = tmp_path / "odd.jsonl"
    odd = [
        b'\xef\xbb\xbf{"affiliation": "Norrvik University"}',  # a byte order mark
        b'{"affiliation": "\\ud800 Norrvik University"}',  # a lone surrogate, which UTF-8 cannot encode
        b'{"affiliation": "Norrvik Un\xffiversity"}',  # not UTF-8
        '{"affiliation": "\u202eNorrvik\u200f University\u0000"}'.encode(),
        json.dumps({"affiliation": "Norrvik University, " * 5_000}).encode(),
    ]
    source.write_bytes(b"\n".join(odd))
    result = run("match", "organisations", "--input", str(source), "--json")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer["matches"][0]["id"] for answer in answers] == [ror(1)] * 4
    assert answers[1]["affiliation"] == "\ud800 Norrvik University"
    assert "rad 4: inte JSON" in result.stderr


def test_one_text_is_answered_with_reasons(run: Any) -> None:
    told = run("match", "organisations", "Norrviks universitet").stdout
    assert ror(1) in told
    assert "ord Norrviks universitet" in told
    answer = json.loads(run("match", "screen", "Vydumka Works", "--json").stdout)
    assert answer["matches"][0]["id"] == "k1"
    assert answer["lists"][0]["rows"] == 2


def test_lists_are_told_and_compared(run: Any, tmp_path: Path) -> None:
    assert json.loads(run("lists", "list", "--json").stdout)[0]["name"] == "mine"
    assert run("lists", "diff", "mine").exit_code == 1
    newer = tmp_path / "newer.jsonl"
    newer.write_text(
        '{"key": "k1", "schema": "Company", "names": ["Vydumka Works"]}\n{"key": "k3", "names": ["New"]}\n'
    )
    again = run(
        "lists", "import", "--format", "generic-jsonl", "--name", "mine", "--date", "2030-01-01", str(newer)
    )
    assert json.loads(again.stdout)["is_new"]
    assert run("lists", "diff", "mine").stdout.split() == ["+", "k3", "New", "-", "k2", "Other"]


def test_a_refusal_is_a_sentence(run: Any, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    result = run("lists", "import", "--format", "generic-jsonl", "--name", "mine", str(empty))
    assert result.exit_code == 1
    assert "[list_empty]" in result.stderr
    assert run("match", "screen", "X", "--lists", "nosuch").exit_code == 1
