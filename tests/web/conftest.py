"""Browsers without JavaScript, signed in as the people of the small university."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.house import House


@pytest.fixture
def coordinator(client: Client, house: House) -> Client:
    """The pages as the coordinator of a school sees them."""
    client.force_login(house.people["coordinator"])
    return client


@pytest.fixture
def pages(house: House) -> Callable[[str], Client]:
    """The pages as a persona sees them."""

    def of(name: str) -> Client:
        client = Client()
        client.force_login(house.people[name])
        return client

    return of
