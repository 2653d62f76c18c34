"""What the overview shows of agreements. Each number is counted by the filter of the list that it opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Min
from django.utils.translation import gettext as _

from vidsyn import here
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.configuration import agreement_kinds, kind_name
from vidsyn.agreements.queries.filtering import AgreementFilter, counted_in_two
from vidsyn.agreements.vocabulary import RUNNING, Status
from vidsyn.kernel.calendar import add_months
from vidsyn.people.actors import Actor
from vidsyn.rows.charts import Chart, Figure, Wanted, charted
from vidsyn.rows.counts import cached_counts
from vidsyn.wording.labels import label

UNDER_WAY = (Status.REQUESTED, Status.DRAFTING, Status.IN_REVIEW, Status.DECIDED, Status.FOR_SIGNATURE)
CURRENT = (*RUNNING, Status.UPCOMING, *UNDER_WAY)
QUARTERS, YEARS = 8, 5
_Asked = tuple[str, AgreementFilter, date, Wanted]


@charted("agreements", place=1)
def _charts(viewer: Actor) -> Iterator[Chart]:
    on = here.today()
    asked = {
        _("Agreements in force, by kind"): (_("Kind of agreement"), list(_by_kind(on))),
        _("Agreements that end"): (_("Quarter"), list(_by_quarter(on))),
        _("Agreements under way"): (_("Status"), list(_under_way(on))),
        _("Agreements in force over the years"): (_("Day"), list(_over_the_years(on))),
    }
    numbers = iter(_counted(viewer, [one for _column, some in asked.values() for one in some]))
    oldest = _waiting_since(viewer)
    for title, (column, some) in asked.items():
        figures = [
            Figure(name, next(numbers), wanted, _since(oldest, wanted)) for name, _filter, _on, wanted in some
        ]
        yield Chart(title, "agreement", column, tuple(_worth_showing(figures)))


def _counted(viewer: Actor, asked: list[_Asked]) -> list[int]:
    several = [part for _name, wanted, on, _address in asked for part in counted_in_two(viewer, wanted, on)]
    numbers = cached_counts(*several)
    return [first + second for first, second in zip(numbers[::2], numbers[1::2], strict=True)]


def _worth_showing(figures: Iterable[Figure]) -> Iterator[Figure]:
    """A kind without agreements tells nothing; a quarter, a stage or a year without does."""
    return (figure for figure in figures if figure.number or "kind" not in figure.wanted)


def _by_kind(on: date) -> Iterator[_Asked]:
    for key in agreement_kinds():
        yield (
            kind_name(key),
            AgreementFilter(status=RUNNING, kind=key),
            on,
            {"status": "running", "kind": key},
        )


def _by_quarter(on: date) -> Iterator[_Asked]:
    first, running = on, AgreementFilter(status=RUNNING)
    start = date(on.year, on.month - (on.month - 1) % 3, 1)
    for number in range(QUARTERS):
        last = add_months(start, 3 * number + 3) - timedelta(days=1)
        wanted = {"status": "running", "ends_from": first.isoformat(), "ends_to": last.isoformat()}
        yield _quarter(last), replace(running, ends_from=first, ends_to=last), on, wanted
        first = last + timedelta(days=1)
    yield _("Later"), replace(running, ends_from=first), on, {
        "status": "running", "ends_from": first.isoformat()
    }  # fmt: skip


def _quarter(last: date) -> str:
    return _("Q%(quarter)s %(year)s") % {"quarter": last.month // 3, "year": last.year}


def _under_way(on: date) -> Iterator[_Asked]:
    for status in UNDER_WAY:
        yield label(status), AgreementFilter(status=(status,)), on, {"status": status.value}


def _over_the_years(on: date) -> Iterator[_Asked]:
    days = [date(on.year - back, 1, 1) for back in range(YEARS, -1, -1)]
    for day in [*days, on]:
        wanted: Wanted = {"status": "running", "on": day.isoformat()}
        yield day.isoformat(), AgreementFilter(status=RUNNING), day, wanted


def _waiting_since(viewer: Actor) -> dict[str, date]:
    """Since when the one that has waited longest at each stage has waited."""
    rows = Agreement.objects.filter(access.on_the_way(viewer), move_since__isnull=False, voided_at=None)
    return dict(rows.order_by().values_list("stage").annotate(since=Min("move_since")))


def _since(oldest: dict[str, date], wanted: Wanted) -> str:
    since = oldest.get(str(wanted.get("status")))
    return _("longest since %(day)s") % {"day": since.isoformat()} if since else ""
