"""What is said of a field is said once: a page writes no label that the field has in its kind's history."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

import vidsyn.web
from vidsyn.wording.labels import _fields

PAGES = Path(vidsyn.web.__file__).parent
# The gallery of components shows forms about nothing.
APART = {"gallery"}
# Questions that are no field of the thing the form is about: a title in one language, a partner's names, a file that is
# read, the address one signs in with, and what several kinds of things share.
ELSEWHERE = {
    "agreements/linking.py:CollaborationForm",
    "collaborations/activities.py:AddForm",
    "collaborations/linking.py:AgreementForm",
    "collaborations/people.py:PartnerForm",
    "collaborations/steps.py:DatedForm",
    "collaborations/steps.py:LowerForm",
    "intake/plans.py:UploadForm",
    "partners/editing.py:NewForm",
    "people/forms.py:ListForm",
    "people/forms.py:SignInForm",
    "people/forms.py:UnitsForm",
    "people/handover.py:OwnerForm",
}


def labelled() -> Iterator[tuple[str, str, str]]:
    """Yield every form field with a label of its own: location, name, label."""
    for path in sorted(PAGES.rglob("*.py")):
        if APART.isdisjoint(path.relative_to(PAGES).parts):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    yield from _of_form(f"{path.relative_to(PAGES)}:{node.name}", node)


def _of_form(place: str, form: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    for line in form.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
            for keyword in line.value.keywords:
                if keyword.arg == "label" and isinstance(keyword.value, ast.Call):
                    yield place, line.targets[0].id, keyword.value.args[-1].value


def test_no_form_repeats_the_label_of_a_field():
    words: dict[str, set[str]] = {}
    for (_kind, name), text in _fields().items():
        with translation.override("en"):
            words.setdefault(name, set()).add(str(text))
    found = list(labelled())
    assert len(found) > 50
    repeated = {place for place, name, text in found if text in words.get(name, ())}
    assert repeated == ELSEWHERE
