"""Partners with their names, contacts and notes; networks; and what refers to a partner."""

from vidsyn.partners.models.networks import (
    Network,
    NetworkMembership,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
)
from vidsyn.partners.models.partners import (
    Contact,
    NotDuplicate,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerNote,
    PartnerWord,
)
from vidsyn.partners.models.relations import (
    Relation,
    declare_relation,
    declared_relations,
    rows_using,
    undeclared,
    used_among,
)

__all__ = [
    "Contact",
    "Network",
    "NetworkMembership",
    "NetworkPhase",
    "NetworkRepresentative",
    "NetworkReview",
    "NotDuplicate",
    "Partner",
    "PartnerMerge",
    "PartnerName",
    "PartnerNote",
    "PartnerWord",
    "Relation",
    "declare_relation",
    "declared_relations",
    "rows_using",
    "undeclared",
    "used_among",
]
