"""Another owner or unit for many at once: ticked or all in the filter, looked at, confirmed; one act in the history."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.many import collaborations_assign
from vidsyn.collaborations.vocabulary import Status
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.web.shell import many

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(house):
    """Three agreements and three collaborations of one school, and one of each of another."""
    units = [house.units[code] for code in ("abe", "abe", "real", "sci")]
    items = [
        AgreementItem(
            kind="memorandum",
            register_number=f"V-{n}",
            unit=unit,
            partners=(PartyItem(f"Partner {n}"),),
            source_key=str(n),
        )
        for n, unit in enumerate(units)
    ]
    agreements_import(items=tuple(items), actor=house.actor("office"))
    for n, unit in enumerate(units):
        Collaboration.objects.create(
            title_sv=f"S{n}", title_en=f"S{n}", lead_unit=unit, status=Status.ONGOING, search=f"s{n}"
        )


def confirmed(client: Client, address: str, **answers: object):
    """Looks at what changes and confirms it as the page says; the answer to the second."""
    looked = client.post(address, answers)
    assert looked.status_code == 200, looked.content.decode()
    hidden = dict(looked.context["answers"]) | {"rows": looked.context["marks"], "confirmed": "1"}
    return client.post(address, hidden)


def owner_of(house, name: str) -> dict[str, str]:
    return {"owner": "text", "owner_id": str(house.people[name].pk), "reason": ""}


@pytest.mark.parametrize(
    ("area", "model", "fact"),
    [
        ("agreements", Agreement, "agreement.owner_set"),
        ("collaborations", Collaboration, "collaboration.owner_changed"),
    ],
)
def test_all_in_the_filter_get_another_owner_as_one_act(coordinator, house, register, area, model, fact):
    assert f"/{area}/many/owner/?unit=u" in coordinator.get(f"/{area}/?unit=u").content.decode()
    address = f"/{area}/many/owner/?unit=u"
    assert coordinator.get(address).context["total"] == 3  # what she may change, not what she sees
    looked = coordinator.post(address, {**owner_of(house, "researcher"), "all": "1"})
    assert looked.context["count"] == 3
    assert not model.objects.exclude(owner=None).exists()
    answer = confirmed(coordinator, address, all="1", **owner_of(house, "researcher"))
    assert answer.status_code == 302
    assert model.objects.filter(owner=house.people["researcher"]).count() == 3
    told = HistoryEntry.objects.filter(fact=fact)
    assert (told.count(), told.values("correlation_id").distinct().count()) == (3, 1)
    again = coordinator.post(address, {**owner_of(house, "researcher"), "all": "1"})
    assert again.context["count"] == 0


def test_ticked_rows_move_to_a_unit_with_a_reason(coordinator, house, register):
    chosen = list(Agreement.objects.order_by("id")[:2])
    foreign = Agreement.objects.get(unit__code="sci")
    row = [one.reference for one in (*chosen, foreign)]
    address = "/agreements/many/unit/"
    assert coordinator.post(address, {"unit": "real", "row": row, "reason": ""}).status_code == 422
    assert coordinator.post(address, {"unit": "real", "reason": "ny organisation"}).status_code == 422
    assert confirmed(coordinator, address, unit="real", row=row, reason="ny organisation").status_code == 302
    assert set(Agreement.objects.filter(unit__code="real")) >= set(chosen)
    foreign.refresh_from_db()
    assert foreign.unit.code == "sci"
    assert coordinator.post(address, {"unit": "sci", "row": row, "reason": "x"}).status_code == 422


@pytest.mark.parametrize(("area", "model"), [("agreements", Agreement), ("collaborations", Collaboration)])
def test_what_was_done_to_many_is_undone_by_the_message_but_not_what_was_changed_since(
    coordinator, house, register, area, model
):
    address = f"/{area}/many/owner/?unit=u"
    answer = confirmed(coordinator, address, all="1", **owner_of(house, "researcher"))
    page = coordinator.get(answer.url)
    undo = re.search(r'action="(/history/act/[^"]+/undo/)"', page.content.decode()).group(1)
    since = model.objects.filter(owner=house.people["researcher"]).first()
    assign = agreements_assign if area == "agreements" else collaborations_assign
    assign(**{area: (since,)}, owner=house.people["neighbour"], actor=house.actor("office"))
    told = coordinator.post(undo, follow=True).content.decode()
    assert "2 är som de var förut. 1 lämnas som det är" in told
    assert [one.owner for one in model.objects.filter(pk=since.pk)] == [house.people["neighbour"]]
    assert model.objects.exclude(owner=None).count() == 1
    assert coordinator.post(undo, follow=True).status_code == 200
    assert model.objects.exclude(owner=None).count() == 1


def test_another_unit_for_many_is_undone_and_other_acts_are_not(coordinator, house, register):
    row = [one.reference for one in Agreement.objects.filter(unit__code="abe")]
    confirmed(coordinator, "/agreements/many/unit/", unit="real", row=row, reason="ny organisation")
    act = HistoryEntry.objects.filter(fact="agreement.unit_set").first().correlation_id
    assert f"/history/act/{act}/undo/" in coordinator.get(f"/history/act/{act}/").content.decode()
    coordinator.post(f"/history/act/{act}/undo/")
    assert Agreement.objects.filter(unit__code="abe").count() == 2
    imported = HistoryEntry.objects.filter(fact="agreement.imported").first().correlation_id
    assert coordinator.post(f"/history/act/{imported}/undo/").headers["Vidsyn-Refusal"] == "act_not_undoable"


def test_the_preview_repeats_the_filter_in_words(coordinator, house, register):
    looked = coordinator.post(
        "/agreements/many/owner/?kind=memorandum&unit=u", {**owner_of(house, "researcher"), "all": "1"}
    )
    assert "Avtalstyp: Samförståndsavtal · Enhet:" in " ".join(looked.content.decode().split())


def test_what_somebody_changed_meanwhile_is_looked_at_once_more(coordinator, house, register):
    address, answers = "/agreements/many/owner/", {**owner_of(house, "researcher"), "all": "1"}
    looked = coordinator.post(address, answers)
    hidden = dict(looked.context["answers"]) | {"rows": looked.context["marks"], "confirmed": "1"}
    first = Agreement.objects.filter(unit__code="abe").first()
    Agreement.objects.filter(pk=first.pk).update(version=first.version + 1, owner=house.people["neighbour"])
    again = coordinator.post(address, hidden)
    assert again.status_code == 200
    assert "ändrade några av dem" in again.content.decode()
    assert "Neighbour" in again.content.decode()
    assert not Agreement.objects.filter(owner=house.people["researcher"]).exists()


def test_more_than_is_changed_at_once_asks_for_a_narrower_filter(coordinator, house, register, monkeypatch):
    monkeypatch.setattr(many, "MOST", 2)
    answer = coordinator.post("/agreements/many/owner/", {**owner_of(house, "researcher"), "all": "1"})
    assert answer.status_code == 422
    assert "Högst 2" in answer.content.decode()


def test_a_reader_is_offered_nothing_to_change(client, house, register):
    client.force_login(house.people["reader"])
    assert "/many/" not in client.get("/agreements/").content.decode()
    assert client.get("/agreements/many/owner/").status_code == 403
    sent = {**owner_of(house, "researcher"), "row": [a.reference for a in Agreement.objects.all()]}
    assert client.post("/agreements/many/owner/", sent).status_code == 403
    assert client.get("/agreements/many/colour/").status_code == 404


def test_what_somebody_who_has_left_owns_is_found(coordinator, house, register):
    left = house.people["researcher"]
    Collaboration.objects.filter(title_sv="S0").update(owner=left)
    assert coordinator.get(f"/collaborations/?owner={left.pk}").context["found"].total == 1
    assert coordinator.get("/collaborations/?owner=none").context["found"].total == 3
    person_deactivate(person=left, actor=local_operator())
    assert coordinator.get("/collaborations/?owner=none").context["found"].total == 4
    assert coordinator.get("/collaborations/?owner=nobody").context["found"].total == 0
    assert f"/collaborations/?owner={left.pk}" in coordinator.get(f"/people/{left.pk}/").content.decode()
