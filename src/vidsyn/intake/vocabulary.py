"""Words of the room: what is brought in, and what becomes of each row."""

from enum import StrEnum


class ListKind(StrEnum):
    """What a row of the list is."""

    PARTNERS = "partners"
    COLLABORATIONS = "collaborations"
    AGREEMENTS = "agreements"


class Outcome(StrEnum):
    """What becomes of a row. Every non-empty row below the heading has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


# What happens to rows that are carried out.
CHANGING = (Outcome.CREATED, Outcome.UPDATED)


class Skip(StrEnum):
    """Why a row is no entry of the list."""

    SUBTOTAL = "subtotal"  # delsumma
    HEADER_AGAIN = "header_again"  # upprepad rubrikrad
    NOTE = "note"  # anteckning eller mellanrubrik
    DUPLICATE = "duplicate"  # says word for word what an earlier row said
    NOT_CHOSEN = "not_chosen"  # the person left it out


class Decided(StrEnum):
    """What is made of the organisation a row names."""

    LINKED = "linked"  # sure enough to link
    REVIEW = "review"  # a proposal that a person should judge
    NEW = "new"  # nothing like it is known


class Field(StrEnum):
    """What a column can hold."""

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
    NOTICE_MONTHS = "notice_months"  # or days, where the cell or the heading says so
    RENEWAL_MONTHS = "renewal_months"
    PLACES_OUT = "places_out"
    PLACES_IN = "places_in"
    PURPOSE = "purpose"
    SUBJECTS = "subjects"
    NOTES = "notes"


class ActState(StrEnum):
    """How far an import has come."""

    READING = "reading"  # a large file waits for the worker, or is being read by it
    PLANNED = "planned"
    RUNNING = "running"  # being carried out; what was interrupted stays here until it is resumed or undone
    DONE = "done"
    UNDOING = "undoing"  # being undone piece by piece; goes on where it was interrupted
    UNDONE = "undone"
    DROPPED = "dropped"  # a plan nobody carried out


class Take(StrEnum):
    """Whose value stands where the list and the register say different things."""

    LIST = "list"
    REGISTER = "register"


class Warned(StrEnum):
    """What a person should look at though the row can come in."""

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
