"""Vocabulary of the room: kinds of list, and outcomes of rows."""

from enum import StrEnum


class ListKind(StrEnum):
    """What a row of the list represents."""

    PARTNERS = "partners"
    COLLABORATIONS = "collaborations"
    AGREEMENTS = "agreements"


class Outcome(StrEnum):
    """Outcome of a row. Every non-empty row below the heading has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


# Outcomes of rows that are carried out.
CHANGING = (Outcome.CREATED, Outcome.UPDATED)


class Skip(StrEnum):
    """Why a row is no entry of the list."""

    SUBTOTAL = "subtotal"  # delsumma
    HEADER_AGAIN = "header_again"  # upprepad rubrikrad
    NOTE = "note"  # anteckning eller mellanrubrik
    DUPLICATE = "duplicate"  # identical to an earlier row
    NOT_CHOSEN = "not_chosen"  # the person left it out


class Decided(StrEnum):
    """Decision on the organisation a row names."""

    LINKED = "linked"  # certain enough to link
    REVIEW = "review"  # a proposal that a person should check
    NEW = "new"  # nothing similar is known


class Field(StrEnum):
    """Field of a column."""

    REFERENCE = "reference"  # the register's own reference
    NUMBER = "number"  # register number, diarienummer
    TITLE = "title"
    PARTNER = "partner"
    NAME_EN = "name_en"
    NAME_SV = "name_sv"
    ACRONYM = "acronym"
    COUNTRY = "country"
    CITY = "city"
    ROR = "ror"
    ERASMUS_CODE = "erasmus_code"
    SCHAC = "schac"
    PIC = "pic"
    WEBSITE = "website"
    KIND = "kind"
    UNIT = "unit"
    OWNER = "owner"
    LEVEL = "level"
    STATUS = "status"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    PERIOD = "period"  # first and last day in one cell
    NOTICE_MONTHS = "notice_months"  # or days, where the cell or the heading gives that unit
    RENEWAL_MONTHS = "renewal_months"
    PLACES_OUT = "places_out"
    PLACES_IN = "places_in"
    PURPOSE = "purpose"
    SUBJECTS = "subjects"
    NOTES = "notes"


class ActState(StrEnum):
    """State of an import."""

    READING = "reading"  # a large file is queued for the worker, or being read
    PLANNED = "planned"
    RUNNING = "running"  # being carried out; stays here when interrupted, until resumed or undone
    DONE = "done"
    UNDOING = "undoing"  # being undone piece by piece; resumed when interrupted
    UNDONE = "undone"
    DROPPED = "dropped"  # a plan that was never carried out


class Take(StrEnum):
    """Whose value to use where the list and the register differ."""

    LIST = "list"
    REGISTER = "register"


class Warned(StrEnum):
    """What a person should check although the row is imported."""

    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_OWNER = "unknown_owner"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_LEVEL = "unknown_level"
    FORMULA_ERROR = "formula_error"
    NOT_A_NUMBER = "not_a_number"
    NO_LENGTH = "no_length"
    END_MISSING = "end_missing"
    FROM_MERGED_CELL = "from_merged_cell"
    SIGNATURE_AWAITED = "signature_awaited"
    INVALID_CODE = "invalid_code"
    PERIOD_IN_ONE_CELL = "period_in_one_cell"
    SAME_AS_EARLIER = "same_as_earlier"
    DIFFERS_FROM_EARLIER = "differs_from_earlier"
    PARTNER_STAYS = "partner_stays"
    UNKNOWN_SUBJECT = "unknown_subject"
    SEVERAL_PARTNERS = "several_partners"
    DONE_MEANWHILE = "done_meanwhile"
    STATUS_CONTRADICTS = "status_contradicts"
