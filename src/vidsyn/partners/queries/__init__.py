"""What can be asked about partners and networks; the viewer first, a constant number of statements."""

from vidsyn.partners.queries.likeness import (
    DuplicatePair,
    Likeness,
    Proposal,
    duplicate_proposals,
    partner_find_or_propose,
    partner_likeness,
)
from vidsyn.partners.queries.merging import MergePreview, partner_merge_preview
from vidsyn.partners.queries.networks import (
    NetworkStory,
    network_list,
    network_search,
    network_story,
    networks_of_partner,
    reviews_due,
)
from vidsyn.partners.queries.partners import (
    PartnerFilter,
    PartnerStory,
    partner_countries,
    partner_history_ids,
    partner_list,
    partner_story,
)
from vidsyn.partners.queries.search import PartnerHit, partner_search

__all__ = [
    "DuplicatePair",
    "Likeness",
    "MergePreview",
    "NetworkStory",
    "PartnerFilter",
    "PartnerHit",
    "PartnerStory",
    "Proposal",
    "duplicate_proposals",
    "network_list",
    "network_search",
    "network_story",
    "networks_of_partner",
    "partner_countries",
    "partner_find_or_propose",
    "partner_history_ids",
    "partner_likeness",
    "partner_list",
    "partner_merge_preview",
    "partner_search",
    "partner_story",
    "reviews_due",
]
