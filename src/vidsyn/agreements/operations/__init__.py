"""Changing agreements: each act one operation, the only way to change anything."""

from vidsyn.agreements.operations.amending import (
    agreement_amend,
    amendment_revoke,
)
from vidsyn.agreements.operations.documents import (
    document_add,
    document_remove,
)
from vidsyn.agreements.operations.editing import (
    agreement_set_collaborations,
    agreement_set_further_units,
    agreement_update,
)
from vidsyn.agreements.operations.ending import (
    agreement_terminate,
    notice_give,
    notice_revoke,
)
from vidsyn.agreements.operations.erasing import (
    agreement_contact_erase,
    agreement_reviewer_erase,
    steering_member_erase,
)
from vidsyn.agreements.operations.importing import (
    AgreementItem,
    PartyItem,
    PlacesItem,
    agreement_import_record,
    agreements_import,
)
from vidsyn.agreements.operations.linking import (
    collaboration_link_agreement,
    collaboration_unlink_agreement,
)
from vidsyn.agreements.operations.many import (
    agreements_assign,
    agreements_move,
    agreements_void,
)
from vidsyn.agreements.operations.obligations import (
    obligation_add,
    obligation_close,
)
from vidsyn.agreements.operations.parties import (
    agreement_contact_add,
    agreement_contact_end,
    party_add,
    party_link,
    party_remove,
    steering_member_add,
    steering_member_end,
)
from vidsyn.agreements.operations.places import (
    places_add,
    places_remove,
    places_update,
)
from vidsyn.agreements.operations.renewing import (
    agreement_renew,
)
from vidsyn.agreements.operations.requesting import (
    agreement_request,
)
from vidsyn.agreements.operations.routing import (
    decision_round_open,
    decision_round_remove,
    decision_round_update,
    request_route_remove,
    request_route_set,
)
from vidsyn.agreements.operations.signing import (
    agreement_send_for_signature,
    agreement_sign,
    signature_confirm,
)
from vidsyn.agreements.operations.steps import (
    agreement_decide,
    agreement_draft_start,
    agreement_set_move,
    agreement_withdraw,
    opinion_give,
    review_open,
)

__all__ = [
    "AgreementItem",
    "PartyItem",
    "PlacesItem",
    "agreement_amend",
    "agreement_contact_add",
    "agreement_contact_end",
    "agreement_contact_erase",
    "agreement_decide",
    "agreement_draft_start",
    "agreement_import_record",
    "agreement_renew",
    "agreement_request",
    "agreement_reviewer_erase",
    "agreement_send_for_signature",
    "agreement_set_collaborations",
    "agreement_set_further_units",
    "agreement_set_move",
    "agreement_sign",
    "agreement_terminate",
    "agreement_update",
    "agreement_withdraw",
    "agreements_assign",
    "agreements_import",
    "agreements_move",
    "agreements_void",
    "amendment_revoke",
    "collaboration_link_agreement",
    "collaboration_unlink_agreement",
    "decision_round_open",
    "decision_round_remove",
    "decision_round_update",
    "document_add",
    "document_remove",
    "notice_give",
    "notice_revoke",
    "obligation_add",
    "obligation_close",
    "opinion_give",
    "party_add",
    "party_link",
    "party_remove",
    "places_add",
    "places_remove",
    "places_update",
    "request_route_remove",
    "request_route_set",
    "review_open",
    "signature_confirm",
    "steering_member_add",
    "steering_member_end",
    "steering_member_erase",
]
