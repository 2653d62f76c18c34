"""Handwritten OpenDocument sheets, as small as a reader accepts."""

import io
import zipfile
from html import escape

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("table", "table"), ("text", "text"))
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def shows(text: str, *, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def merged(text: str, *, rows: int) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-rows-spanned="{rows}" '
        f'table:number-columns-spanned="1"><text:p>{escape(text)}</text:p></table:table-cell>'
    )


def failed(text: str) -> str:
    return f'<table:table-cell calcext:value-type="error"><text:p>{text}</text:p></table:table-cell>'


def covered() -> str:
    return "<table:covered-table-cell/>"


def row(*cells: str, times: int = 1) -> str:
    inside = "".join(cells) or '<table:table-cell table:number-columns-repeated="1024"/>'
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def ods(sheets: dict[str, list[str]]) -> bytes:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_SPACES} {_CALC} office:version="1.3"><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()
