"""The long work of Vidsyn, each as a function of a number of rows: it prepares what is needed and returns the work."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from vidsyn.acts.calls import call
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.history.seals import seal_history
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.logic.settings import Settings
from vidsyn.intake.operations.planning import import_drop, import_settings_set
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.kernel.batches import batched
from vidsyn.partners.models import Partner, PartnerMerge
from vidsyn.partners.operations.merging import partner_merge, partner_unmerge
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.bringing import people_bring_in, units_bring_in
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind

Act = Callable[[], Any]
_HEADINGS = ["Partner", "Land", "Avtalstyp", "Diarienummer", "Startdatum", "Slutdatum"]


def planned(rows: int) -> Act:
    """A list planned through the API."""
    mark = uuid4().hex[:8]
    lines = (
        [
            f"Universitetet i {mark} {n % 3000}",
            "Norge",
            "Utbytesavtal",
            f"V-{mark}-{n}",
            "2024-01-01",
            "2029-12-31",
        ]
        for n in range(rows)
    )
    content = b64encode(_table(_HEADINGS, lines)).decode()
    body = json.dumps({"kind": "agreements", "file_name": "l.csv", "content": content})
    return lambda: call("import_plan", body, actor=local_operator())


def carried_out(rows: int) -> Act:
    """A plan of agreements carried out, with the partners it names."""
    return partial(import_carry_out, planned(rows)(), local_operator())


def undone(rows: int) -> Act:
    """An import undone."""
    act = carried_out(rows)()
    return partial(import_undo, act=act, reason="R", actor=local_operator())


def read_again(rows: int) -> Act:
    """A plan read again with other settings."""
    act = planned(rows)()
    return partial(
        import_settings_set, act=act, settings=Settings(states_from_remarks=True), actor=local_operator()
    )


def dropped(rows: int) -> Act:
    """A plan thrown away."""
    return partial(import_drop, act=planned(rows)(), actor=local_operator())


def sealed(rows: int) -> Act:
    """The history sealed."""
    seal_history()
    agreements_imported(rows)()
    return seal_history


def units_brought_in(rows: int) -> Act:
    """Units from a file."""
    mark = uuid4().hex[:6]
    top = _unit(mark)
    lines = ([f"{mark}{n}", f"Enhet {n}", f"Unit {n}", "department", top.code] for n in range(rows))
    content = _table(["code", "name_sv", "name_en", "kind", "parent"], lines)
    return partial(units_bring_in, content=content, apply=True, actor=local_operator())


def people_brought_in(rows: int) -> Act:
    """Accounts with a role each from a file."""
    unit = _unit(mark := uuid4().hex[:6])
    lines = (
        [f"{mark}{n}@example.org", f"Person {n}", unit.code, "sv", "reader", unit.code] for n in range(rows)
    )
    content = _table(["email", "name", "unit", "language", "role", "role_unit"], lines)
    return partial(people_bring_in, content=content, apply=True, actor=local_operator())


def agreements_imported(rows: int) -> Act:
    """Agreements by one call."""
    return partial(_agreements, _partner(), rows)


def merged(rows: int) -> Act:
    """A partner with so many agreements merged into another."""
    kept, other = _partner(), _partner()
    for some in batched(range(rows), 500):
        _agreements(other, len(some))
    return partial(partner_merge, kept=kept, merged=other, actor=local_operator())


def unmerged(rows: int) -> Act:
    """That merge undone."""
    merge: PartnerMerge = merged(rows)()
    return partial(partner_unmerge, merge=merge, reason="R", actor=local_operator())


def _agreements(partner: Partner, count: int) -> Sequence[Agreement]:
    mark = uuid4().hex[:8]
    items = tuple(
        AgreementItem(kind="memorandum", register_number=f"{mark}-{n}", partners=(PartyItem("P", partner),))
        for n in range(count)
    )
    made: Sequence[Agreement] = agreements_import(items=items, actor=local_operator())
    return made


def _table(headings: Sequence[str], lines: Iterator[Sequence[str]]) -> bytes:
    told = io.StringIO()
    csv.writer(told, delimiter=";").writerows([headings, *lines])
    return told.getvalue().encode()


def _unit(code: str) -> Unit:
    kind = UnitKind.SCHOOL
    made: Unit = unit_create(
        code=f"u{code}", name_sv=code, name_en=code, kind=kind, parent=None, actor=local_operator()
    )
    return made


def _partner() -> Partner:
    made: Partner = partner_register(
        name=f"P {uuid4().hex}", country="NO", despite_likeness=True, actor=local_operator()
    )
    return made


WORKS = {
    "import planned": planned,
    "import read again": read_again,
    "import dropped": dropped,
    "import carried out": carried_out,
    "import undone": undone,
    "history sealed": sealed,
    "units brought in": units_brought_in,
    "people brought in": people_brought_in,
    "agreements_import in one call": agreements_imported,
    "partner merged": merged,
    "partner unmerged": unmerged,
}
