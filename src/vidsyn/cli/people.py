"""People and units from the command line: the first account, and lists brought in."""

from __future__ import annotations

from gettext import gettext as _
from typing import IO, TYPE_CHECKING

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk, json_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from vidsyn.people.operations.bringing import ListImport

ROLES = (
    "reader",
    "researcher",
    "coordinator",
    "office",
    "adviser",
    "decider",
    "leadership",
    "auditor",
    "system_administrator",
)


@spoken.group()
def people() -> None:
    """Accounts and roles."""


@spoken.group()
def units() -> None:
    """The tree of organisational units."""


@people.command("list")
@spoken.option("--text", default="", help="Only names or addresses that hold this.")
@spoken.option("--left", is_flag=True, help="Also those who have left.")
@json_option
@at_desk
def list_people(desk: Desk, text: str, left: bool, as_json: bool) -> None:
    """List people with their unit and roles."""
    from vidsyn.people.queries.persons import people_with_roles

    rows = [
        {
            "id": str(person.pk),
            "email": person.email,
            "name": person.name,
            "unit": person.unit.code if person.unit else None,
            "active": person.is_active,
            "roles": [
                {"role": held.role, "unit": held.unit.code if held.unit else None} for held in held_now
            ],
        }
        for person, held_now in people_with_roles(desk.actor, text=text, inactive=left)
    ]
    desk.answer(rows, as_json=as_json, line=_person_line)


def _person_line(row: dict[str, object]) -> str:
    from vidsyn.people.vocabulary import Role
    from vidsyn.wording.labels import label

    held = [" ".join(filter(None, (label(Role(r["role"])), r["unit"]))) for r in row["roles"]]  # type: ignore[attr-defined]
    return f"{row['email']}  {row['name']}  {', '.join(held)}"


@people.command("add")
@spoken.argument("email")
@spoken.argument("name")
@spoken.option("--unit", "code", help="Her unit, by its code.")
@spoken.option("--role", type=click.Choice(ROLES), help="A role to give her.")
@spoken.option("--for", "role_unit", help="The unit the role is for; the whole university unless said.")
@at_desk
def add_person(
    desk: Desk, email: str, name: str, code: str | None, role: str | None, role_unit: str | None
) -> None:
    """Open an account and print the address where its password is set, which works once.

    So the first account of an own register is made: vidsyn people add EMAIL NAME --role office
    """
    from vidsyn.people.operations.persons import person_create
    from vidsyn.people.operations.roles import role_give
    from vidsyn.people.queries.units import unit_named
    from vidsyn.people.vocabulary import Role

    unit = unit_named(desk.actor, code) if code else None
    person = person_create(email=email, name=name, unit=unit, actor=desk.actor)
    if role:
        given_for = unit_named(desk.actor, role_unit) if role_unit else None
        role_give(person=person, role=Role(role), unit=given_for, actor=desk.actor)
    _print_link(desk, email)


@people.command("password-link")
@spoken.argument("person")
@at_desk
def password_link(desk: Desk, person: str) -> None:
    """Print the address where a person sets her password; it works once, within three days."""
    _print_link(desk, person)


def _print_link(desk: Desk, name: str) -> None:
    from vidsyn.people.operations.passwords import password_link_create
    from vidsyn.people.queries.persons import person_named

    person = person_named(desk.actor, name)
    desk.say(f"/password/{person.pk}/{password_link_create(person=person, actor=desk.actor)}/")


@people.command("import")
@spoken.argument("file", type=spoken.File("rb"))
@spoken.option("--apply", is_flag=True, help="Carry it out; without it only try.")
@json_option
@at_desk
def import_people(desk: Desk, file: IO[bytes], apply: bool, as_json: bool) -> None:
    """Bring in accounts and roles from XLSX, ODS or CSV, all rows or none.

    Columns: email, name, unit, language, role, role_unit – or their Swedish names; one row for each role.
    """
    from vidsyn.people.operations.bringing import people_bring_in

    _import(desk, file, apply, as_json, people_bring_in)


@units.command("list")
@spoken.option("--closed", is_flag=True, help="Closed ones too.")
@json_option
@at_desk
def list_units(desk: Desk, closed: bool, as_json: bool) -> None:
    """List the units in tree order."""
    from vidsyn.people.queries.units import unit_list

    rows = [
        {"code": u.code, "path": u.path, "name_sv": u.name_sv, "name_en": u.name_en, "kind": u.kind}
        for u in unit_list(desk.actor, closed=closed)
    ]
    desk.answer(
        rows,
        as_json=as_json,
        line=lambda row: f"{'  ' * (row['path'].count('/') - 1)}{row['code']}  {row['name_sv']}",
    )


@units.command("import")
@spoken.argument("file", type=spoken.File("rb"))
@spoken.option("--apply", is_flag=True, help="Carry it out; without it only try.")
@json_option
@at_desk
def import_units(desk: Desk, file: IO[bytes], apply: bool, as_json: bool) -> None:
    """Bring in the tree of units from XLSX, ODS or CSV, all rows or none.

    Columns: code, name_sv, name_en, kind, parent – or their Swedish names.
    """
    from vidsyn.people.operations.bringing import units_bring_in

    _import(desk, file, apply, as_json, units_bring_in)


def _import(
    desk: Desk, file: IO[bytes], apply: bool, as_json: bool, bring_in: Callable[..., ListImport]
) -> None:
    from dataclasses import asdict

    done = bring_in(content=file.read(), apply=apply, actor=desk.actor)
    if as_json:
        desk.tell(asdict(done))
        return
    counts = {"rows": done.rows, "new": done.created, "changed": done.changed, "same": done.unchanged}
    desk.say(_("%(rows)s rows: %(new)s new, %(changed)s changed, %(same)s as they were.") % counts)
    if not apply:
        desk.say(_("Nothing is brought in yet: add --apply."))


commands: list[click.Command] = [people, units]
