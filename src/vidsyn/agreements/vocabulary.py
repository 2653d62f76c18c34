"""Vocabulary of the room: stages, statuses, rules and kinds of deadline."""

from enum import StrEnum

# The university's level of commitment is the same vocabulary as for a collaboration.
from vidsyn.collaborations.vocabulary import Level as Level
from vidsyn.rows.waiting import Matter


class Stage(StrEnum):
    """Stage of an agreement on its way to signature. Each change is one operation."""

    REQUESTED = "requested"  # begärt
    DRAFTING = "drafting"  # under beredning
    IN_REVIEW = "in_review"  # på granskning
    DECIDED = "decided"  # beslut
    FOR_SIGNATURE = "for_signature"  # för undertecknande
    SIGNED = "signed"  # undertecknat av alla parter
    WITHDRAWN = "withdrawn"  # återtaget


class Status(StrEnum):
    """Status of an agreement on a day. Derived from its steps, signatures and dates; never stored as its state."""

    REQUESTED = "requested"  # begärt
    DRAFTING = "drafting"  # under beredning
    IN_REVIEW = "in_review"  # på granskning
    DECIDED = "decided"  # beslutat
    FOR_SIGNATURE = "for_signature"  # för undertecknande
    WITHDRAWN = "withdrawn"  # återtaget
    UPCOMING = "upcoming"  # undertecknat, börjar gälla senare
    IN_FORCE = "in_force"  # gällande
    NOTICE_GIVEN = "notice_given"  # uppsagt, gäller tiden ut
    RENEWED = "renewed"  # förnyat: a successor has taken over
    ENDED = "ended"  # avslutat efter uppsägning
    TERMINATED = "terminated"  # hävt
    EXPIRED = "expired"  # utlöpt


# Applies on the day.
RUNNING = (Status.IN_FORCE, Status.NOTICE_GIVEN)


class DeadlineKind(StrEnum):
    """Kind of deadline."""

    ENDS = "ends"  # last day in force, without an automatic renewal
    NOTICE = "notice"  # last day on which notice stops the next automatic renewal
    WINDOW = "window"  # the window for negotiating a renewal opens
    OBLIGATION = "obligation"  # an obligation that outlives the agreement ends
    FOLLOW_UP = "follow_up"  # next reminder of an open agreement: ours or the partner's move
    ROUND = "round"  # the decision round of an open agreement closes


class AgreementMatter(Matter):
    """A pending matter of an agreement. A kind of deadline has the same value here."""

    NOTICE = "notice"  # last day for notice
    ENDS = "ends"  # an agreement ends
    OPINION = "opinion"  # an opinion is requested of me
    DECISION = "decision"  # reviewed, awaiting my decision
    REQUEST = "request"  # a department requests an agreement
    MOVE = "move"  # an unsigned agreement whose next move is mine
    FOLLOW_UP = "follow_up"  # the partner's move, time to follow up
    ROUND = "round"  # a decision round closes
    WINDOW = "window"  # time to negotiate a renewal
    OBLIGATION = "obligation"  # an obligation that outlives an agreement ends
    TO_FILL_IN = "to_fill_in"  # all agreements that lack a term from which a deadline follows
    PARTY_LINKS = "party_links"  # all agreements with a party to link to the register


class Side(StrEnum):
    """Which side a party, move or member belongs to."""

    OURS = "ours"
    PARTNER = "partner"


class Opinion(StrEnum):
    """A reviewer's opinion."""

    SUPPORTS = "supports"  # tillstyrker
    SUPPORTS_WITH_CHANGES = "supports_with_changes"  # tillstyrker med ändringar
    ADVISES_AGAINST = "advises_against"  # avstyrker


class ReviewArea(StrEnum):
    """Point of view of a review."""

    LAW = "law"
    SCHOOL = "school"
    FINANCE = "finance"
    SECURITY = "security"
    EXPORT_CONTROL = "export_control"
    DATA_PROTECTION = "data_protection"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    OTHER = "other"


class Verdict(StrEnum):
    """Outcome of a decision."""

    APPROVED = "approved"  # bifall
    DECLINED = "declined"  # avslag


class Direction(StrEnum):
    """Direction of an exchange place, seen from here."""

    OUT = "out"  # utresande
    IN = "in"  # inresande


class StudyLevel(StrEnum):
    """Level of study of an exchange place."""

    FIRST = "first"  # grundnivå
    SECOND = "second"  # avancerad nivå
    THIRD = "third"  # forskarnivå
    STAFF = "staff"  # personal
    ANY = "any"


class PlaceUnit(StrEnum):
    """Unit of an exchange place."""

    STUDENTS = "students"
    TERMS = "terms"  # one student for one term


class DocumentKind(StrEnum):
    """A document's role in its agreement."""

    DRAFT = "draft"
    SIGNED = "signed"
    ATTACHMENT = "attachment"
    AMENDMENT = "amendment"
    NOTICE = "notice"
    OTHER = "other"


class SignatureProof(StrEnum):
    """Evidence that all parties have signed."""

    UNSIGNED = "unsigned"
    SIGNED_HERE = "signed_here"  # each party's signature was registered here
    UNVERIFIED = "unverified"  # imported as signed, not confirmed
    CONFIRMED = "confirmed"  # imported as signed and confirmed by a person


class Missing(StrEnum):
    """A term that is unknown although a deadline follows from it."""

    END = "end"  # neither an end nor until further notice
    NOTICE = "notice"  # ends only by notice, whose period is unknown


class AmendableTerm(StrEnum):
    """The terms an amendment may change from a day on."""

    END = "end"  # the end, or open-ended
    NOTICE = "notice"
    RENEWAL = "renewal"
    WINDOW = "window"
