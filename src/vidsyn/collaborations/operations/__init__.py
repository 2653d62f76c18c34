"""Everything that changes a collaboration or an activity in one."""

from vidsyn.collaborations.operations.activities import (
    activity_add,
    activity_end,
    activity_update,
    activity_void,
)
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.importing import (
    CollaborationItem,
    ExtraValue,
    PartnerNamed,
    collaborations_import,
)
from vidsyn.collaborations.operations.many import (
    collaborations_assign,
    collaborations_move,
    collaborations_void,
)
from vidsyn.collaborations.operations.partners import (
    collaboration_link_partner,
    collaboration_partner_add,
    collaboration_partner_remove,
)
from vidsyn.collaborations.operations.people import (
    collaboration_responsible_add,
    collaboration_responsible_erase,
    collaboration_responsible_remove,
)
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.operations.steps import (
    collaboration_end,
    collaboration_lower,
    collaboration_pause,
    collaboration_promote,
    collaboration_reopen,
    collaboration_resume,
    collaboration_start,
)

__all__ = [
    "CollaborationItem",
    "ExtraValue",
    "PartnerNamed",
    "activity_add",
    "activity_end",
    "activity_update",
    "activity_void",
    "collaboration_end",
    "collaboration_link_partner",
    "collaboration_lower",
    "collaboration_partner_add",
    "collaboration_partner_remove",
    "collaboration_pause",
    "collaboration_promote",
    "collaboration_register",
    "collaboration_reopen",
    "collaboration_responsible_add",
    "collaboration_responsible_erase",
    "collaboration_responsible_remove",
    "collaboration_resume",
    "collaboration_start",
    "collaboration_update",
    "collaborations_assign",
    "collaborations_import",
    "collaborations_move",
    "collaborations_void",
]
