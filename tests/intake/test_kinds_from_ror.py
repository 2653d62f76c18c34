"""A partner's kind by ROR's types: what an organisation is outranks that it also funds; earlier imports are mended."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.lists import agreement_row, agreements_list, delimited

from vidsyn.cli.main import main
from vidsyn.history.models import HistoryEntry
from vidsyn.intake.queries.kinds import kinds_by_ror
from vidsyn.intake.queries.reference import kind_by_types
from vidsyn.intake.vocabulary import ListKind
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.partners import partner_update
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("funder", "education"), PartnerKind.UNIVERSITY),
        (("education", "funder", "healthcare"), PartnerKind.UNIVERSITY),
        (("company", "healthcare"), PartnerKind.HOSPITAL),
        (("funder", "company"), PartnerKind.COMPANY),
        (("facility", "funder", "government"), PartnerKind.RESEARCH_INSTITUTE),
        (("funder", "government"), PartnerKind.AUTHORITY),
        (("funder", "nonprofit"), PartnerKind.ASSOCIATION),
        (("funder",), PartnerKind.FUNDER),
        (("archive",), PartnerKind.OTHER),
        ((), PartnerKind.OTHER),
    ],
)
def test_the_kind_follows_from_the_types_in_any_order(types, kind):
    assert {kind_by_types(types), kind_by_types(types[::-1])} == {kind}


@pytest.fixture
def came_as_funders(bring) -> dict[str, Partner]:
    """Four universities as an earlier version registered them: the first type that ROR happened to give."""
    places = {"Uppsala University": "Sverige", "Lund University": "Sverige", "Aalto University": "Finland"}
    rows = [agreement_row(name, partner=name, country=country) for name, country in places.items()]
    bring(agreements_list(*rows))
    listed = [["Namn", "Land", "Typ"], ["Makerere University", "Uganda", "finansiär"]]
    bring(delimited(listed, delimiter=";"), ListKind.PARTNERS)
    Partner.objects.update(kind=PartnerKind.FUNDER)
    return {str(partner): partner for partner in Partner.objects.all()}


def ran(*words: str) -> list[dict[str, str]]:
    done = CliRunner().invoke(main, ["import", "kinds", *words, "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_what_came_in_is_listed_and_changed_only_where_nobody_has_said_the_kind(came_as_funders):
    lund = next(p for name, p in came_as_funders.items() if name.startswith("Lund"))
    for kind in (PartnerKind.ASSOCIATION, PartnerKind.FUNDER):
        partner_update(partner=lund, kind=kind, actor=local_operator())
    told = ran()
    assert [(row["was"], row["becomes"]) for row in told] == [("funder", "university")] * 2
    assert not Partner.objects.filter(kind=PartnerKind.UNIVERSITY).exists()

    assert ran("--apply") == told

    kinds = {p.name_en: p.kind for p in Partner.objects.all()}
    assert kinds == {
        "Uppsala University": "university",
        "Aalto University": "university",
        "Lund University": "funder",  # set by hand
        "Makerere University": "funder",  # said by the list
    }
    entry = HistoryEntry.objects.filter(fact="partner.updated").latest("id")
    assert (entry.before, entry.after) == ({"kind": "funder"}, {"kind": "university"})
    assert (kinds_by_ror(), ran("--apply")) == ((), [])
