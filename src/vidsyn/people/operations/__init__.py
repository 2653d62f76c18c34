"""Changing units, people, roles, tokens and passwords. The only way to change them."""

from vidsyn.people.logic.lists import PersonRow, RoleRow, UnitRow
from vidsyn.people.operations.bringing import ListImport, people_bring_in, units_bring_in
from vidsyn.people.operations.closing import person_deactivate, person_reactivate
from vidsyn.people.operations.erasure import person_erase
from vidsyn.people.operations.identities import identity_link, identity_unlink
from vidsyn.people.operations.passwords import (
    password_change,
    password_link_create,
    password_set,
    sessions_end,
)
from vidsyn.people.operations.persons import (
    language_choose,
    person_create,
    person_update,
)
from vidsyn.people.operations.roles import role_give, role_take
from vidsyn.people.operations.rows import people_import, units_import
from vidsyn.people.operations.tokens import NewToken, token_create, token_revoke
from vidsyn.people.operations.units import unit_close, unit_create, unit_move, unit_reopen, unit_update

__all__ = [
    "ListImport",
    "NewToken",
    "PersonRow",
    "RoleRow",
    "UnitRow",
    "identity_link",
    "identity_unlink",
    "language_choose",
    "password_change",
    "password_link_create",
    "password_set",
    "people_bring_in",
    "people_import",
    "person_create",
    "person_deactivate",
    "person_erase",
    "person_reactivate",
    "person_update",
    "role_give",
    "role_take",
    "sessions_end",
    "token_create",
    "token_revoke",
    "unit_close",
    "unit_create",
    "unit_move",
    "unit_reopen",
    "unit_update",
    "units_bring_in",
    "units_import",
]
