"""What is asked of the register as a whole; only what the viewer may see."""

from vidsyn.register.queries.places import CountryCount, countries_counted
from vidsyn.register.queries.search import search_everything
from vidsyn.rows.announced import SearchHit

__all__ = ["CountryCount", "SearchHit", "countries_counted", "search_everything"]
