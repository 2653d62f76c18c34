"""Reading collaborations with a viewer's eyes."""

from vidsyn.collaborations.queries.finders import activity_find, collaboration_find
from vidsyn.collaborations.queries.lists import (
    CollaborationFilter,
    CollaborationList,
    CollaborationRow,
    PartnerRow,
    collaboration_list,
    collaborations_of_partner,
    possible_doubles,
    unlinked_partners,
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
)

__all__ = [
    "ActivityRow",
    "CollaborationFilter",
    "CollaborationList",
    "CollaborationRow",
    "CollaborationStory",
    "KindCount",
    "LevelAhead",
    "PartnerRow",
    "ResponsibleRow",
    "activity_find",
    "activity_row",
    "collaboration_countries",
    "collaboration_find",
    "collaboration_list",
    "collaboration_story",
    "collaborations_of_partner",
    "kind_counts",
    "level_profile",
    "possible_doubles",
    "unlinked_partners",
]
