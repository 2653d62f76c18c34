"""Two people edit the same thing: the second sees what the first changed and never overwrites what was not shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.web.crawling import kind_of, links
from tests.web.form_reading import PageForm, post_forms

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.places import places_add, places_update
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.vocabulary import Direction
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
# Fields that are written anew each time, and codes that only some texts fit.
NOT_KEPT = re.compile(
    r"reason|on|.*_(id|on|since|until|code)|notice_.*|valid_.*|country|website|ror|schac|pic|currency|languages"
    r"|email|amount|.*months|.*days"
)


@pytest.mark.slow
def test_on_every_page_that_edits_the_second_sees_and_keeps_what_the_first_wrote(client: Client) -> None:
    sample_load(actor=local_operator(), on=timezone.localdate())
    client.force_login(Person.objects.get(email="kansliet@vidsyn.example"))
    tried, faults = set(), []
    for address, name in _edit_pages(client):
        with transaction.atomic():
            fault = _two_edit(client, address)
            transaction.set_rollback(True)
        if fault is None or fault:
            tried.add(name)
        if fault:
            faults.append(f"{name}: {fault}")
    assert not faults, "\n".join(faults)
    assert len(tried) >= 8, sorted(tried)


def _edit_pages(client: Client) -> list[tuple[str, str]]:
    queue, known, pages, found = ["/", "/settings/"], set(), {}, []
    while queue:
        address = queue.pop(0)
        kind = kind_of(address)
        if address in known or pages.get(kind, 0) >= 2:
            continue
        known.add(address)
        pages[kind] = pages.get(kind, 0) + 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        queue += links(html, address)
        if pages[kind] == 1 and _form(html, address) is not None:
            found.append((address, kind))
    return found


def _form(html: str, address: str) -> PageForm | None:
    return next((form for form in post_forms(html, address) if "expected_version" in form.values), None)


def _texts(form: PageForm) -> list[str]:
    hidden = {"submission", "began", "expected_version", "csrfmiddlewaretoken"}
    return [
        name
        for name in form.values
        if name not in hidden
        and name not in form.choices
        and name not in form.lookups
        and f"{name}_id" not in form.values
        and not NOT_KEPT.fullmatch(name)
    ]


def _two_edit(client: Client, address: str) -> str | None:
    """None where both edits stand in the end, empty where the page edits no text; else what went wrong."""
    mine = _form(client.get(address).content.decode(), address)
    assert mine is not None
    texts = _texts(mine)
    if not texts:
        return ""
    theirs = mine.values | {name: [f"Den andras {name}"[:30]] for name in texts} | {"submission": ["a" * 20]}
    mine.values |= {"reason": ["Skäl"]} if "reason" in mine.values else {}
    first = client.post(address, theirs | ({"reason": ["Skäl"]} if "reason" in mine.values else {}))
    now = client.get(address)
    form = _form(now.content.decode(), address) if now.status_code == 200 else None
    if first.status_code != 302 or form is None or form.values[texts[0]] != theirs[texts[0]]:
        return ""  # refused, or a page that adds
    written = mine.values | {texts[0]: ["Mitt eget"]}
    late = client.post(address, written)
    if late.status_code != 409:
        return f"answers {late.status_code} to the second"
    html = late.content.decode()
    unseen = [name for name in texts if f"Den andras {name}"[:30] not in html]
    again = client.post(address, _form(html, address).values)  # type: ignore[union-attr]
    if unseen or again.status_code != 302:
        return f"does not show {unseen}, or answers {again.status_code} to the choice"
    after = _form(client.get(address).content.decode(), address)
    stands = {name: after.values[name] for name in texts}  # type: ignore[union-attr]
    wanted = {name: [f"Den andras {name}"[:30]] for name in texts} | {texts[0]: ["Mitt eget"]}
    return None if stands == wanted else f"leaves {stands}"


@pytest.fixture
def office(client: Client, house: Any) -> Client:
    client.force_login(house.people["office"])
    return client


def _opened(client: Client, address: str) -> dict[str, Any]:
    return _form(client.get(address).content.decode(), address).values  # type: ignore[union-attr]


@pytest.mark.parametrize("confidential", [False, True])
def test_what_was_changed_in_a_draft_is_shown_and_not_overwritten(
    office: Client,
    house: Any,
    confidential: bool,
) -> None:
    agreement = _draft(house, confidential)
    address = f"/agreements/{agreement.reference}/edit/"
    sent = _opened(office, address)
    other = house.actor("coordinator")
    agreement_update(agreement=agreement, purpose="Syftet, noga", note="Ring först", actor=other)
    late = office.post(address, sent | {"title_sv": ["Bättre titel"]})
    html = late.content.decode()
    assert late.status_code == 409
    assert "Syftet, noga" in html
    assert "Ring först" in html
    assert office.post(address, _form(html, address).values).status_code == 302  # type: ignore[union-attr]
    agreement.refresh_from_db()
    assert (agreement.purpose, agreement.note, agreement.title_sv) == (
        "Syftet, noga",
        "Ring först",
        "Bättre titel",
    )


def test_the_program_that_may_edit_is_told_what_changed_in_a_draft_too(house: Any) -> None:
    from vidsyn.kernel.refusals import Refusal

    agreement = _draft(house, confidential=True)
    agreement_update(agreement=agreement, purpose="Syftet, noga", actor=house.actor("coordinator"))
    for who, told in (("office", "Syftet, noga"), ("researcher", None)):
        with pytest.raises(Refusal) as refused:
            agreement_update(
                agreement=agreement,
                purpose="Annat",
                expected_version=agreement.version,
                actor=house.actor(who),
            )
        changes = refused.value.params.get("changes", [{"after": {}}])
        assert [change["after"].get("purpose") for change in changes] == [told]  # type: ignore[attr-defined]


def test_the_second_to_change_exchange_places_sees_the_first(office: Client, house: Any) -> None:
    agreement = _draft(house, confidential=False)
    actor = house.actor("coordinator")
    places_add(agreement=agreement, direction=Direction.OUT, count=3, academic_year=2027, actor=actor)
    places = agreement.places.get()
    address = f"/agreements/{agreement.reference}/places/{places.pk}/"
    sent = _opened(office, address)
    places_update(places=places, count=5, note="Fler", actor=actor)
    late = office.post(address, sent | {"note": ["Min anmärkning"]})
    html = late.content.decode()
    assert late.status_code == 409
    assert "Fler" in html
    assert _form(html, address).values["count"] == ["5"]  # type: ignore[union-attr]


def _draft(house: Any, confidential: bool) -> Agreement:
    agreement = agreement_request(
        kind="memorandum",
        title="Utkast",
        partner_name="Nya högskolan",
        unit=house.units["abe"],
        actor=house.actor("coordinator"),
    )
    if confidential:
        agreement_update(
            agreement=agreement, confidential=True, confidentiality_ground="OSL", actor=house.actor("office")
        )
    agreement.refresh_from_db()
    return agreement
