# Every verb sets itself up: a virtual environment in .venv, made once, and again when the pins change.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

help: ## list the verbs
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  \1 - /'

$(READY): pyproject.toml requirements-dev.txt $(shell find plugins/acme-mcda -name '*.py' -o -name '*.toml')
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --target .venv/acme --upgrade plugins/acme-mcda
	@touch $@

demo: $(READY) ## rank the twelve orchestrators by every method
	@$(BIN)/mcda-orch compare orchestrators

test: $(READY) ## run all tests and docstring examples
	$(BIN)/python -m pytest -n 2
	PYTHONPATH=.venv/acme $(BIN)/python -m pytest plugins

lint: $(READY) ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(READY) ## check static types
	$(BIN)/mypy

docs: $(READY) ## build the documentation, warnings as errors
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

check: lint type test docs ## everything that CI checks

bench: $(READY) ## measure speed, as ratios against a rival in one run
	$(BIN)/python benchmarks/run.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/run.py batches

witnesses: $(READY) ## hunt again for the smallest counterexample of every broken law
	$(BIN)/python -m mcda_orch.testing data/witnesses

.PHONY: help demo test lint type docs check bench witnesses
