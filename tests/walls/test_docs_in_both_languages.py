"""User documentation exists in both languages with the same content: the same parts, tables and code words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import ROOT

DOCS = ROOT / "docs"
SWEDISH = DOCS / "sv"
# For users and administrators of a register; documentation for developers is in English only.
FOR_USERS = (
    "agreements.md",
    "collaborations.md",
    "deadlines.md",
    "import.md",
    "operations.md",
    "partners.md",
    "personal-data.md",
    "rights.md",
    "sign-in.md",
    "start.md",
)
# Parts of these pages for developers, which the Swedish page links to.
FOR_BUILDERS = {"rights.md": "## For those who write", "partners.md": "## Operations"}


def parts(path: Path, until: str = "") -> str:
    text = path.read_text("utf-8")
    return text[: text.index(until)] if until else text


@pytest.mark.parametrize("name", FOR_USERS)
def test_a_page_says_the_same_in_both_languages(name: str) -> None:
    english = parts(DOCS / name, FOR_BUILDERS.get(name, ""))
    swedish = parts(SWEDISH / name, "## Operationer" if name == "partners.md" else "")
    for what, pattern in {
        "headings": r"^#+ ",
        "rows of tables": r"^\|",
        "points": r"^(?:- |\d+\. )",
    }.items():
        counts = [len(re.findall(pattern, text, re.M)) for text in (english, swedish)]
        assert counts[0] == counts[1], f"{name}: {what} {counts}"
    assert code_words(english) == code_words(swedish)


def code_words(text: str) -> Counter[str]:
    """Count everything in code marks, and indented or fenced blocks, which are the same in both languages but for
    comments.
    """
    text = re.sub(r"  +# .*$", "", text, flags=re.M)
    without = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    blocks = Counter(re.findall(r"^```.*?^```", text, re.M | re.S) + re.findall(r"^    \S.*$", text, re.M))
    return blocks + Counter(" ".join(word.split()) for word in re.findall(r"`([^`]+)`", without))


def test_no_page_for_users_is_forgotten() -> None:
    made = {"commands.md"}  # generated from the commands, see tests/cli/test_reference.py
    assert {path.name for path in SWEDISH.glob("*.md")} == set(FOR_USERS) | made
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"docs/sv/{name}" in readme for name in FOR_USERS)


@pytest.mark.parametrize("path", [*DOCS.rglob("*.md"), *ROOT.glob("*.md")], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"
