"""Labels of the room's vocabulary and fields."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn.people.facts import PersonFact, TokenFact, UnitFact
from vidsyn.people.vocabulary import Language, Needed, Role, TokenScope, UnitKind

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    Role: {
        Role.READER: _("Reader"),
        Role.RESEARCHER: _("Researcher"),
        Role.COORDINATOR: _("Coordinator"),
        Role.OFFICE: _("International office"),
        Role.ADVISER: _("Adviser"),
        Role.DECIDER: _("Deciding member"),
        Role.LEADERSHIP: _("Leadership"),
        Role.AUDITOR: _("Auditor"),
        Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    },
    UnitKind: {
        UnitKind.UNIVERSITY: _("University"),
        UnitKind.FACULTY: _("Faculty"),
        UnitKind.SCHOOL: _("School"),
        UnitKind.DEPARTMENT: _("Department"),
        UnitKind.OFFICE: pgettext_lazy("kind of unit", "Office"),
        UnitKind.CENTRE: _("Centre"),
    },
    Needed: {
        Needed.ANY_ROLE: _("a role in the register"),
        Needed.UNIT_OR_OFFICE: _("a role for the unit it belongs to, or the international office"),
        Needed.COORDINATOR: _("coordinator of the unit, or the international office"),
        Needed.ANY_COORDINATOR: _("coordinator, or the international office"),
        Needed.REGISTRAR: _("researcher or coordinator of the unit, or the international office"),
        Needed.DECIDER: _("deciding member or leadership of the unit"),
        Needed.OFFICE: _("the international office"),
        Needed.PEOPLE_MANAGER: _("the international office or system administrator"),
        Needed.SYSTEM_ADMINISTRATOR: _("system administrator"),
        Needed.AUDITOR: _("the international office or auditor"),
        Needed.OWN_ACCOUNT: _("the person herself"),
    },
    UnitFact: {
        UnitFact.CREATED: _("Unit added"),
        UnitFact.UPDATED: _("Unit changed"),
        UnitFact.MOVED: _("Unit moved in the tree"),
        UnitFact.CLOSED: _("Unit closed"),
        UnitFact.REOPENED: _("Unit opened again"),
    },
    PersonFact: {
        PersonFact.CREATED: _("Account opened"),
        PersonFact.UPDATED: _("Account changed"),
        PersonFact.DEACTIVATED: _("Account closed"),
        PersonFact.REACTIVATED: _("Account opened again"),
        PersonFact.ROLE_GIVEN: _("Role given"),
        PersonFact.ROLE_TAKEN: _("Role taken"),
        PersonFact.PASSWORD_SET: _("Password set"),
        PersonFact.PASSWORD_LINK_MADE: _("Password link made"),
        PersonFact.IDENTITY_LINKED: _("University account linked"),
        PersonFact.IDENTITY_UNLINKED: _("University account no longer linked"),
        PersonFact.SESSIONS_ENDED: _("Signed out everywhere"),
        PersonFact.ERASED: _("Person erased"),
    },
    TokenFact: {
        TokenFact.CREATED: _("API token made"),
        TokenFact.REVOKED: _("API token revoked"),
    },
    TokenScope: {
        TokenScope.READ: _("Read"),
        TokenScope.WRITE: _("Read and write"),
    },
    # Each language is named in itself, whatever the page's language.
    Language: {
        Language.SWEDISH: "Svenska",
        Language.ENGLISH: "English",
    },
}

KINDS: dict[str, str | Promise] = {
    "person": _("person"),
    "unit": _("unit"),
    "role_assignment": _("role"),
    "api_token": _("API token"),
}

FIELDS: dict[str, dict[str, str | Promise]] = {
    "unit": {
        "code": _("Code"),
        "path": _("Place in the tree"),
        "name_sv": _("Name in Swedish"),
        "name_en": _("Name in English"),
        "kind": _("Kind"),
        "parent": _("Under"),
        "active": _("Open"),
    },
    "person": {
        "provider": _("Identity provider"),
        "assignment": _("Role assignment"),
        "ways_in_ended": _("Earlier links, sessions and tokens ended"),
        "email": _("E-mail"),
        "name": _("Name"),
        "unit": _("Unit"),
        "language": _("Language"),
        "is_active": _("Account open"),
        "is_sample": _("Sample persona"),
        "role": _("Role"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    },
    "api_token": {
        "name": _("Name"),
        "scope": _("Scope"),
        "expires_on": _("Last day"),
        "person": _("Person"),
        "revoked": _("Revoked"),
    },
}

WORDS: dict[str, dict[str, type[StrEnum]]] = {"person": {"role": Role}}
