"""Sentences for what the doors themselves refuse: wrong fields, missing scopes, unknown operations."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "field_unknown": _("There is no field “%(label)s” here. Check its spelling or leave it out."),
    "field_not_one_of": _("“%(label)s” must be one of %(expected)s."),
    "field_not_a_date": _("“%(label)s” must be a date written as yyyy-mm-dd."),
    "field_not_text": _("“%(label)s” must be text."),
    "field_not_a_number": _("“%(label)s” must be a number."),
    "field_not_true_or_false": _("“%(label)s” must be true or false."),
    "field_not_a_list": _("“%(label)s” must be a list."),
    "field_not_base64": _("“%(label)s” must be bytes written in base64."),
    "field_too_large": _("“%(label)s” may be at most %(limit)s."),
    "field_too_small": _("“%(label)s” must be at least %(limit)s."),
    "field_too_long": _("“%(label)s” may have at most %(limit)s characters. Shorten it."),
    "field_too_many": _("“%(label)s” may hold at most %(limit)s items. Send them in parts."),
    "field_wrong": _(
        "“%(label)s” cannot be used as it is written. The description of the operation says what it takes."
    ),
    "date_out_of_range": _("“%(label)s” must be a date between the years 1000 and 2999."),
    "json_invalid": _("The text is not valid JSON."),
    "no_such_operation": _(
        "There is no operation called “%(name)s”. The command vidsyn operations lists them all."
    ),
    "scope_missing": _("This token may not do this: it needs the scope “%(scope)s”. Make a new token."),
    "version_not_taken": _(
        "The operation %(operation)s does not depend on a version. Call it without If-Match."
    ),
    "no_such_person": _(
        "There is no person called “%(name)s”, or more than one. Write the address she signs in with."
    ),
    "data_newer_than_program": _(
        "The data folder was used by a later version of Vidsyn (%(migration)s). Install that version."
    ),
}
