"""Run the package without some of its rooms, in a separate process.

Run as a script in a copy of the package: `python without_rooms.py imports|use`.
"""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "vidsyn"
# Of `config`, which knows every room, only what rooms import.
WIRING = {"__init__.py", "settings.py", "environment.py", "rooms.py"}

# Trains the shipped models, with libraries that nothing else needs.
APART = "vidsyn.matching.training"


def floors() -> list[set[str]]:
    """Return the rooms floor by floor, the top one first, as in `pyproject.toml`."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["vidsyn"])
    return [{name.strip(" ()") for name in layer.split("|")} for layer in layers]


def copy_without(rooms: set[str], folder: Path) -> Path:
    """Copy the package without the rooms into `folder`; returns the folder to import it from."""
    target = folder / "vidsyn"
    target.mkdir()
    for entry in PACKAGE.iterdir():
        if (
            entry.is_file()
            and entry.stem not in rooms
            and not (entry.stem == "__main__" and "config" in rooms)
        ):
            shutil.copy2(entry, target)
        elif entry.name == "config" and "config" in rooms:
            shutil.copytree(entry, target / "config", ignore=lambda _folder, names: set(names) - WIRING)
        elif entry.is_dir() and entry.name not in rooms | {"__pycache__"}:
            shutil.copytree(entry, target / entry.name, ignore=shutil.ignore_patterns("__pycache__", "built"))
    return folder


def tried(folder: Path, what: str) -> subprocess.CompletedProcess[str]:
    """Run the copy of the package in `folder`: `imports` alone, or `use` as well."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    environment |= {
        "PYTHONPATH": str(folder),
        "VIDSYN_ENV": "test",
        "VIDSYN_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
    }
    return subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), what],
        env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip


def main(what: str) -> None:
    """Import everything; then create and use a register."""
    import django

    django.setup()
    _import_everything()
    if what == "use":
        _use_a_register()


def _import_everything() -> None:
    import vidsyn
    from vidsyn.acts.calls import operations
    from vidsyn.kernel.rooms import open_rooms
    from vidsyn.wording.labels import fact_label, kinds, labels
    from vidsyn.wording.refusals import sentences

    for module in pkgutil.walk_packages(vidsyn.__path__, "vidsyn."):
        if not module.name.startswith(APART) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    open_rooms()
    # The registries of all rooms work without the deleted ones.
    assert all((operations(), sentences(), labels(), kinds()))
    assert fact_label("x") == "x"


def _use_a_register() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, skip_checks=True, verbosity=0)
    call_command("migrate", skip_checks=True, verbosity=0, interactive=False)
    made: dict[str, object] = {}
    for room in (
        "people",
        "partners",
        "collaborations",
        "agreements",
        "reminders",
        "intake",
        "register",
        "sample",
    ):
        if importlib.util.find_spec(f"vidsyn.{room}"):
            globals()[f"_try_{room}"](made)
            sys.stdout.write(f"{room}\n")


def _operator() -> object:
    from vidsyn.people.actors import local_operator

    return local_operator()


def _try_people(made: dict[str, object]) -> None:
    from vidsyn.people.operations.units import unit_create
    from vidsyn.people.queries.history import history_of
    from vidsyn.people.vocabulary import UnitKind

    unit = unit_create(code="a", name_sv="A", name_en="A", kind=UnitKind.SCHOOL, actor=_operator())
    assert len(history_of(_operator(), unit)) == 1
    made["unit"] = unit


def _try_partners(made: dict[str, object]) -> None:
    from vidsyn.partners.operations.partners import partner_register
    from vidsyn.partners.queries.finding import partner_named

    made["partner"] = partner_register(name="Exempeluniversitetet", actor=_operator())
    assert partner_named(_operator(), made["partner"].reference).name == "Exempeluniversitetet"


def _try_collaborations(made: dict[str, object]) -> None:
    from vidsyn.collaborations.operations.registering import collaboration_register
    from vidsyn.collaborations.queries.filtering import CollaborationFilter
    from vidsyn.collaborations.queries.lists import collaboration_list
    from vidsyn.collaborations.vocabulary import Purpose

    made["collaboration"] = collaboration_register(
        title="Exempel", purposes=(Purpose.CAPACITY,), actor=_operator(), **_of(made, "partner", "unit")
    )
    assert collaboration_list(_operator(), CollaborationFilter()).total == 1


def _try_agreements(made: dict[str, object]) -> None:
    from vidsyn.agreements.operations.requesting import agreement_request
    from vidsyn.agreements.queries.filtering import AgreementFilter
    from vidsyn.agreements.queries.lists import agreement_list

    named = _of(made, "partner", "unit", "collaboration")
    agreement_request(kind="memorandum", title="Exempel", actor=_operator(), **named)
    assert agreement_list(_operator(), AgreementFilter()).total == 1


def _try_reminders(made: dict[str, object]) -> None:
    from django.utils import timezone

    from vidsyn.reminders.jobs.telling import reminders
    from vidsyn.reminders.queries.today import today_all

    today = timezone.localdate()
    assert "request" in {str(row.matter) for row in today_all(_operator(), today)}
    reminders(today)


def _try_intake(made: dict[str, object]) -> None:
    from vidsyn.intake.operations.planning import import_plan
    from vidsyn.intake.queries.acts import import_list
    from vidsyn.intake.vocabulary import ListKind

    content = b"Namn;Land\nAnnat exempel;SE\n"
    import_plan(kind=ListKind.PARTNERS, file_name="lista.csv", content=content, actor=_operator())
    assert len(import_list(_operator())) == 1


def _try_register(made: dict[str, object]) -> None:
    from vidsyn.register.queries.search import search_everything
    from vidsyn.rows.announced import listed_as

    kinds = {hit.kind for hit in search_everything(_operator(), "exempel")}
    assert {name for name in ("collaboration", "agreement") if name in made} <= kinds
    assert "partners" in listed_as.all()


def _try_sample(made: dict[str, object]) -> None:
    from vidsyn.sample.loading import is_empty

    assert not is_empty(_operator())


def _of(made: dict[str, object], *names: str) -> dict[str, object]:
    return {name: made[name] for name in names}


if __name__ == "__main__":
    main(sys.argv[1])
