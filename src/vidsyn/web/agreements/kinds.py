"""The kinds of agreement as they are configured: what each asks for, who signs, what may rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidsyn.agreements.logic.kinds import Kind, SigningRule
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.vocabulary import Stage
from vidsyn.kernel.bilingual import Words
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.naming import spoken
from vidsyn.web.agreements.setting import require_reader
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import label


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind in words: stage → what it asks for first there, and each line of who signs with when it holds."""

    key: str
    name: str
    kind: Kind
    required: list[tuple[str, str]]
    signs: list[tuple[str, str]]


def kinds_page(request: WebRequest) -> HttpResponse:
    """Every kind, and where they come from."""
    require_reader(request)
    units = {unit.code: str(unit) for unit in unit_list(request.actor)}
    context = {
        "kinds": [_shown(key, kind, units) for key, kind in agreement_kinds().items()],
        "own_file": bool(settings.AGREEMENT_KINDS),
        "crumbs": [settings_crumb()],
    }
    return render(request, "agreements/kinds.html", context)


def _shown(key: str, kind: Kind, units: dict[str, str]) -> KindShown:
    required = [
        (label(stage), ", ".join(label(need) for need in sorted(kind.required[stage])))
        for stage in Stage
        if kind.required.get(stage)
    ]
    signs = [(_signers(rule), _when(rule, units)) for rule in kind.signs]
    return KindShown(key, spoken(Words(kind.sv, kind.en)), kind, required, signs)


def _signers(rule: SigningRule) -> str:
    names = [spoken(Words(office.sv, office.en)) for office in (rule, *rule.jointly)]
    return _(" and ").join(names) + (_(", jointly") if len(names) > 1 else "")


def _when(rule: SigningRule, units: dict[str, str]) -> str:
    """When a line of who signs holds; a line without conditions is for everything else."""
    conditions = []
    if rule.levels is not None:
        levels = ", ".join(label(level) for level in sorted(rule.levels))
        conditions.append(_("level: %(levels)s") % {"levels": levels})
    if rule.units is not None:
        names = ", ".join(units.get(code, code) for code in rule.units)
        conditions.append(_("unit: %(units)s") % {"units": names})
    if rule.amount_from is not None:
        amount = f"{rule.amount_from:,.0f}".replace(",", "\u00a0")
        conditions.append(_("from %(amount)s SEK") % {"amount": amount})
    return "; ".join(conditions) or _("otherwise")
