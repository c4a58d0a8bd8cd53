# Everything a newcomer needs: `make run`, `make test`.  Set-up goes into .venv/ and happens once.

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV_READY := $(VENV)/ready-dev

.PHONY: run test lint bench clean

run: $(READY)
	$(BIN)/python -m pvsilver serve --port $(PORT)

test: $(DEV_READY)
	$(BIN)/python tools/system_parts.py chromium fonts
	$(BIN)/python -m pytest -n auto

lint: $(DEV_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pvsilver data check

bench: $(DEV_READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV)

# A stamp depends on the files that say what is installed: change them and the next call installs again.
$(VENV)/made:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "pvsilver needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(READY): $(VENV)/made requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(DEV_READY): $(READY) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
