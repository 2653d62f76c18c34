"""The wheel holds all that the source holds and what was built, and serves pages from a clean environment."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from tests.cli.test_serve import free_port

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "vidsyn" / "web" / "static" / "built"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of what git knows, with the built assets: the build leaves nothing in the checkout."""
    if not BUILT.exists():
        pytest.skip("the front-end assets are not built: make assets")
    folder = tmp_path_factory.mktemp("source")
    known = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, known.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    shutil.copytree(BUILT, folder / BUILT.relative_to(ROOT))
    return folder


@pytest.fixture(scope="module")
def wheel(source):
    done = subprocess.run(
        ["scripts/wheel.sh"],
        cwd=source,
        env=os.environ | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (made,) = (source / "dist").glob("vidsyn-*.whl")
    return made


def test_everything_that_is_not_a_program_is_in_the_wheel(source, wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = source / "src"
    wanted = {str(path.relative_to(package)) for path in (package / "vidsyn").rglob("*") if path.is_file()}
    wanted = {name for name in wanted if "__pycache__" not in name}
    assert wanted <= inside, sorted(wanted - inside)[:10]
    assert "vidsyn/wording/locale/sv/LC_MESSAGES/django.mo" in inside
    assert not [name for name in inside if name.startswith("tests/")]


def test_it_serves_pages_from_a_clean_environment(wheel, tmp_path):
    """Neither Node nor gettext on the path, nor the checkout."""
    home = tmp_path / "venv"
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, home], check=True)
    pins = ROOT / "requirements" / "runtime.txt"
    subprocess.run([*uv, "pip", "install", "-q", "--python", home / "bin" / "python", "-r", pins], check=True)
    subprocess.run(
        [*uv, "pip", "install", "-q", "--no-deps", "--python", home / "bin" / "python", wheel], check=True
    )

    port = free_port()
    environment = {
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PORT": str(port),
        "VIDSYN_DATA": str(tmp_path / "data"),
    }
    server = subprocess.Popen([home / "bin" / "vidsyn", "serve"], cwd=tmp_path, env=environment)
    try:
        page = read(f"http://127.0.0.1:{port}/sign-in/")
        assert 'lang="sv"' in page
        assert "Logga in" in page
        (style, *_) = re.findall(r'href="(/static/built/designsystemet\.[0-9a-f]+\.css)"', page)
        assert "--ds-" in read(f"http://127.0.0.1:{port}{style}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def read(address, seconds=120):
    for _ in range(seconds):
        try:
            with urllib.request.urlopen(address, timeout=60) as response:
                return response.read().decode()
        except OSError:
            time.sleep(1)
    raise AssertionError(f"no answer from {address}")
