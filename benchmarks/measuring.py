"""Asking for each page in turn, in one worker, and timing it; then an import, the command line and memory."""

from __future__ import annotations

import gc
import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.filling import COUNTRIES, KINDS
from vidsyn.agreements.models import Agreement
from vidsyn.collaborations.models import Collaboration
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.partners.models import Partner
from vidsyn.people.actors import local_operator
from vidsyn.people.queries.persons import persona_list

COORDINATOR, OFFICE = "koordinator.abe@vidsyn.example", "kansliet@vidsyn.example"
IMPORTED_ROWS = 1_000
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
Say = Callable[[str], None]


def measured(*, rounds: int, clock: str, say: Say) -> dict[str, Any]:
    """Everything that is measured over the register in the data folder."""
    say("pages …")
    pages = _pages(rounds, CLOCKS[clock])
    say("the list on the command line …")
    commands = _commands(clock)
    say(f"importing {IMPORTED_ROWS:,} rows …")
    imported = _imported()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": pages, "commands": commands, "imported": imported, "peak_mb": peak}


def addresses() -> dict[str, tuple[str, str]]:
    """The main pages and the bare one: each with who asks for it.

    What is asked for has as much to show in a small register as in a large one, so that a page that grows is one
    that works more for the same: the partner with the usual number of agreements and collaborations, and in
    search its name; beside it a word that fills every kind's share of the hits.
    """
    agreement, collaboration = (
        model.objects.order_by("id")[model.objects.count() // 2].reference  # type: ignore[attr-defined]
        for model in (Agreement, Collaboration)
    )
    usual = usual_partner()
    partner, named = usual.reference, quote(" ".join(usual.name_en.split()[-2:]))
    return {
        "bare": (COORDINATOR, "/accessibility/"),
        "today": (COORDINATOR, "/"),
        "today, the office": (OFFICE, "/"),
        "agreements": (COORDINATOR, "/agreements/"),
        "agreements in force, page 3": (COORDINATOR, "/agreements/?status=in_force&page=3"),
        "agreement": (COORDINATOR, f"/agreements/{agreement}/"),
        "partners": (COORDINATOR, "/partners/"),
        "partner": (COORDINATOR, f"/partners/{partner}/"),
        "collaborations": (COORDINATOR, "/collaborations/"),
        "collaboration": (COORDINATOR, f"/collaborations/{collaboration}/"),
        "search, a partner's name": (COORDINATOR, f"/register/search/?q={named}"),
        "search, a word of many": (COORDINATOR, "/register/search/?q=university"),
        "register with map": (COORDINATOR, "/register/"),
        "history": (OFFICE, "/history/"),
    }


def usual_partner() -> Partner:
    """The partner with as many agreements and collaborations as partners have on average, or nearest to it."""
    # Each agreement has one partner and each collaboration two, in a register of any size.
    partners = Partner.objects.count()
    usual = (Agreement.objects.count() / partners, 2 * Collaboration.objects.count() / partners)
    counted = Partner.objects.annotate(
        agreements=Count("agreement_parties", distinct=True),
        collaborations=Count("collaboration_partners", distinct=True),
    )

    def far(partner: Any) -> float:
        return abs(partner.agreements - usual[0]) + abs(partner.collaborations - usual[1])

    nearest = sorted(counted.order_by("id"), key=far)
    best = [partner for partner in nearest if far(partner) == far(nearest[0])]
    # From the middle of them: the first were numbered with a single digit, which says little in a search.
    return best[len(best) // 2]


def _pages(rounds: int, clock: Callable[[], float]) -> dict[str, Any]:
    clients = {email: _signed_in(email) for email in (COORDINATOR, OFFICE)}
    pages = addresses()
    figures = {name: cost(clients[who], address) for name, (who, address) in pages.items()}
    # As `vidsyn serve` does once it has started.
    gc.collect()
    gc.freeze()
    for _round in range(rounds):
        for name, (who, address) in pages.items():
            started = clock()
            clients[who].get(address)
            figures[name]["times"].append(clock() - started)
    return figures


def _signed_in(email: str) -> Client:
    client = Client()
    client.force_login(persona_list().get(email=email))
    return client


def cost(client: Client, address: str) -> dict[str, Any]:
    """Statements and bytes of a page that has been asked for before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return {"statements": len(captured), "bytes": len(response.content), "times": []}


def _commands(clock: str) -> dict[str, float]:
    """Seconds of two commands: one that only starts, and the list of all agreements on a day."""
    return {
        "start": _seconds(clock, "today", "--as", COORDINATOR, "--json"),
        "agreements": _seconds(clock, "agreements", "list", "--on", "2027-03-01", "--json"),
    }


def _seconds(clock: str, *words: str) -> float:
    run = [sys.executable, "-c", "from vidsyn.cli.main import main; main()", *words]
    # Once before, and letting Python keep what it compiles, as it does where Vidsyn is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, env=environment)
    started, used = time.perf_counter(), _used_by_children()
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, env=environment)
    return _used_by_children() - used if clock == "cpu" else time.perf_counter() - started


def _used_by_children() -> float:
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _imported() -> dict[str, Any]:
    """A list of agreements planned and carried out: rows a second of each, and what became of the rows."""
    content = _file().encode()
    started = time.perf_counter()
    act = import_plan(
        kind=ListKind.AGREEMENTS, file_name="bench.csv", content=content, actor=local_operator()
    )
    planned = time.perf_counter()
    act = import_carry_out(act, local_operator())
    return {
        "planned": IMPORTED_ROWS / (planned - started),
        "carried out": IMPORTED_ROWS / (time.perf_counter() - planned),
        "counts": act.counts,
    }


def _file() -> str:
    partners = [partner.name for partner in Partner.objects.order_by("id")[:200]]
    written = io.StringIO()
    written.write("Diarienummer;Titel;Partner;Land;Avtalstyp;Startdatum;Slutdatum;Uppsägningstid (månader)\n")
    act = int(time.time())  # a register that is measured again gets new rows again
    for number in range(IMPORTED_ROWS):
        partner, country = partners[number % len(partners)], COUNTRIES[number % len(COUNTRIES)]
        kind = KINDS[number % len(KINDS)]
        written.write(f"I-{act}-{number};Avtal {number};{partner};{country};{kind};2026-01-01;2030-12-31;3\n")
    return written.getvalue()
