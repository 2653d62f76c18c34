"""Documents of an agreement: what is stored, and what is refused."""

import io
import zipfile

import pytest
from tests.agreements.test_journey import refused
from tests.house import PDF, TODAY

from vidsyn.agreements.operations.documents import document_add, document_remove
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.agreements.vocabulary import DocumentKind
from vidsyn.storage import files

pytestmark = pytest.mark.django_db


def docx(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def test_documents_are_judged_kept_by_content_and_versioned(house, imported):
    coordinator = house.actor("coordinator")
    first = document_add(
        agreement=imported, kind=DocumentKind.SIGNED, file_name="a.pdf", content=PDF, actor=coordinator
    )
    second = document_add(
        agreement=imported,
        kind=DocumentKind.SIGNED,
        file_name="a.docx",
        content=docx(),
        replaces=first,
        actor=coordinator,
    )
    assert (second.series, second.number) == (first.series, 2)
    assert files.content_of(first.digest) == PDF
    document_remove(document=second, reason="Fel fil", actor=coordinator)
    assert [d.number for d in agreement_story(coordinator, imported.reference, on=TODAY).documents] == [1]
    assert agreement_story(house.actor("reader"), imported.reference, on=TODAY).documents == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "document_type_not_kept"),
        ("a.pdf", b"MZ not a pdf", "document_not_what_it_says"),
        ("a.docx", PDF, "document_not_what_it_says"),
        ("a.docx", docx(word__vbaProject_dot_bin=b"x"), "document_has_macros"),
        ("a.docx", docx(word__other_dot_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "file_has_entities"),
        ("a.docx", docx(word__large_dot_bin=b"0" * 450_000_000), "file_too_large_unpacked"),
        ("a.pdf", b"", "file_empty"),
        ("a.pdf", PDF + b"0" * files.LARGEST, "file_too_large"),
    ],
    ids=["type", "not pdf", "not docx", "macros", "entities", "bomb", "empty", "large"],
)
def test_what_is_not_fit_to_keep_is_refused(house, imported, name, content, code):
    refused(
        code,
        document_add,
        agreement=imported,
        kind=DocumentKind.DRAFT,
        file_name=name,
        content=content,
        actor=house.actor("coordinator"),
    )
