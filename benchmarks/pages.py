"""`make bench`: the main pages over a large register and over a tenth of it, as ratios to a bare page.

Each size runs in a process and a data folder of its own. A page is asked for through Django's whole stack in one
worker; the bare page is the page about accessibility, which reads nothing, asked for in turn with the others. Prints
statements, bytes, p50 and p95, the ratio of p95 to the bare page's, how the time grows with the data, and the rates
of filling and peak memory. Needs an installed Vidsyn (`make install`).
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

SIZES = {
    "full": {"partners": 2_000, "agreements": 10_000, "collaborations": 5_000, "history": 100_000},
    "tenth": {"partners": 200, "agreements": 1_000, "collaborations": 500, "history": 10_000},
}
ROUNDS = 30
PERSONA = "koordinator.abe@vidsyn.example"


def main() -> None:
    """Both sizes, then the tables."""
    if sys.argv[1:]:
        sys.stdout.write(json.dumps(_measure(SIZES[sys.argv[1]])))
        return
    measured = {name: _in_own_process(name) for name in SIZES}
    _print(measured)


def _in_own_process(name: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "VIDSYN_DATA": folder,
            "VIDSYN_ENV": "local",
            "DJANGO_SETTINGS_MODULE": "",
        }
        environment["DJANGO_SETTINGS_MODULE"] = "vidsyn.config.settings"
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.pages", name],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measure(size: dict[str, int]) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.filling import Size, fill
    from vidsyn.people.queries import persona_list

    call_command("migrate", verbosity=0)
    register = fill(Size(**size))
    client = Client()
    client.force_login(persona_list().get(email=PERSONA))
    pages = _pages()
    figures = {name: _page(client, address) for name, address in pages.items()}
    for _round in range(ROUNDS):
        for name, address in pages.items():
            started = time.perf_counter()
            client.get(address)
            figures[name]["times"].append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": figures, "rates": register.rates, "peak_mb": peak}


def _pages() -> dict[str, str]:
    """The ten main pages and the bare one."""
    from vidsyn.agreements.models import Agreement
    from vidsyn.collaborations.models import Collaboration
    from vidsyn.partners.models import Partner

    some = {
        "partner": Partner.objects.order_by("id")[50].reference,
        "collaboration": Collaboration.objects.order_by("id")[50].reference,
        "agreement": Agreement.objects.order_by("id")[50].reference,
    }
    return {
        "bare": "/accessibility/",
        "today": "/",
        "agreements": "/agreements/",
        "agreements in force, page 3": "/agreements/?status=in_force&page=3",
        "agreement": f"/agreements/{some['agreement']}/",
        "partners": "/partners/",
        "partner": f"/partners/{some['partner']}/",
        "collaborations": "/collaborations/",
        "collaboration": f"/collaborations/{some['collaboration']}/",
        "search": "/register/search/?q=nordberg",
        "map": "/register/",
    }


def _page(client: Any, address: str) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return {"statements": len(captured), "bytes": len(response.content), "times": []}


def _print(measured: dict[str, dict[str, Any]]) -> None:
    full, tenth = measured["full"]["pages"], measured["tenth"]["pages"]
    bare = _percentile(full["bare"]["times"], 95)
    line = "{:<30}{:>6}{:>9}{:>9}{:>9}{:>9}{:>12}"
    write = sys.stdout.write
    write(line.format("page", "stmts", "bytes", "p50 ms", "p95 ms", "× bare", "× tenth p50") + "\n")
    for name, page in full.items():
        p50, p95 = statistics.median(page["times"]), _percentile(page["times"], 95)
        growth = p50 / statistics.median(tenth[name]["times"])
        row = (name, page["statements"], page["bytes"], f"{p50 * 1e3:.1f}", f"{p95 * 1e3:.1f}")
        write(line.format(*row, f"{p95 / bare:.1f}", f"{growth:.2f}") + "\n")
        if page["statements"] != tenth[name]["statements"]:
            write(f"    {tenth[name]['statements']} statements over a tenth of the data\n")
    for size, figures in measured.items():
        rates = ", ".join(f"{name} {rate:,.0f}/s" for name, rate in figures["rates"].items())
        write(f"{size}: filled at {rates}; peak memory {figures['peak_mb']:.0f} MB\n")


def _percentile(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


if __name__ == "__main__":
    main()
