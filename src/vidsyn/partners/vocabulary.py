"""Words of the room: kinds of organisation and name, what networks are and how one belongs to them."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class PartnerKind(StrEnum):
    """What sort of organisation a partner is. `OTHER` also stands for "not yet said"."""

    UNIVERSITY = "university"  # lärosäte
    RESEARCH_INSTITUTE = "research_institute"  # forskningsinstitut
    HOSPITAL = "hospital"  # sjukhus
    COMPANY = "company"  # företag
    CITY = "city"  # stad eller kommun
    AUTHORITY = "authority"  # myndighet
    FUNDER = "funder"  # finansiär
    ASSOCIATION = "association"  # förening eller intresseorganisation
    OTHER = "other"  # annan organisation


class NameKind(StrEnum):
    """What sort of name a name is."""

    OFFICIAL = "official"  # officiellt namn
    SHORT = "short"  # kortnamn
    ACRONYM = "acronym"  # förkortning
    FORMER = "former"  # tidigare namn
    OTHER = "other"  # annan namnform, such as the spelling of a duplicate that was merged


class LikenessReason(StrEnum):
    """Why two entries may be one organisation."""

    SAME_ID = "same_id"  # the same ROR id, Erasmus code, SCHAC code or PIC
    SAME_NAME = "same_name"  # the same name when case and accents are ignored
    SAME_NAME_ELSEWHERE = "same_name_elsewhere"  # the same name, but different countries are given
    SIMILAR_NAME = "similar_name"  # a name much like it


class Evidence(StrEnum):
    """What speaks for or against a ROR record being the partner: the reasons `vidsyn.matching` gives."""

    WORDS = "words"  # the words of the name
    ACRONYM = "acronym"
    COUNTRY = "country"
    PLACE = "place"  # the city
    KIND = "kind"
    CONTEXT = "context"  # where in the text the name stands
    NAMESAKES = "namesakes"  # others of the same name
    HIERARCHY = "hierarchy"  # what it belongs to, or what belongs to it
    COMPETITION = "competition"  # other records that fit
    STATUS = "status"
    CONFIDENCE = "confidence"


class Side(StrEnum):
    """Whose value stands after a merge."""

    KEPT = "kept"  # the partner that stays
    MERGED = "merged"  # the partner that goes into it


class NetworkKind(StrEnum):
    """What sort of network it is."""

    ALLIANCE = "alliance"  # allians, such as a European University
    NETWORK = "network"  # nätverk
    KIC = "kic"  # kunskaps- och innovationsgemenskap (EIT)
    ASSOCIATION = "association"  # förening
    CONSORTIUM = "consortium"  # konsortium


class MemberRole(StrEnum):
    """How a member belongs."""

    COORDINATOR = "coordinator"  # samordnare
    MEMBER = "member"  # medlem
    ASSOCIATE = "associate"  # associerad


class ReviewOutcome(StrEnum):
    """The answer to "should we stay?"."""

    STAY = "stay"  # stanna kvar
    STAY_IF = "stay_if"  # stanna kvar på villkor
    LEAVE = "leave"  # lämna


class NetworkMatter(Matter):
    """What waits for somebody because of a network."""

    REVIEW = "network_review"  # should we stay in the network?
