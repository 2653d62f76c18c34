"""Everything that can be done to partners and networks."""

from vidsyn.partners.operations.bulk import (
    PartnerChange,
    partner_register_many,
    partner_update_many,
    partner_void_many,
)
from vidsyn.partners.operations.columns import partner_columns_close, partner_columns_open
from vidsyn.partners.operations.contacts import (
    partner_contact_add,
    partner_contact_erase,
    partner_contact_update,
)
from vidsyn.partners.operations.merging import partner_merge, partner_not_duplicate, partner_unmerge
from vidsyn.partners.operations.names import partner_name_add, partner_name_remove, partner_name_update
from vidsyn.partners.operations.network_people import (
    network_member_add,
    network_member_leave,
    network_member_update,
    network_representative_end,
    network_representative_erase,
    network_representative_name,
)
from vidsyn.partners.operations.network_plans import (
    network_phase_add,
    network_phase_update,
    network_review_decide,
    network_review_plan,
)
from vidsyn.partners.operations.networks import network_close, network_register, network_update
from vidsyn.partners.operations.notes import partner_note_add, partner_note_remove, partner_note_update
from vidsyn.partners.operations.partners import (
    partner_close,
    partner_link_ror,
    partner_parent_set,
    partner_register,
    partner_reopen,
    partner_successor_set,
    partner_unlink_ror,
    partner_update,
)

__all__ = [
    "PartnerChange",
    "network_close",
    "network_member_add",
    "network_member_leave",
    "network_member_update",
    "network_phase_add",
    "network_phase_update",
    "network_register",
    "network_representative_end",
    "network_representative_erase",
    "network_representative_name",
    "network_review_decide",
    "network_review_plan",
    "network_update",
    "partner_close",
    "partner_columns_close",
    "partner_columns_open",
    "partner_contact_add",
    "partner_contact_erase",
    "partner_contact_update",
    "partner_link_ror",
    "partner_merge",
    "partner_name_add",
    "partner_name_remove",
    "partner_name_update",
    "partner_not_duplicate",
    "partner_note_add",
    "partner_note_remove",
    "partner_note_update",
    "partner_parent_set",
    "partner_register",
    "partner_register_many",
    "partner_reopen",
    "partner_successor_set",
    "partner_unlink_ror",
    "partner_unmerge",
    "partner_update",
    "partner_update_many",
    "partner_void_many",
]
