"""Vocabulary of the room: kinds of organisation and name, kinds of network and membership."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class PartnerKind(StrEnum):
    """Kind of organisation. `OTHER` also means "not yet given"."""

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
    """Kind of name."""

    OFFICIAL = "official"  # officiellt namn
    SHORT = "short"  # kortnamn
    ACRONYM = "acronym"  # förkortning
    FORMER = "former"  # tidigare namn
    OTHER = "other"  # annan namnform, such as the spelling of a duplicate that was merged


class LikenessReason(StrEnum):
    """Why two entries may be the same organisation."""

    SAME_ID = "same_id"  # the same ROR id, Erasmus code, SCHAC code or PIC
    SAME_NAME = "same_name"  # the same name, ignoring case and accents
    SAME_NAME_ELSEWHERE = "same_name_elsewhere"  # the same name, but in different countries
    SIMILAR_NAME = "similar_name"  # a similar name


class Evidence(StrEnum):
    """Evidence for or against a ROR record: the reasons that `vidsyn.matching` gives."""

    WORDS = "words"  # the words of the name
    ACRONYM = "acronym"
    COUNTRY = "country"
    PLACE = "place"  # the city
    KIND = "kind"
    CONTEXT = "context"  # where in the text the name occurs
    NAMESAKES = "namesakes"  # other records with the same name
    HIERARCHY = "hierarchy"  # a parent or child organisation
    COMPETITION = "competition"  # other records that match
    STATUS = "status"
    CONFIDENCE = "confidence"


class Side(StrEnum):
    """Whose value to use after a merge."""

    KEPT = "kept"  # the partner that remains
    MERGED = "merged"  # the partner merged into it


class NetworkKind(StrEnum):
    """Kind of network."""

    ALLIANCE = "alliance"  # allians, such as a European University
    NETWORK = "network"  # nätverk
    KIC = "kic"  # kunskaps- och innovationsgemenskap (EIT)
    ASSOCIATION = "association"  # förening
    CONSORTIUM = "consortium"  # konsortium


class MemberRole(StrEnum):
    """Role of a member."""

    COORDINATOR = "coordinator"  # samordnare
    MEMBER = "member"  # medlem
    ASSOCIATE = "associate"  # associerad


class ReviewOutcome(StrEnum):
    """The answer to "should we stay?"."""

    STAY = "stay"  # stanna kvar
    STAY_IF = "stay_if"  # stanna kvar på villkor
    LEAVE = "leave"  # lämna


class NetworkMatter(Matter):
    """A pending matter of a network."""

    REVIEW = "network_review"  # should we stay in the network?
