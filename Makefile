# `make run` tries Vidsyn, `make test` checks it. Everything goes into .venv and VIDSYN_DATA (default var/).
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Each stamp says which list of dependencies the virtual environment holds.
BUILD := $(VENV)/.build-ready
DEV := $(VENV)/.dev-ready
ASSETS := src/vidsyn/web/static/built/designsystemet.css
MO := src/vidsyn/wording/locale/sv/LC_MESSAGES/django.mo
# What whoever runs this reads, in the language that the commands speak (VIDSYN_LANG); Swedish unless said.
ifeq ($(VIDSYN_LANG),en)
NEEDS_PYTHON := Vidsyn needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3
INSTALLING := Installing what Vidsyn needs …
INSTALLING_FOR_TESTS := Installing what the tests need …
BUILDING_ASSETS := Building the front-end assets …
NO_PACKAGES := The download of Python packages failed: check the network connection (or proxy) and run make again.
NO_ASSETS := The download of front-end packages failed: check the network connection (or proxy) and run make again.
else
NEEDS_PYTHON := Vidsyn behöver Python 3.11 eller senare; ange vilken med: make PYTHON=/sökväg/till/python3
INSTALLING := Installerar det som Vidsyn behöver …
INSTALLING_FOR_TESTS := Installerar det som testerna behöver …
BUILDING_ASSETS := Bygger webbsidornas filer …
NO_PACKAGES := Pythonpaketen kunde inte hämtas: kontrollera nätverket (eller proxyn) och kör make igen.
NO_ASSETS := Webbsidornas paket kunde inte hämtas: kontrollera nätverket (eller proxyn) och kör make igen.
endif
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PORT

.PHONY: help run install test check bench bench-load bench-holds mutants bench-matching train-matching wheel test-postgres messages compile lock clean assets

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: install ## Set up everything, load the sample register, start the server
	@$(BIN)/vidsyn sample load --if-empty
	@$(BIN)/vidsyn serve

install: $(BUILD) $(ASSETS) $(MO) ## Set up the virtual environment, the front-end assets and the catalogues

test: install $(DEV) ## Run the tests: logic, database, pages, browser where Chromium is installed
	@$(BIN)/pytest -n 2 --dist worksteal -m "not slow and not postgres"

check: install $(DEV) ## Lint, types, walls, translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@DJANGO_SETTINGS_MODULE=vidsyn.config.settings $(BIN)/python -m vidsyn.config.catalogue --check
	@git diff --exit-code --stat -- '*.po' || { echo "The catalogue was out of date; 'make messages' mended it: commit it."; exit 1; }

test-postgres: install $(DEV) ## Run the tests on a temporary PostgreSQL cluster
	@scripts/with-postgres.sh $(BIN)/pytest -n 2 --dist worksteal -m "not slow and not browser"

mutants: install $(DEV) ## Remove known rules one at a time and see that a test notices each
	@$(BIN)/python scripts/mutants.py

bench: install $(DEV) ## Measure pages, import and memory over a large register
	@$(BIN)/python -m benchmarks.pages

bench-load: install $(DEV) ## Measure fifty people at once, on SQLite and on PostgreSQL
	@scripts/with-postgres.sh $(BIN)/python -m benchmarks.load

bench-holds: install $(DEV) ## Measure how long each kind of long work keeps others from writing
	@env -u VIDSYN_DATABASE_URL $(BIN)/python -m benchmarks.holds

bench-matching: install ## Measure matching beside other systems; needs VIDSYN_SHARED_DATA
	@test -x .venv-bench/bin/python || $(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/pip install -q --require-hashes -r requirements/bench-matching.txt
	@PYTHONPATH=src .venv-bench/bin/python -m benchmarks.matching

train-matching: install ## Train the matching models anew; needs VIDSYN_SHARED_DATA
	@test -x .venv-training/bin/python || $(BIN)/python -m venv .venv-training
	@.venv-training/bin/pip install -q --require-hashes -r requirements/training.txt
	@for part in words organisations screening; do PYTHONPATH=src .venv-training/bin/python -m vidsyn.matching.training $$part; done

wheel: install ## Build the wheel with assets and catalogues
	@scripts/wheel.sh

messages: install ## Bring the catalogue in line with the code; lists what lacks Swedish
	@DJANGO_SETTINGS_MODULE=vidsyn.config.settings $(BIN)/python -m vidsyn.config.catalogue

compile: $(MO)

lock: $(DEV) ## Pin the dependencies anew, with hashes
	@for list in runtime build dev training bench-matching; do $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements/$$list.in -o requirements/$$list.txt; done

assets: $(ASSETS)

clean: ## Remove what was set up; never touches VIDSYN_DATA
	rm -rf $(VENV) frontend/node_modules frontend/design-tokens src/vidsyn/web/static/built $(MO)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(NEEDS_PYTHON)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(BUILD): $(BIN)/python requirements/build.txt pyproject.toml
	@echo "$(INSTALLING)"
	@$(BIN)/pip install -q --require-hashes -r requirements/build.txt \
	  || { echo "$(NO_PACKAGES)"; exit 1; }
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(BUILD) requirements/dev.txt
	@echo "$(INSTALLING_FOR_TESTS)"
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt \
	  || { echo "$(NO_PACKAGES)"; exit 1; }
	@touch $@

$(ASSETS): $(BUILD) $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/design-tokens/*' 2>/dev/null)
	@echo "$(BUILDING_ASSETS)"
	@cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund \
	  || { echo "$(NO_ASSETS)"; exit 1; }
	@cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@

$(MO): $(BUILD) src/vidsyn/wording/locale/sv/LC_MESSAGES/django.po
	@DJANGO_SETTINGS_MODULE=vidsyn.config.settings $(BIN)/python -m vidsyn.config.catalogue compile
	@touch $@
