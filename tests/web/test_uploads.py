"""However large a file somebody sends, no more of it is taken in than tells that it is too large."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from tests.tables.opendocument import ods, row, shows
from tests.web.test_intake import office, pytestmark

from vidsyn.web.shell.uploads import MOST_TAKEN

__all__ = ["office", "pytestmark"]


def test_the_rest_of_a_file_that_is_too_large_is_let_go() -> None:
    sent = SimpleUploadedFile("a.csv", b"x" * (MOST_TAKEN + 5_000_000))
    taken = RequestFactory().post("/", {"file": sent, "more": BytesIO(b"y" * 1000)}).FILES
    assert sum(file.size for file in taken.values()) == MOST_TAKEN
    assert taken["file"].name == "a.csv"


def test_a_small_file_is_taken_as_it_is() -> None:
    taken = RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", b"a;b\n" * 100_000)}).FILES
    assert taken["file"].read() == b"a;b\n" * 100_000


def test_a_list_that_is_too_large_is_refused_by_its_size(office: Client) -> None:
    sent = SimpleUploadedFile("a.csv", b"x" * (MOST_TAKEN + 10))
    page = office.post("/import/", {"kind": "agreements", "file": sent}, follow=True).content.decode()
    assert "30 MB" in page


def test_a_spreadsheet_made_to_take_the_machine_is_refused_on_the_page(office: Client) -> None:
    sent = SimpleUploadedFile("a.ods", ods({"A": [row(shows("x"), times=10**11)]}))
    page = office.post("/import/", {"kind": "agreements", "file": sent}, follow=True).content.decode()
    assert "fler celler" in page or "more cells" in page
