"""A stranger reads the API's description and tries everything: schemathesis against a real server and register.

The description keeps its promises both ways: what it forbids is refused, what it allows is taken, or refused because
of the register's state (409), of rights (403), of what there is (404) or of a rule that no description of single
fields can tell (422, and then by one of the codes in `stranger_rules.yaml`, each with its reason).
"""

import base64
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
import yaml

VIDSYN, SCHEMATHESIS = (Path(sys.executable).with_name(name) for name in ("vidsyn", "schemathesis"))
RULES = yaml.safe_load(Path(__file__).with_name("stranger_rules.yaml").read_text())
ETAG = re.compile(r'"v[0-9]{1,9}-[0-9a-f]{16}"|\*')
CHECKS = """\
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "412", "422"]
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422"]
"""


class Served:
    """A server on a register of its own, and what one person knows of it."""

    def __init__(self, folder: Path, email: str) -> None:
        self.folder, self.email = folder, email
        self.environment = os.environ | {
            "VIDSYN_DATA": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
            "VIDSYN_API_REQUESTS_PER_MINUTE": "100000000",
            "VIDSYN_LANG": "en",
        }
        self.port = free_port()
        self.run(str(VIDSYN), "sample", "load")
        told = json.loads(self.run(sys.executable, "-m", "tests.api.named", email))
        self.token = told["token"]
        (folder / "openapi.json").write_text(json.dumps(told["description"]))
        (folder / "schemathesis.toml").write_text(CHECKS)

    def run(self, *words: str) -> str:
        """What a program says, over this register."""
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def __enter__(self) -> "Served":
        words = [str(VIDSYN), "serve", "--port", str(self.port)]
        with (self.folder / "serve.log").open("w") as log:
            self.server = subprocess.Popen(words, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while not self.answers() and time.monotonic() < until:
            time.sleep(0.2)
        return self

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/openapi.json", timeout=10)
        except OSError:
            return False
        return True

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait(timeout=60)

    def tried(self, *words: str) -> list[str]:
        """What a run of schemathesis found wrong."""
        events = self.folder / "events.ndjson"
        done = subprocess.run(
            [
                str(SCHEMATHESIS), "run", "openapi.json", f"--url=http://127.0.0.1:{self.port}", "--no-color",
                "--warnings=off", "--continue-on-failure", "--no-shrink", "--max-response-time=5",
                "--request-timeout=30", "--generation-database=none", "--output-sanitize=false",
                "--report=ndjson", f"--report-ndjson-path={events}",
                f"--header=Authorization: Bearer {self.token}", *words,
            ],
            cwd=self.folder, capture_output=True, text=True, timeout=600, env=self.environment,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
        return found_wrong(events)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def found_wrong(events: Path) -> list[str]:
    """Each failed check, each request without an answer, and each rule that nobody has explained."""
    wrong: Counter[str] = Counter()
    asked = 0
    for line in events.read_text().splitlines():
        event = json.loads(line)
        for name in ("NonFatalError", "FatalError"):
            if name in event:
                wrong[line[:2000]] += 1
        recorder = event.get("ScenarioFinished", {}).get("recorder", {})
        for case, made in recorder.get("interactions", {}).items():
            asked += 1
            as_described = is_as_described(recorder["cases"][case]["value"]["meta"] or {}, made)
            for fault in faults(recorder["checks"].get(case, []), made, as_described=as_described):
                wrong[f"{fault}: {story(made)}"] += 1
    assert asked > 100, f"only {asked} requests were made"
    return [f"{count} × {what}" for what, count in wrong.most_common()]


def is_as_described(meta: dict, made: dict) -> bool:
    """Whether every part fits the description: schemathesis calls some cases with a wrong If-Match positive."""
    parts = [meta.get("generation", {}), *meta.get("components", {}).values()]
    etags = made["request"]["headers"].get("If-Match", ["*"])
    return all(part.get("mode") == "positive" for part in parts) and all(map(ETAG.fullmatch, etags))


def faults(checks: list[dict], made: dict, *, as_described: bool) -> list[str]:
    found = [check["name"] for check in checks if check["status"] != "success"]
    if made.get("response") is None:
        found.append("no answer")
    if not as_described:
        return [name for name in found if name != "positive_data_acceptance"]
    code = unexplained(made)
    return [*found, f"{code} is no rule"] if code else found


def unexplained(made: dict) -> str | None:
    """The code of a refusal of what the description allows, where it is not among the rules."""
    answer = made.get("response") or {}
    if answer.get("status_code") not in (400, 422):
        return None
    codes = {fault["code"] for fault in json.loads(content(answer.get("content")))["errors"]}
    return ", ".join(sorted(codes - RULES.keys())) or None


def story(made: dict) -> str:
    request, answer = made["request"], made.get("response") or {}
    asked = f"{request['method']} {request['uri'][:300]} {content(request.get('body'))[:600]}"
    return f"{asked} → {answer.get('status_code')} {content(answer.get('content'))[:600]}"


def content(part: dict | str | None) -> str:
    if isinstance(part, dict):
        return base64.b64decode(part.get("$base64", "")).decode(errors="replace")
    return part or ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("email", "seed", "seconds"),
    [
        ("kansliet@vidsyn.example", 1, 140),
        ("koordinator.eecs@vidsyn.example", 2, 50),
        ("lasare@vidsyn.example", 3, 50),
    ],
)
def test_a_stranger_who_tries_for_long_finds_nothing_wrong(tmp_path, email, seed, seconds):
    with Served(tmp_path, email) as served:
        wrong = served.tried(f"--seed={seed}", f"--max-time={seconds}")
    assert not wrong, "\n".join(wrong[:30])
