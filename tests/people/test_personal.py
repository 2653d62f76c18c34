"""Every column says whether it holds personal values, whose, and how erasure reaches them."""

from __future__ import annotations

from vidsyn.history.personal.register import Reach, personal_register, undeclared
from vidsyn.kernel.rooms import open_rooms

REMEDY = """
Declare each column in vidsyn/<room>/personal.py of the room the model belongs to, with one of
  declare(Model, plain("column", why="a digest"))         no personal values, and why
  declare(Model, mentions("column"))                      text that may name anybody; erasure searches it
  declare(Model, names(Whose.CONTACT, "name", "email"))   names and addresses; erasure searches them
  declare(Model, derived("column"))                       made from other columns; also register `rebuilds(Model)`
and read docs/personal-data.md.
"""


def test_every_column_is_declared():
    open_rooms()
    lacking = undeclared()
    assert not lacking, f"{lacking} hold text, and nobody has declared whether it is about people.{REMEDY}"


def test_the_register_names_every_place_with_personal_values():
    open_rooms()
    places = {entry.place: entry for entry in personal_register()}
    assert places["partners.Contact.email"].reach is Reach.SEARCHED
    assert places["agreements.Decision.decided_by_name"].reach is Reach.KEPT
    assert places["people.Person.name"].reach is Reach.CLEARED
    assert places["agreements.Agreement.owner"].reach is Reach.POINTS
    assert "mail/" in places
    assert "people.Person.language" not in places
