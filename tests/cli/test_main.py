"""The command answers at once: at import it loads nothing of Django."""

import subprocess
import sys
import time


def test_help_loads_no_django():
    code = (
        "import sys, vidsyn.cli.main; print([m for m in sys.modules if m.startswith(('django', 'pydantic'))])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_a_command_loads_nothing_that_only_some_need():
    heavy = {"numpy", "rapidfuzz", "icalendar", "ninja", "requests", "openpyxl", "babel"}
    code = (
        f"import sys; from vidsyn.cli.desk import set_up; set_up(); print(sorted({heavy} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_help_answers_at_once():
    """Best of three, and generously: what is guarded against is a second, not a tenth of it."""

    def seconds() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "vidsyn", "--help"], capture_output=True, check=True)
        return time.perf_counter() - began

    assert min(seconds() for _ in range(3)) < 1.0
