"""Parameters that cannot name a person, and why: all other texts of every operation are planted."""

ORGANISATION = "the name of an organisation, a unit or a programme"
CODE = "a code, a number or a word of a vocabulary"
OUTCOME = "the erasure itself is tried apart"
PUBLIC = "a public record, which is kept"
SECRET = "a password, a code or the id of an outside account, of which a digest at most is stored"
APART = "planted apart, with a list that fits"
SWITCH = "ends the account that is needed here; its reason is stored as role_give's"

# By the last part of a path, whatever the operation.
NAMES = {
    "acronym": ORGANISATION, "name_sv": ORGANISATION, "name_en": ORGANISATION, "partner_name": ORGANISATION,
    "city": ORGANISATION, "parent": CODE, "unit": CODE, "was": ORGANISATION, "becomes": ORGANISATION,
    "register_number": CODE, "kind": CODE, "kinds[]": CODE, "subjects[]": CODE, "languages": CODE, "language": CODE,
    "amount": CODE, "currency": CODE, "clear[]": CODE, "source_key": CODE, "code": CODE, "field": CODE,
    "column": CODE, "country": CODE, "ror": CODE, "partner_id": CODE, "provider": CODE, "subject": SECRET,
    "sheet": APART, "file_name": APART,
}  # fmt: skip
# By operation; "*" means all its parameters.
OF = {
    "agreement_decide": {"decided_by_name": PUBLIC, "decided_by_title": PUBLIC, "text": PUBLIC},
    "agreement_sign": {"name": PUBLIC, "title": PUBLIC},
    "signature_confirm": {"reason": PUBLIC},
    "network_review_decide": {"decided_by": PUBLIC},
    "agreement_import_record": {"item.partners[].name": ORGANISATION},
    "agreements_import": {"items[].partners[].name": ORGANISATION},
    "collaborations_import": {"items[].partners[].name": ORGANISATION},
    "activity_add": {"details[].name": CODE},
    "activity_update": {"details[].name": CODE},
    "collaboration_partner_add": {"name": ORGANISATION},
    "party_add": {"name": ORGANISATION},
    "party_link": {"name": ORGANISATION},
    "partner_name_add": {"name": ORGANISATION},
    "partner_name_update": {"text": ORGANISATION},
    "partner_register": {"name": ORGANISATION, "names[].name": ORGANISATION},
    "partner_register_many": {"entries[].names[].name": ORGANISATION},
    "partner_update_many": {"changes[].names[].name": ORGANISATION},
    "import_names_decide": {"*": ORGANISATION},
    "import_names_link": {"*": ORGANISATION},
    "import_settings_set": {"*": APART},
    "import_plan": {"*": APART},
    "import_receive": {"*": APART},
    "people_bring_in": {"*": APART},
    "people_import": {"*": APART},
    "units_bring_in": {"*": ORGANISATION},
    "units_import": {"*": ORGANISATION},
    "password_change": {"*": SECRET},
    "password_set": {"*": SECRET},
    "person_create": {"*": APART},
    "person_update": {"*": APART},
    "token_create": {"*": APART},
    "token_revoke": {"*": APART},
    "clean_up_settle": {
        "*": "asks for an agreement of a list that ended unnoticed; stored as agreements_move's reason"
    },
    "import_undo": {"*": APART},
    "person_deactivate": {"*": SWITCH},
    "sessions_end": {"*": SWITCH},
    "person_erase": {"*": OUTCOME},
    "partner_contact_erase": {"*": OUTCOME},
    "agreement_contact_erase": {"*": OUTCOME},
    "steering_member_erase": {"*": OUTCOME},
    "agreement_reviewer_erase": {"*": OUTCOME},
    "collaboration_responsible_erase": {"*": OUTCOME},
    "network_representative_erase": {"*": OUTCOME},
}


def reason_for(operation: str, path: str) -> str | None:
    """Return why the parameter cannot name a person; None where it can."""
    of = OF.get(operation, {})
    return of.get("*") or of.get(path) or NAMES.get(path.rpartition(".")[2])
