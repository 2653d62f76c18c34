"""Extract, complete and compile the catalogues without gettext installed: `make messages`, `make compile`.

Entries are sorted and carry no locations, so that two branches rarely touch the same lines. The source language is
English; Swedish is the default language, so every message must have a Swedish translation.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
PO = PACKAGE / "wording" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
# Functions whose literal arguments are messages. Babel uses only the names here; the name determines the role of
# each argument.
_NAMES = (
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "ngettext_noop",
    "pgettext",
    "pgettext_lazy",
)
_KEYWORDS: Any = dict.fromkeys((*_NAMES, "npgettext", "npgettext_lazy"))


def used() -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Yield every (context, message) used by the package's code and templates."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _in_python(path.read_text())
    from django.utils.translation.template import templatize

    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        if "built" not in path.parts:
            yield from _in_python(_flush_left(templatize(path.read_text(), origin=str(path))))
    yield from ((None, text) for text in (*_of_commands(), *_of_operations()))


def _of_commands() -> Iterator[str]:
    """Yield the command line's help texts, which are in docstrings and declarations, not in calls."""
    from vidsyn.cli.main import main
    from vidsyn.cli.spoken import texts

    return texts(main)


def _of_operations() -> Iterator[str]:
    """Yield the first sentence of every operation, which the command line lists."""
    from vidsyn.acts.calls import operations

    return (operation.summary for operation in operations().values())


def _in_python(source: str) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    found: Iterable[Any] = extract_python(io.BytesIO(source.encode()), _KEYWORDS, (), {"encoding": "utf-8"})
    for _line, function, messages, _comments in found:
        given: list[str] = [m for m in ([messages] if isinstance(messages, str) else messages or ()) if m]
        context = given.pop(0) if given and "pgettext" in function else None
        if len(given) > 1 and "ngettext" in function:
            yield context, (given[0], given[1])
        elif given:
            yield context, given[0]


def _flush_left(source: str) -> str:
    """Remove the template's indentation, which Django keeps when it converts a template and Python rejects."""
    return "\n".join(line.lstrip() for line in source.splitlines())


def read() -> Catalog:
    """Return the present Swedish catalogue; of entries that a merge duplicated, a translated one wins."""
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def update() -> list[str]:
    """Update the catalogue from the code; returns the messages that lack Swedish."""
    old, new = read(), _empty()
    for context, message in used():
        key = message[0] if isinstance(message, tuple) else message
        known = old.get(key, context)
        string = known.string if known is not None else None
        if isinstance(message, tuple) and not isinstance(string, (tuple, list)):
            string = None
        new.add(message, string=string, context=context)
    written = io.BytesIO()
    write_po(written, new, sort_output=True, no_location=True, width=0)
    PO.write_bytes(written.getvalue())
    return [str(entry.id) for entry in new if entry.id and not _complete(entry.string)]


def compile_all() -> None:
    """Write the .mo beside the .po atomically, since a server may be reading it."""
    target = PO.with_suffix(".mo")
    with tempfile.NamedTemporaryFile(dir=PO.parent, suffix=".new", delete=False) as file:
        write_mo(file, read())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def is_compiled() -> bool:
    """Check whether the .mo exists and is as new as the .po."""
    target = PO.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime >= PO.stat().st_mtime


def _complete(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def _empty() -> Catalog:
    # A fixed date: a catalogue changes when its texts do, not when the command is run.
    fixed = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(
        locale="sv", project="Vidsyn", charset="utf-8", fuzzy=False, creation_date=fixed, revision_date=fixed
    )


if __name__ == "__main__":
    import django

    if sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        django.setup()
        missing = update()
        compile_all()
        for message in missing:
            sys.stdout.write(f"no Swedish yet: {message}\n")
        sys.exit(1 if missing and "--check" in sys.argv else 0)
