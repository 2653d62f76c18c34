#!/usr/bin/env bash
# Stores a register of this version for the tests to come: every later version restores it, brings it up to date and
# must find in it what was there. Run once at every release, before the version number is raised, and commit
# tests/stored/. PYTHON says which interpreter has Vidsyn (default .venv/bin/python).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=$(realpath -s "${PYTHON:-.venv/bin/python}")
export PYTHONPATH=src VIDSYN_LANG=en
version=$("$python" -c 'import vidsyn; print(vidsyn.__version__)')
out=tests/stored/$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VIDSYN_DATA=$work/data
vidsyn() { "$python" -m vidsyn "$@"; }

# What a register meets: the sample, a document, an account erased, and a history sealed in two batches.
vidsyn sample load --on 2026-11-22
vidsyn history seal
agreement=$(vidsyn agreements list --on 2026-11-22 --json | "$python" -c 'import json, sys; print(json.load(sys.stdin)[0]["reference"])')
document=$(printf '%%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%%%EOF\n' | base64 -w0)
vidsyn call document_add --json \
  "{\"agreement\": \"$agreement\", \"kind\": \"signed\", \"file_name\": \"stored.pdf\", \"content\": \"$document\"}" >/dev/null
vidsyn call person_erase --json '{"person": "tidigare.koordinator@vidsyn.example", "reason": "has left"}' >/dev/null
vidsyn history seal
vidsyn history verify

mkdir -p tests/stored
vidsyn backup "$work/kept"
gzip -dc "$work/kept" | xz -9e >"$out.tar.xz"
vidsyn agreements list --on 2027-03-01 --json | "$python" -c '
import json, sys
kept = ("reference", "status", "starts_on", "ends_on", "notice_deadline", "renews_on")
rows = [{name: row[name] for name in kept} for row in json.load(sys.stdin)]
print("[\n" + ",\n".join(json.dumps(row) for row in sorted(rows, key=lambda row: row["reference"])) + "\n]")
' >"$out.agreements.json"
ls -l "$out".*
