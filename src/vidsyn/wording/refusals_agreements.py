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
    "two_notice_rules": _("Choose one rule for notice: months from receipt, or a fixed day."),
    "months_out_of_range": _("Give a number of months from %(least)s to %(most)s."),
    "wrong_stage": _("This cannot be done now: the agreement is at the stage “%(stage)s”."),
    "wrong_status": _("This cannot be done now: on that day the agreement is “%(status)s”."),
}
