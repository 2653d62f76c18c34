"""Sentences for the refusals of partners and networks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "partner_name_missing": _("Give the partner a name with at least one letter or digit."),
    "partner_name_long": _("The name is too long: %(longest)s characters at most. Shorten it."),
    "partner_language_form": _(
        "“%(value)s” is no language code. Use two or three letters, such as sv, en or de, or leave it empty."
    ),
    "partner_country_unknown": _(
        "“%(value)s” is no country code. Use two letters as in ISO 3166, such as SE."
    ),
    "partner_ror_form": _(
        "“%(value)s” is no ROR id. It looks like https://ror.org/026vcq606; copy it from ror.org."
    ),
    "partner_ror_checksum": _(
        "The ROR id “%(value)s” is mistyped: its check digits do not fit. Copy it from ror.org."
    ),
    "partner_erasmus_form": _(
        "“%(value)s” is no Erasmus code. It looks like S  STOCKHO04: country, place and two or three digits."
    ),
    "partner_schac_form": _("“%(value)s” is no SCHAC code. It is the organisation's domain, such as kth.se."),
    "partner_pic_form": _("“%(value)s” is no PIC. It has nine digits."),
    "partner_website_form": _("“%(value)s” is no web address. It looks like https://www.example.org."),
    "partner_looks_registered": _(
        "This may be registered already: %(names)s. Use that one, or register anyway if it is another organisation."
    ),
    "partner_id_taken": _(
        "%(reference)s %(name)s already has %(value)s. Use that partner, or merge the two."
    ),
    "partner_id_twice_in_list": _(
        "%(value)s is also in entry %(first)s of the list. Keep it in one of them."
    ),
    "partner_merged": _(
        "%(reference)s has been merged into %(into)s. Work with that one, or undo the merge."
    ),
    "partner_voided": _("%(reference)s was removed as registered by mistake and cannot be changed."),
    "partner_own_relative": _("A partner cannot be its own parent or successor, not even through others."),
    "partner_last_official_name": _(
        "A partner needs at least one name. Add the new name first, then remove this one."
    ),
    "partner_name_twice": _("The partner already has that name in that language."),
    "partner_in_use": _(
        "%(reference)s is used by %(count)s other things in the register and cannot be removed. Close it, or merge it."
    ),
    "partner_merge_with_itself": _("Choose two different partners to merge."),
    "partner_merge_choices": _("The two partners differ in %(fields)s. Choose which value to keep for each."),
    "partner_merge_choice_unknown": _(
        "There is nothing to choose for “%(value)s”: the partners do not differ there. Leave that choice out."
    ),
    "partner_merge_relation_unknown": _(
        "Merging is stopped: the system does not know how to move %(relations)s. Tell those who run the system."
    ),
    "partner_merge_undone": _("This merge has already been undone."),
    "partner_merge_later": _("A later merge builds on this one. Undo the merge of %(reference)s first."),
    "partner_merge_circle": _(
        "%(reference)s would come under, or after, itself. Change its parent organisation or successor first."
    ),
    "contact_empty": _("Give the contact a name or an email address."),
    "contact_email_form": _("“%(value)s” is no email address."),
    "contact_erased": _("This contact has been erased and cannot be changed. Add a new one."),
    "period_backwards": _("The last day lies before the first. Change one of them."),
    "note_empty": _("Write something in the note."),
    "network_name_missing": _("Give the network a name in Swedish or English."),
    "network_closed": _("%(reference)s is closed and cannot be changed."),
    "membership_twice": _("That member already has a membership from the same day."),
    "representative_missing": _("Say who represents the university: choose a person or write a name."),
    "phase_amount_form": _("An amount is zero or more, with its currency as three letters, such as EUR."),
    "review_decided": _("This review has been decided. Plan the next one instead."),
    "partner_without_columns": _("No list has said anything of this partner that has no field of its own."),
}
