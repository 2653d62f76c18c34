"""Words of the room: stages, statuses, rules and kinds of deadline."""

from enum import StrEnum

# Who at the university stands behind an agreement is said as of a collaboration.
from vidsyn.collaborations.vocabulary import Level as Level
from vidsyn.rows.waiting import Matter


class Stage(StrEnum):
    """How far an agreement has come on its way to being signed. Each step is one operation."""

    REQUESTED = "requested"  # begärt
    DRAFTING = "drafting"  # under beredning
    IN_REVIEW = "in_review"  # på granskning
    DECIDED = "decided"  # beslut
    FOR_SIGNATURE = "for_signature"  # för undertecknande
    SIGNED = "signed"  # undertecknat av alla parter
    WITHDRAWN = "withdrawn"  # återtaget


class Status(StrEnum):
    """What an agreement is on a day. Derived from its steps, signatures and dates; never stored as its state."""

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


class DeadlineKind(StrEnum):
    """What is due on a day."""

    ENDS = "ends"  # last day in force, and nothing takes over by itself
    NOTICE = "notice"  # last day on which notice stops the next automatic renewal
    WINDOW = "window"  # the window for negotiating a renewal opens
    OBLIGATION = "obligation"  # an obligation that outlives the agreement ends
    FOLLOW_UP = "follow_up"  # next reminder of an open agreement: ours or the partner's move
    ROUND = "round"  # the decision round that an open agreement aims at closes


class AgreementMatter(Matter):
    """What waits for somebody because of an agreement. A kind of deadline has the same value here."""

    NOTICE = "notice"  # last day for notice comes
    ENDS = "ends"  # an agreement ends
    OPINION = "opinion"  # somebody asked for my opinion
    DECISION = "decision"  # reviewed, and mine to decide
    REQUEST = "request"  # a department asks for an agreement
    MOVE = "move"  # an agreement on its way whose move is mine
    FOLLOW_UP = "follow_up"  # the partner's move, and it is time to ask
    ROUND = "round"  # a decision round closes
    WINDOW = "window"  # time to negotiate a renewal
    OBLIGATION = "obligation"  # something that outlives an agreement ends
    PARTY_LINKS = "party_links"  # agreements with a party to link to the register, all in one


class Side(StrEnum):
    """Whose party, move or member."""

    OURS = "ours"
    PARTNER = "partner"


class Opinion(StrEnum):
    """What a reviewer says."""

    SUPPORTS = "supports"  # tillstyrker
    SUPPORTS_WITH_CHANGES = "supports_with_changes"  # tillstyrker med ändringar
    ADVISES_AGAINST = "advises_against"  # avstyrker


class ReviewArea(StrEnum):
    """From which point of view an agreement is reviewed."""

    LAW = "law"
    SCHOOL = "school"
    FINANCE = "finance"
    SECURITY = "security"
    EXPORT_CONTROL = "export_control"
    DATA_PROTECTION = "data_protection"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    OTHER = "other"


class Verdict(StrEnum):
    """What was decided."""

    APPROVED = "approved"  # bifall
    DECLINED = "declined"  # avslag


class Direction(StrEnum):
    """Which way an exchange place goes, seen from here."""

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
    """What an exchange place counts."""

    STUDENTS = "students"
    TERMS = "terms"  # one student one term


class DocumentKind(StrEnum):
    """What a document is to its agreement."""

    DRAFT = "draft"
    SIGNED = "signed"
    ATTACHMENT = "attachment"
    AMENDMENT = "amendment"
    NOTICE = "notice"
    OTHER = "other"


class SignatureProof(StrEnum):
    """How far we can trust that all parties have signed."""

    UNSIGNED = "unsigned"
    SIGNED_HERE = "signed_here"  # each party's signature was registered here
    UNVERIFIED = "unverified"  # imported as signed; nobody has confirmed it
    CONFIRMED = "confirmed"  # imported as signed and confirmed by a person


class AmendableTerm(StrEnum):
    """The terms an amendment may change from a day."""

    END = "end"  # the end, or until further notice
    NOTICE = "notice"
    RENEWAL = "renewal"
    WINDOW = "window"
