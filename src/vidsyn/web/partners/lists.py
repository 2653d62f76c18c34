"""The list of partners, and what lookup fields are answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidsyn.partners.queries.partners import PARTNER_ORDERS, PartnerFilter, partner_countries, partner_list
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.partners.queries.ror import ror_search
from vidsyn.partners.queries.search import partner_search
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.web.partners.naming import country, kinds, option
from vidsyn.web.shell.exports import exported
from vidsyn.web.shell.filters import Choice, Filters, Search
from vidsyn.web.shell.lookups import Option, suggestions
from vidsyn.web.shell.requests import WebRequest


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner as the list shows it."""

    reference: str
    name: str
    erasmus_code: str
    is_sample: bool
    kind: str
    country: str
    city: str
    ror: str


_YES_NO = {"yes": True, "no": False}


def list_page(request: WebRequest) -> HttpResponse:
    """Partners, narrowed by what stands in the address."""
    wanted = filters_of(request)
    page = partner_list(request.actor, wanted, page=_number(request.GET.get("page")))
    context = {
        "page": page,
        "rows": [_line(partner) for partner in page.rows],
        "wanted": wanted,
        "filters": _filters(request),
        "rights": partner_rights(request.actor),
    }
    return render(request, "partners/list.html", context)


def _filters(request: WebRequest) -> Filters:
    found = sorted((country(code), code, n) for code, n in partner_countries(request.actor).items() if code)
    fields = (
        Search(_("Name or identifier")),
        Choice("kind", _("Kind of organisation"), kinds()),
        Choice(
            "country",
            _("Country"),
            [(code, f"{name} ({number})") for name, code, number in found],
            unlisted=True,
        ),
        Choice("ror", "ROR", [("yes", _("Linked")), ("no", _("Not linked"))]),
        Choice("closed", _("State"), [("yes", _("Closed"))], everything=_("Active")),
    )
    return Filters(request.GET, fields)


def _line(partner: Any) -> PartnerLine:
    return PartnerLine(
        partner.reference,
        partner.name,
        partner.erasmus_code,
        partner.is_sample,
        partner.kind,
        partner.country,
        partner.city,
        partner.ror,
    )


def filters_of(request: WebRequest) -> PartnerFilter:
    """The filter in the address; what is no filter is left out."""
    given = request.GET
    kind = given.get("kind", "")
    return PartnerFilter(
        text=given.get("q", "")[:200],
        kind=PartnerKind(kind) if kind in set(PartnerKind) else None,
        countries=tuple(code for code in given.getlist("country") if code),
        linked=_YES_NO.get(given.get("ror", "")),
        closed=given.get("closed") == "yes",
        order=next((known for known in PARTNER_ORDERS if known == given.get("sort")), "name"),
    )


def suggest(request: WebRequest) -> HttpResponse:
    """Partners by any name as one types."""
    hits = partner_search(request.actor, request.GET.get("q", ""))
    return suggestions(request, [option(hit) for hit in hits])


def suggest_ror(request: WebRequest) -> HttpResponse:
    """ROR records by any name as one types."""
    found = ror_search(request.actor, request.GET.get("q", ""))
    return suggestions(
        request,
        [
            Option(one.id, one.name, " · ".join(filter(None, (country(one.country or ""), one.id))))
            for one in found
        ],
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 1


@exported("partners")
def _exported(request: WebRequest) -> dict[str, Any]:
    return {"wanted": filters_of(request)}
