"""What the overview shows of collaborations. Each number is counted by the filter of the list that it opens."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vidsyn.collaborations.queries.filtering import CollaborationFilter, counted_in_two
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.people.actors import Actor
from vidsyn.rows.charts import Chart, Figure, charted
from vidsyn.rows.counts import cached_counts
from vidsyn.wording.labels import label


@charted("collaborations", place=2)
def _charts(viewer: Actor) -> Iterator[Chart]:
    filters = {level: CollaborationFilter(status=(Status.ONGOING,), level=(level,)) for level in Level}
    numbers = cached_counts(*(part for one in filters.values() for part in counted_in_two(viewer, one)))
    figures = tuple(
        Figure(label(level), first + second, {"status": Status.ONGOING.value, "level": level.value})
        for level, first, second in zip(filters, numbers[::2], numbers[1::2], strict=True)
    )
    yield Chart(_("Ongoing collaborations, by level"), "collaboration", _("Level"), figures)
