"""Reading takes linear time: eight times the text takes about eight times as long."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable

import pytest
from tests.fuzz.test_readers import COLUMNS, KNOWN

from vidsyn.intake.logic.shape import skipped, table_of
from vidsyn.intake.logic.values import read_row
from vidsyn.intake.vocabulary import ListKind
from vidsyn.kernel.refusals import Refusal
from vidsyn.matching.lists.formats import FORMATS
from vidsyn.matching.lists.formats.reading import Unreadable
from vidsyn.matching.ror.dump import read_dump
from vidsyn.tables import Row, Sheet
from vidsyn.tables.delimited import read_delimited

TIMES = 8
# Each is a run of what some pattern or loop looks for, without what ends it.
RUNS = {
    "spaces": " ", "letters": "a", "digits": "1", "openings": "(", "closings": ")", "dashes": " - ", "dots": ".",
    "semicolons": ";", "commas": ", ", "from": "från ", "to": " till ", "numbers": "12 mån ", "for": "for x ",
    "waiting": "väntar på ", "sum": "summa ", "also": "a.k.a. ", "tags": "<", "comments": "<!--", "cells": "<td>",
    "quotes": '"', "breaks": "\n", "marks": "-\u00a0", "schac": "a-.", "web": "http://a.", "renew": "-s period ",
}  # fmt: skip


def grows_evenly(read: Callable[[int], object], size: int) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        with contextlib.suppress(Refusal, Unreadable):
            read(length)
        return time.process_time() - started

    seconds(size)
    for _attempt in range(3):  # a busy machine may spoil one
        if seconds(size * TIMES) < 3 * TIMES * max(seconds(size), 0.02):
            return
    pytest.fail(f"{size * TIMES} take more than {3 * TIMES} times as long as {size}")


@pytest.mark.parametrize("run", RUNS)
def test_a_row(run: str) -> None:
    def read(length: int) -> None:
        text = "x" + RUNS[run] * (length // len(RUNS[run])) + "x"
        sheet = Sheet("A", (Row(1, COLUMNS), Row(2, (text,) * len(COLUMNS)), Row(3, (text,))))
        for kind in ListKind:
            table = table_of(sheet, kind)
            assert table is not None
            for row in table.rows:
                skipped(table, row)
                read_row(table, row, kind, KNOWN)

    grows_evenly(read, 1_500)


@pytest.mark.parametrize("run", RUNS)
def test_delimited_text(run: str) -> None:
    grows_evenly(lambda length: read_delimited((RUNS[run] * length).encode()), 2_000)


HEADS = {
    "us-1286": "name,country\nx,", "eu-oj-html": "<table><tr><td>Name</td></tr><tr><td>x",
    "us-csl": '{"results": [{"name": "',
    "un-xml": '<CONSOLIDATED_LIST dateGenerated="', "generic-jsonl": '{"names": ["', "uk-list": "Unique ID,Name 6\n1,",
}  # fmt: skip
TAILS = {"eu-oj-html": "</td></tr></table>", "us-csl": '"}]}', "un-xml": '"/>', "generic-jsonl": '"]}'}


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("format", HEADS)
def test_a_list(format: str, run: str) -> None:
    def read(length: int) -> None:
        text = HEADS[format] + RUNS[run] * (length // len(RUNS[run])) + TAILS.get(format, "\n")
        list(FORMATS[format](io.BytesIO(text.encode())))

    grows_evenly(read, 8_000)


@pytest.mark.parametrize("start", ['[{"id": "', "[1e", '[{"a":', "[[", "[" + " " * 9, "[,"])
def test_a_dump_of_ror(start: str, tmp_path) -> None:
    path = tmp_path / "dump.json"

    def read(length: int) -> None:
        path.write_text(start + start[-1] * length * 200)
        list(read_dump(path))

    grows_evenly(read, 1_000)
