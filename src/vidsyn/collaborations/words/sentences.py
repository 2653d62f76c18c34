"""Sentences for the refusals of collaborations and activities."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "collaboration_title_needed": _("Give the collaboration a title, in the language you have it."),
    "collaboration_partner_needed": _(
        "Name the partner. If it is not found in the register, write its name: it can be linked later."
    ),
    "collaboration_purposes_needed": _("Choose at least one purpose."),
    "collaboration_unit_needed": _("Choose the unit that leads the collaboration."),
    "collaboration_step_not_possible": _(
        "The collaboration is %(status)s. To %(step)s it, it has to be: %(needed)s."
    ),
    "collaboration_status_not_reachable": _(
        "The collaboration is %(status)s. No single step makes it %(wanted)s: take the steps between first."
    ),
    "collaboration_level_not_higher": _(
        "The collaboration is already at the level “%(level)s”. Choose a higher one, or lower it."
    ),
    "collaboration_level_not_lower": _(
        "The collaboration is at the level “%(level)s”. Choose a level below it."
    ),
    "collaboration_level_lacks": _(
        "For the level “%(level)s” this is still missing: %(missing)s. Add it and try again."
    ),
    "collaboration_last_partner": _(
        "A collaboration has at least one partner. Add the other one first, then take this one out."
    ),
    "collaboration_partner_already": _("%(name)s already takes part in this collaboration."),
    "collaboration_has_ended": _("The collaboration has ended. Reopen it before you add activities."),
    "responsible_ours_or_theirs": _(
        "Choose one of our own people, or write the name of somebody at the partner, not both."
    ),
    "responsible_already": _("%(name)s is already named responsible."),
    "responsible_name_needed": _("Write the name, or choose one of our own people."),
    "responsible_partner_needed": _("Say which of the collaboration's partners this person belongs to."),
    "goal_unknown": _("There is no global goal %(goal)s. They are numbered 1 to 17."),
    "kind_unknown": _("“%(value)s” is not one of the kinds of activity. Choose one from the list."),
    "subject_unknown": _("“%(value)s” is not a code of the research subjects (SSIF 2025)."),
    "subject_retired": _(
        "The subject code %(value)s is retired and split up. Choose one of those after it: %(replaced_by)s."
    ),
    "last_day_before_first": _("The last day (%(ends_on)s) is before the first (%(starts_on)s)."),
    "activity_title_needed": _("Give the activity a title."),
    "activity_outcome_needed": _("Say in a line what came of it."),
    "activity_form_not_of_kind": _("An activity of the kind “%(activity_kind)s” cannot be: %(form)s."),
    "activity_field_unknown": _("This form of activity has no field called “%(name)s”."),
    "activity_field_required": _("Fill in: %(label)s."),
    "activity_choice_unknown": _("“%(value)s” is not one of the choices. Choose one from the list."),
    "activity_date_unreadable": _("“%(value)s” is not a date. Write it as 2027-03-01."),
    "activity_number_unreadable": _("“%(value)s” is not a number."),
    "activity_number_outside": _("%(value)s is outside what is possible here (%(least)s to %(most)s)."),
}
