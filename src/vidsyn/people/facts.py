"""What can be recorded about units, people, their roles and their tokens."""

from enum import StrEnum


class UnitFact(StrEnum):
    """Recorded of a unit."""

    CREATED = "unit.created"
    UPDATED = "unit.updated"
    MOVED = "unit.moved"
    CLOSED = "unit.closed"
    REOPENED = "unit.reopened"


class PersonFact(StrEnum):
    """Recorded of a person. Roles are recorded of the person who holds them."""

    CREATED = "person.created"
    UPDATED = "person.updated"
    DEACTIVATED = "person.deactivated"
    REACTIVATED = "person.reactivated"
    ROLE_GIVEN = "person.role_given"
    ROLE_TAKEN = "person.role_taken"
    PASSWORD_SET = "person.password_set"  # noqa: S105 - a fact's name, not a password
    PASSWORD_LINK_MADE = "person.password_link_made"  # noqa: S105
    IDENTITY_LINKED = "person.identity_linked"
    IDENTITY_UNLINKED = "person.identity_unlinked"
    SESSIONS_ENDED = "person.sessions_ended"
    ERASED = "person.erased"


class TokenFact(StrEnum):
    """Recorded of an API token."""

    CREATED = "api_token.created"
    REVOKED = "api_token.revoked"
