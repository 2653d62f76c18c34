"""What no text holds is refused at the door, on SQLite as on PostgreSQL."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sign-in/?next=%00", "/partners/%00/", "/sign-in/?%00=1", "/api/v1/search?q=a%00"]
)
def test_an_address_with_nul_is_a_bad_request(address):
    assert Client().get(address).status_code == 400
