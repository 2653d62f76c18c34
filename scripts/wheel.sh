#!/usr/bin/env bash
# Builds dist/vidsyn-*.whl with the front-end assets and the compiled catalogues in it, so that it installs where
# there is neither Node nor gettext. Needs what `make install` sets up; PYTHON says which interpreter has it.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-.venv/bin/python}
out=${1:-dist}
if [ ! -f src/vidsyn/web/static/built/designsystemet.css ]; then
  echo "The front-end assets are not built yet. Run make assets, then this again." >&2
  exit 1
fi

PYTHONPATH=src DJANGO_SETTINGS_MODULE=vidsyn.config.settings "$python" -m vidsyn.config.catalogue compile
rm -rf build src/*.egg-info
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$out" .
rm -rf build src/*.egg-info
ls "$out"/vidsyn-*.whl
