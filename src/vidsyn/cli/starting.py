"""The second way in: a university's own, empty register."""

from __future__ import annotations

from gettext import gettext as _

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import Desk, at_desk


@spoken.command()
@spoken.option("--code", required=True, help="Short code of the university, such as kth.")
@spoken.option("--name", "name_sv", required=True, help="The university's name in Swedish.")
@spoken.option("--name-en", required=True, help="The university's name in English.")
@spoken.option("--email", required=True, help="Your e-mail address: you become the international office.")
@spoken.option("--your-name", required=True, help="Your name.")
@at_desk
def start(desk: Desk, code: str, name_sv: str, name_en: str, email: str, your_name: str) -> None:
    """Begin with your own register: the university and its first person, who can do the rest on the web.

    Prints the address where the first person chooses a password. Units and people can be imported afterwards.
    Refuses where anything is kept already: the sample lives in a data folder of its own.
    """
    from django.db import transaction

    from vidsyn.kernel.refusals import Refusal, RefusalKind
    from vidsyn.people.operations.passwords import password_link_create
    from vidsyn.people.operations.persons import person_create
    from vidsyn.people.operations.roles import role_give
    from vidsyn.people.operations.units import unit_create
    from vidsyn.people.vocabulary import Role, UnitKind
    from vidsyn.sample.loading import is_empty

    if not is_empty(desk.actor):
        raise Refusal("register_not_empty", kind=RefusalKind.STATE)
    with transaction.atomic():
        unit = unit_create(
            code=code, name_sv=name_sv, name_en=name_en, kind=UnitKind.UNIVERSITY, actor=desk.actor
        )
        person = person_create(email=email, name=your_name, unit=unit, actor=desk.actor)
        role_give(person=person, role=Role.OFFICE, actor=desk.actor)
        secret = password_link_create(person=person, actor=desk.actor)
    desk.say(_("Your register is ready. Start it with “vidsyn serve”, then choose your password at:"))
    desk.say(f"/password/{person.pk}/{secret}/")


commands: list[click.Command] = [start]
