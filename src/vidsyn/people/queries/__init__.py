"""Reading people, units, roles and tokens, with the viewer's eyes."""

from vidsyn.people.queries.coordinators import (
    coordinators_of,
    has_left,
)
from vidsyn.people.queries.history import (
    history_all,
    history_counted,
    history_of,
    history_of_act,
    history_of_own,
    history_of_thing,
    names_in,
)
from vidsyn.people.queries.persons import (
    account_of_link,
    identities_of,
    people_with_roles,
    person_find,
    person_list,
    person_named,
    persona_list,
    persons_by_id,
    role_find,
    role_named,
    roles_of,
    visible_people,
)
from vidsyn.people.queries.tokens import token_actor, token_digest, token_find, token_list, token_named
from vidsyn.people.queries.units import (
    unit_choices,
    unit_find,
    unit_list,
    unit_named,
    units_below,
    units_under,
)

__all__ = [
    "account_of_link",
    "coordinators_of",
    "has_left",
    "history_all",
    "history_counted",
    "history_of",
    "history_of_act",
    "history_of_own",
    "history_of_thing",
    "identities_of",
    "names_in",
    "people_with_roles",
    "person_find",
    "person_list",
    "person_named",
    "persona_list",
    "persons_by_id",
    "role_find",
    "role_named",
    "roles_of",
    "token_actor",
    "token_digest",
    "token_find",
    "token_list",
    "token_named",
    "unit_choices",
    "unit_find",
    "unit_list",
    "unit_named",
    "units_below",
    "units_under",
    "visible_people",
]
