"""Sentences for the refusals of people, units, roles, tokens and sign-in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # Units
    "owner_has_left": _("%(name)s has left the university and cannot own anything. Choose somebody else."),
    "unit_code_unusable": _(
        "“%(value)s” cannot be a unit's code: use letters a–z, digits and hyphens, at most 40 of them."
    ),
    "unit_code_taken": _("There is already a unit with the code “%(unit_code)s”. Choose another."),
    "unit_name_missing": _("Give the unit a name in both Swedish and English."),
    "unit_too_deep": _("The unit would be too deep in the tree. Put it under a unit further up."),
    "unit_under_itself": _("A unit cannot be under itself. Choose a unit outside it."),
    "unit_is_closed": _("%(unit)s is closed. Choose an open unit, or open it again first."),
    "unit_has_open_parts": _("%(unit)s has units under it that are open. Close or move them first."),
    "unit_unknown": _("There is no unit with the code “%(unit_code)s”. Add it first, or correct the code."),
    # People
    "person_name_missing": _("Give the person's name."),
    "email_unusable": _("“%(value)s” is not an e-mail address. Check its spelling."),
    "email_taken": _("There is already an account with the address %(email)s. Use that one."),
    "person_has_left": _("%(name)s has left: the account is closed. Choose somebody else, or open it again."),
    "erase_the_account": _("This is a person with an account. Erase the account instead."),
    "person_is_erased": _("This person has been erased. That cannot be undone; open a new account."),
    "own_account_stays_open": _("You cannot close or erase your own account. Ask a colleague who may."),
    # Roles
    "role_needs_unit": _("The role %(role)s is held for a unit. Choose which."),
    "role_is_for_all": _("The role %(role)s is held for the whole university. Leave the unit empty."),
    "role_ends_before_it_starts": _("The last day %(ends_on)s comes before the first day %(starts_on)s."),
    "role_already_held": _("%(name)s already holds the role %(role)s there during that time."),
    "role_of_ones_own": _("Nobody gives or takes a role of her own. Ask a colleague who may."),
    # Lists of units and people
    "list_without_heading": _(
        "No row names the columns. The first row must hold the headings, at least: %(columns)s."
    ),
    "list_word_unknown": _("“%(word)s” is not known here. Use one of the words in the instructions."),
    # Tokens and passwords
    "token_name_missing": _("Give the token a name, so that you know later what uses it."),
    "token_expiry_out_of_reach": _("Choose a last day from today and at most %(days)s days ahead."),
    "not_with_a_token": _("This is done signed in on the account page, not with an API token."),
    "password_wrong": _("That is not your present password."),
    "password_too_short": _("The password is too short: use at least %(least)s characters."),
    "password_too_common": _("The password is one of the most common ones. Choose another."),
    "password_too_similar": _("The password is too like your name or address. Choose another."),
    "password_unusable": _("The password cannot be used. Choose another."),
    "password_link_spent": _("The link has been used or is too old. Ask for a new one."),
    # Signing in
    "sign_in_failed": _("Address and password do not go together. Check both, or ask for a new password."),
    "identity_without_account": _(
        "Nobody with the address %(email)s has an account here. Ask the international office to open one."
    ),
    "identity_unproved": _(
        "Your university account does not prove its e-mail address, so it cannot be linked. Sign in with a "
        "password, or ask the international office."
    ),
    "identity_taken": _(
        "Another university account is already linked to that account here. Ask the international office."
    ),
    "identity_failed": _("Signing in with the university account did not work. Try again."),
    "sign_in_too_many": _("Too many tries. Wait %(minutes)s minutes and try again."),
}
