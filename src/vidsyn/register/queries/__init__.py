"""What is asked of the register as a whole; only what the viewer may see."""

from vidsyn.register.queries.lists import (
    agreements_table,
    collaborations_table,
    networks_table,
    partners_table,
)
from vidsyn.register.queries.places import CountryCount, countries_counted
from vidsyn.register.queries.search import SearchHit, search_everything

__all__ = [
    "CountryCount",
    "SearchHit",
    "agreements_table",
    "collaborations_table",
    "countries_counted",
    "networks_table",
    "partners_table",
    "search_everything",
]
