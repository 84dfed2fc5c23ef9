# make demo   install, read the documents in seeds/ and serve the page on http://127.0.0.1:7860
# make test   install and run all tests
# make check  ruff, mypy and all tests: what must pass before a commit
# make clean  remove the virtual environment, the demo's knowledge base and all caches
#
# PYTHON=python3.12 make demo   another Python;  PORT=8000 make demo   another port;  KB=map make demo   another folder
# PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu" make demo   on Linux: the small, CPU-only torch

PYTHON ?= python3
PORT ?= 7860
KB ?= kennisbank
PIP_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo install test check lint types format clean

help:
	@sed -n '1,7s/^# \{0,1\}//p' Makefile

# The stamps make a second run start at once: pip runs again only when what must be installed has changed.
# The install is editable: a change in the code needs no new install.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Python ontbreekt: installeer Python 3.11 of nieuwer. / Python is missing: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$($(PYTHON) -V 2>&1), nodig is 3.11 of nieuwer; geef een andere met PYTHON=... / needs Python 3.11 or newer; name another with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "De module venv ontbreekt (Debian, Ubuntu: sudo apt install python3-venv). / The venv module is missing (same command)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.installed $@

install: $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/vindplaats ingest --kb $(KB)
	$(BIN)/vindplaats serve --kb $(KB) --port $(PORT) --open

# Two at a time, a file of tests as a whole: what a file sets up (a browser, a server) is set up once. The files stay in
# the order of tests/conftest.py, which puts the slowest first.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

check: lint types test

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) kennisbank build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
