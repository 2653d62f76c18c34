"""The page a query gave, as the component `c-pagination` wants it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as Links
from django.core.paginator import Paginator

from vidsyn.plumbing.paging import Page


def page_links(page: Page[Any]) -> Links[int]:
    """Which page of how many; holds no rows, those stand in what the query gave."""
    return Paginator(range(page.total), page.size).page(page.number)
