"""What can be asked about partners and networks; the viewer first, a constant number of statements."""

from vidsyn.partners.queries.finding import (
    contact_named,
    membership_named,
    merge_named,
    network_named,
    note_named,
    partner_name_named,
    partner_named,
    phase_named,
    representative_named,
    review_named,
)
from vidsyn.partners.queries.history import network_history, partner_history
from vidsyn.partners.queries.likeness import (
    DuplicatePair,
    Likeness,
    duplicate_proposals,
    partner_likeness,
)
from vidsyn.partners.queries.merging import MergePreview, partner_merge_preview
from vidsyn.partners.queries.networks import (
    NetworkStory,
    network_list,
    network_search,
    network_story,
    reviews_due,
)
from vidsyn.partners.queries.partners import (
    PARTNER_ORDERS,
    PartnerFilter,
    PartnerStory,
    partner_countries,
    partner_list,
    partner_story,
    partners_filtered,
)
from vidsyn.partners.queries.rights import (
    PartnerRights,
    columns_seen,
    note_units,
    partner_rights,
    require_columns,
)
from vidsyn.partners.queries.ror import RorProposal, ror_about, ror_proposals, ror_search
from vidsyn.partners.queries.search import PartnerHit, partner_search

__all__ = [
    "PARTNER_ORDERS",
    "DuplicatePair",
    "Likeness",
    "MergePreview",
    "NetworkStory",
    "PartnerFilter",
    "PartnerHit",
    "PartnerRights",
    "PartnerStory",
    "RorProposal",
    "columns_seen",
    "contact_named",
    "duplicate_proposals",
    "membership_named",
    "merge_named",
    "network_history",
    "network_list",
    "network_named",
    "network_search",
    "network_story",
    "note_named",
    "note_units",
    "partner_countries",
    "partner_history",
    "partner_likeness",
    "partner_list",
    "partner_merge_preview",
    "partner_name_named",
    "partner_named",
    "partner_rights",
    "partner_search",
    "partner_story",
    "partners_filtered",
    "phase_named",
    "representative_named",
    "require_columns",
    "review_named",
    "reviews_due",
    "ror_about",
    "ror_proposals",
    "ror_search",
]
