"""Facts about units, people, their roles and their tokens."""

from enum import StrEnum


class UnitFact(StrEnum):
    """Facts about a unit."""

    CREATED = "unit.created"
    UPDATED = "unit.updated"
    MOVED = "unit.moved"
    CLOSED = "unit.closed"
    REOPENED = "unit.reopened"


class PersonFact(StrEnum):
    """Facts about a person, including the roles the person holds."""

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
    """Facts about an API token."""

    CREATED = "api_token.created"
    REVOKED = "api_token.revoked"
