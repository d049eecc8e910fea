# `make` alone lists the targets. ARGS is handed on: make test ARGS="-k refusal"

ARGS ?=
VENV := .venv
BIN  := $(VENV)/bin

# Tests start hundreds of processes: each would else compile every module anew where this is set.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help venv debian test test-fast check demo bench histories lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(BIN)/.installed ## install everything into .venv, and nothing else

# Parts that no package of Python brings; without them, their tests say NOT TESTED.
DEBIAN := postfix dovecot-imapd poppler-utils softhsm2

debian: ## install what tests need of Debian, where that can be done; else say so and go on
	@dpkg-query --show $(DEBIAN) >/dev/null 2>&1 || { command -v apt-get >/dev/null \
		&& timeout 180 apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
		timeout 300 apt-get install -qq --no-install-recommends $(DEBIAN) >/dev/null ; } \
		|| echo "NOT INSTALLED: $(DEBIAN). What needs them will not be tested here." >&2

test: venv ## every test: two at a time, with real Temporal and PostgreSQL servers
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile=ci $(ARGS)

test-fast: venv ## the tests that need no server, about half a minute
	$(BIN)/pytest -n 2 --dist loadfile --hypothesis-profile=fast \
		-m "not slow and not temporal and not postgres and not e2e" $(ARGS)

check: venv ## what a reviewer would otherwise say: lint, format, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
	$(BIN)/lint-imports --no-logo

demo: venv ## play the circular of March 2026 from launch to termination
	$(BIN)/avenants demo $(ARGS)

bench: venv ## first figures, each beside the bare thing
	$(BIN)/python -m bench $(ARGS)

histories: venv ## record the workflows' histories and fingerprints anew, after a guarded change
	$(BIN)/python -m tests.histories.recording
	$(BIN)/python -m tests.histories.fingerprints

lock: venv ## write both locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
		--quiet --output-file requirements.lock $(ARGS)
	$(BIN)/uv pip compile pyproject.toml --group image --universal --python-version 3.11 \
		--constraints requirements.lock --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command "make lock" \
		--quiet --output-file deploy/requirements.lock

clean: ## remove what these targets made, .venv too
	rm -rf $(VENV) build *.egg-info .pytest_cache .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Python that is new enough and can make environments; the first that does is taken.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 ; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo "$$python" && break ; done)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer that can make environments was found." \
		"Install it (on Debian: apt-get install python3.11 python3.11-venv)," \
		"or say which: make venv PYTHON=/path/to/python3.11" >&2 ; exit 1 ; }
	$(PYTHON) -m venv $(VENV)

$(BIN)/.locked: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(BIN)/.installed: $(BIN)/.locked pyproject.toml
	$(BIN)/python -m pip install -qq --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@
