"""Where partners and networks store personal data."""

from vidsyn.history.personal.register import Whose, declare, derived, kept, mentions, names, plain
from vidsyn.partners.models import (
    Contact,
    Network,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerNote,
    PartnerWord,
)

_ORGANISATION = "names, codes and addresses of organisations"

declare(
    Partner,
    mentions("extra"),
    plain(
        "reference", "name_sv", "name_en", "sort_key", "country", "city", "ror", "ror_evidence", "erasmus_code",
        "schac", "pic", "website", why=_ORGANISATION,
    ),
)  # fmt: skip
declare(PartnerName, plain("name", "language", "folded", why=_ORGANISATION))
declare(PartnerWord, derived("word"))
declare(Contact, names(Whose.CONTACT, "name", "email", "phone"), mentions("area"))
declare(PartnerNote, mentions("text"))
declare(PartnerMerge, mentions("fields_before", "fields_after", "moved"))
declare(
    Network,
    mentions("purpose_sv", "purpose_en"),
    plain("reference", "name_sv", "name_en", "acronym", "folded", "website", why=_ORGANISATION),
)
declare(NetworkRepresentative, names(Whose.REPRESENTATIVE, "name"), mentions("role"))
declare(NetworkPhase, mentions("name"), plain("currency", why="a code"))
declare(NetworkReview, mentions("question", "reason"), kept(Whose.DECIDER, "decided_by"))
