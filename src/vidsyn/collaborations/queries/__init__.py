"""Reading collaborations with a viewer's eyes."""

from vidsyn.collaborations.queries.choices import registrable_units, subject_search
from vidsyn.collaborations.queries.finders import (
    activity_find,
    collaboration_find,
    collaboration_named,
    collaboration_partner_named,
    partner_named,
)
from vidsyn.collaborations.queries.lists import (
    CollaborationBrief,
    CollaborationFilter,
    CollaborationRow,
    PartnerRow,
    collaboration_count,
    collaboration_list,
    collaborations_counted,
    collaborations_editable,
    collaborations_editable_named,
    collaborations_found,
    collaborations_with,
    possible_doubles,
)
from vidsyn.collaborations.queries.places import collaboration_countries
from vidsyn.collaborations.queries.profiles import KindCount, kind_counts, level_profile
from vidsyn.collaborations.queries.stories import (
    ActivityRow,
    CollaborationStory,
    LevelAhead,
    ResponsibleRow,
    activity_row,
    collaboration_story,
    story_of,
)

__all__ = [
    "ActivityRow",
    "CollaborationBrief",
    "CollaborationFilter",
    "CollaborationRow",
    "CollaborationStory",
    "KindCount",
    "LevelAhead",
    "PartnerRow",
    "ResponsibleRow",
    "activity_find",
    "activity_row",
    "collaboration_count",
    "collaboration_countries",
    "collaboration_find",
    "collaboration_list",
    "collaboration_named",
    "collaboration_partner_named",
    "collaboration_story",
    "collaborations_counted",
    "collaborations_editable",
    "collaborations_editable_named",
    "collaborations_found",
    "collaborations_with",
    "kind_counts",
    "level_profile",
    "partner_named",
    "possible_doubles",
    "registrable_units",
    "story_of",
    "subject_search",
]
