"""An operation that changes something a person looked at can be told which version she looked at.

Those that take none stand here, each with the reason why nothing of another's can be overwritten by them.
"""

from vidsyn.acts.calls import operations

ADDS = "only adds something beside what is there"
ENDS_A_ROW = "takes out or ends one row; done twice is done once, and history keeps what stood in it"
OWN = "of the actor's own account; nobody else changes it"
SIGN_IN = "of an account's ways in: what is made is new, what is ended stays ended"
CARRIES_ITS_OWN = "each row carries the version it was planned from, or is held against what stands"
IN_ITS_STATE = (
    "refused unless the import, or the work, is in the one state in which nothing of another's can be lost"
)
WITHOUT_VERSION = {
    ADDS: """activity_add agreement_contact_add agreement_request collaboration_link_agreement collaboration_register
        collaboration_responsible_add decision_round_open document_add network_member_add network_phase_add
        network_register network_representative_name network_review_plan obligation_add partner_contact_add
        partner_not_duplicate partner_note_add partner_register partner_register_many party_add person_create
        places_add review_open role_give steering_member_add unit_create""",
    ENDS_A_ROW: """activity_void agreement_contact_end agreement_contact_erase amendment_revoke clean_up_settle
        collaboration_partner_remove collaboration_responsible_remove collaboration_unlink_agreement document_remove
        notice_revoke obligation_close partner_contact_erase partner_name_remove partner_note_remove partner_unmerge
        party_remove person_erase places_remove request_route_remove steering_member_end
        collaboration_responsible_erase network_representative_erase steering_member_erase
        agreement_reviewer_erase""",
    OWN: "digest_choose feed_make feed_revoke language_choose password_change token_create token_revoke",
    SIGN_IN: "identity_link identity_unlink password_link_create password_set sessions_end",
    CARRIES_ITS_OWN: """agreement_import_record agreements_change_undo agreements_import collaborations_change_undo
        collaborations_import partner_update_many
        people_bring_in people_import units_bring_in units_import""",
    IN_ITS_STATE: """import_advance import_drop import_plan import_read import_receive import_undo work_forget
        work_retry""",
    "its form begins empty and says for whom requests are routed; history keeps whom it replaces": "request_route_set",
}


def test_every_operation_takes_a_version_or_stands_here_with_a_reason() -> None:
    taking = {
        name
        for name, operation in operations().items()
        if {p.name for p in operation.parameters()} & {"expected_version", "expected_versions"}
    }
    exempt = [name for names in WITHOUT_VERSION.values() for name in names.split()]
    assert len(exempt) == len(set(exempt))
    assert set(exempt) == set(operations()) - taking
