"""Sentences for the refusals of agreements."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "ends_before_it_starts": _("The end lies before the start, %(starts_on)s. Change one of them."),
    "open_ended_with_end": _(
        "An agreement until further notice has no end. Remove the end %(ends_on)s, or the mark."
    ),
    "renewal_without_end": _("Renewal counts from the end: give the end of the first period."),
    "fixed_day_notice_incomplete": _(
        "Notice by a fixed day needs both days: given by, and last day in force."
    ),
    "two_notice_rules": _("Choose one rule for notice: months or days from receipt, or a fixed day."),
    "notice_in_months_and_days": _(
        "Give the notice period in months or in days, not both. A week is 7 days."
    ),
    "months_out_of_range": _("Give a number of months from %(least)s to %(most)s."),
    "days_out_of_range": _("Give a number of days from %(least)s to %(most)s."),
    "reviewer_unnamed": _("Nobody is named as asked for this opinion, so there is nobody to erase."),
    "wrong_stage": _("This cannot be done now: the agreement is at the stage “%(stage)s”."),
    "wrong_status": _("This cannot be done now: on that day the agreement is “%(status)s”."),
    "agreement_lacks": _("Before this step, fill in: %(need)s."),
    "agreement_lacks_at_start": _("Something is missing: %(need)s. Fill it in."),
    "agreement_kind_unknown": _("There is no kind of agreement “%(value)s”. Known kinds: %(known)s."),
    "confidentiality_ground_missing": _(
        "Give the legal ground of the confidentiality, as chapter and section."
    ),
    "amount_negative": _("An amount is zero or more."),
    "not_a_framework": _("Nothing can belong to %(number)s: it is not a framework agreement."),
    "framework_of_itself": _("An agreement cannot be its own framework, not even through others."),
    "review_area_missing": _("Choose at least one area to ask an opinion for."),
    "opinions_waiting": _(
        "%(count)s opinions have been asked for and not been given. Wait for them, or register what was said."
    ),
    "party_of_another_agreement": _("That party does not belong to this agreement. Choose one of its own."),
    "signatory_name_missing": _("Say who signed."),
    "party_has_signed": _("%(party)s has already signed."),
    "party_missing": _("Both we and a partner must be parties before anybody signs. Add the one missing."),
    "signature_not_in_doubt": _("There is nothing to confirm: the agreement is “%(proof)s”."),
    "notice_clause_unknown": _(
        "The agreement says nothing of notice. Give the last day in force that the parties agree on, "
        "or enter the clause."
    ),
    "agreed_end_before_notice": _("The last day cannot lie before the notice, %(received_on)s."),
    "notice_is_revoked": _("This notice was already revoked on %(on)s."),
    "amendment_ends_before_effect": _(
        "With these terms the agreement would have ended on %(last_day)s, before the amendment takes effect on "
        "%(effective_on)s. Give a later end, or terminate the agreement instead."
    ),
    "amendment_changes_nothing": _(
        "Name the terms that change and how they read, or tell what the amendment is about."
    ),
    "amendment_is_revoked": _("This amendment was already revoked on %(on)s."),
    "successor_exists": _(
        "The agreement already has a successor: %(number)s. Work with that one, or withdraw it."
    ),
    "obligation_text_missing": _("Say what is owed."),
    "obligation_is_closed": _("This obligation was already closed on %(on)s."),
    "party_name_missing": _("Choose a partner, or write the party's name."),
    "party_twice": _("That party is already in the agreement."),
    "agreement_person_name_missing": _("Give a name."),
    "places_out_of_range": _("Give a number of places from 0 to 10,000."),
    "academic_year_out_of_range": _("Give academic years between 1950 and 2200, thirty at most at a time."),
    "round_name_missing": _("Give the round a name in Swedish and in English."),
    "round_in_use": _(
        "Agreements stand in the round: %(numbers)s. Give each of them another round, or none, and try again."
    ),
    "round_is_removed": _("The decision round has been removed. Choose another."),
    "route_without_condition": _("Say which requests it is about: a unit, a partner or a country."),
    "document_type_not_kept": _("Files of the type “%(ending)s” are not kept here. These are: %(known)s."),
    "document_not_what_it_says": _(
        "The file is not what its name says (%(ending)s). Save it again in that format."
    ),
    "document_has_macros": _("The document has macros in it. Save it without them, or as PDF."),
    "decision_not_registered": _(
        "A list brought the agreement in as “%(stage)s”, and no decision on it is registered here. Somebody who may "
        "decide for the unit, or the international office, has to take the next step."
    ),
    "agreement_taken_when_new": _(
        "“%(name)s” is taken from a list for new agreements only. One that is registered already is changed on its "
        "own page. Take the column out and try again."
    ),
    "document_gone": _(
        "The file %(digest)s is missing from the store. Ask those who run the system to restore it."
    ),
    "document_damaged": _(
        "The file %(digest)s in the store is damaged. Ask those who run the system to restore it."
    ),
}
