"""Where agreements store personal data, and which of it is a public record.

The names of deciders and signatories are part of the decision and the agreement: the university may not destroy
them on request (the Archives Act; article 17.3 b and d of the General Data Protection Regulation).
"""

from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import (
    Agreement,
    AgreementCourse,
    AgreementDocument,
    AgreementDue,
    Amendment,
    ContactPerson,
    Decision,
    DecisionRound,
    ExchangePlaces,
    Notice,
    Obligation,
    Party,
    RequestRoute,
    ReviewOpinion,
    Signatory,
    SteeringMember,
)
from vidsyn.history.personal.register import (
    Reach,
    Whose,
    declare,
    declare_store,
    derived,
    keep_facts,
    kept,
    mentions,
    names,
    plain,
)

_CODES = "codes and numbers"

declare(
    Agreement,
    mentions("title_sv", "title_en", "purpose", "note", "confidentiality_ground", "extra", "source"),
    derived("search", "inside_search"),
    plain(
        "reference", "register_number", "kind", "languages", "currency", "notice_given_by", "notice_effective",
        "source_key", why=_CODES,
    ),
)  # fmt: skip
declare(ExchangePlaces, mentions("subject", "note"))
declare(Obligation, mentions("text"))
declare(AgreementDue, derived("text"))
declare(AgreementCourse, plain("facts", why="days, months and stages"))
declare(
    AgreementDocument,
    mentions("title", "file_name"),
    plain("language", "media_type", "digest", why=_CODES),
)
declare(Party, plain("name", why="an organisation"))
declare(Signatory, kept(Whose.SIGNATORY, "name", "title"))
declare(ContactPerson, names(Whose.CONTACT, "name", "email"), mentions("area"))
declare(SteeringMember, names(Whose.STEERING, "name"), mentions("role"))
declare(ReviewOpinion, names(Whose.REVIEWER, "reviewer_name"), mentions("text"))
declare(
    Decision,
    kept(Whose.DECIDER, "decided_by_name", "decided_by_title", "text"),
    plain("register_number", why=_CODES),
)
declare(Notice, mentions("text"))
declare(Amendment, mentions("text", "changes"), plain("register_number", why=_CODES))
declare(DecisionRound, plain("name_sv", "name_en", "kinds", why="a round, not a person"))
declare(RequestRoute, plain("country", why="a code"))
declare_store("files/", whose=Whose.MENTIONED, reach=Reach.KEPT, why="documents of agreements, as they came")

keep_facts(
    AgreementFact.DECIDED,
    AgreementFact.DECLINED,
    AgreementFact.PARTY_SIGNED,
    AgreementFact.SIGNED,
    AgreementFact.SIGNATURE_CONFIRMED,
)
