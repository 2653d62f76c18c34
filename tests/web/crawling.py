"""Walking the pages as a person would: from link to link, each kind of page once or every address."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve


class _Links(HTMLParser):
    """The addresses of a page's links, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)


def links(html: str, base: str) -> Iterator[str]:
    """Addresses on this site that a page links to, without fragments."""
    parser = _Links()
    parser.feed(html)
    for href in parser.found:
        parts = urlsplit(urljoin(base, href))
        if parts.scheme in {"", "http", "https"} and parts.netloc in {"", urlsplit(base).netloc}:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(address: str) -> str:
    """The name of the view behind an address, with what its query narrows: pages of one kind look alike."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return path
    keys = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return f"{match.view_name}?{','.join(keys)}"


def look_of(address: str) -> str:
    """As `kind_of`, but one for all that a query narrows: another filter or order lays the page out no other way."""
    kind, _, keys = kind_of(address).partition("?")
    return f"{kind}?" if keys else kind
