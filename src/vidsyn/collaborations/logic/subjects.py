"""Swedish research subjects: SSIF 2025, with the retired codes and their replacements."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.chains import climbed
from vidsyn.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Subject:
    """One code of the standard. A retired code has no label of its own, only `replaced_by`."""

    code: str
    words: Words
    broader: str
    replaced_by: tuple[str, ...] = ()

    @property
    def retired(self) -> bool:
        """Whether it has left the standard; older records may still have it."""
        return bool(self.replaced_by)


def read_subjects(text: str) -> dict[str, Subject]:
    """Parse all subjects by code, in the file's order. Raises ValueError for a reference to an unknown code."""
    subjects = {
        row["code"]: Subject(
            row["code"],
            Words(row["sv"].strip(), row["en"].strip()),
            row["broader"],
            tuple(row["replaced_by"].split(";")) if row["replaced_by"] else (),
        )
        for row in csv.DictReader(text.splitlines())
    }
    for subject in subjects.values():
        for other in (*subject.replaced_by, subject.broader):
            if other and other not in subjects:
                raise ValueError(f"subject {subject.code} points at {other}, which is not in the list")
    return subjects


def _successor(subject: Subject, subjects: Mapping[str, Subject]) -> Subject | None:
    if len(subject.replaced_by) > 1:
        raise Refusal(
            "subject_retired",
            field="subjects",
            value=subject.code,
            replaced_by=", ".join(subject.replaced_by),
        )
    return subjects[subject.replaced_by[0]] if subject.retired else None


def subjects_current(codes: Iterable[str], subjects: Mapping[str, Subject]) -> tuple[str, ...]:
    """Return the codes as in the current standard, each once, in the order given.

    A retired code with one successor becomes it. One with several is refused (`subject_retired`), since only a
    person can tell which was meant; an unknown code is refused (`subject_unknown`).
    """
    current: dict[str, None] = {}
    for code in codes:
        subject = subjects.get(code)
        if subject is None:
            raise Refusal("subject_unknown", field="subjects", value=code)
        *_, last = climbed(subject, lambda one: _successor(one, subjects))
        current[last.code] = None
    return tuple(current)
