# Every verb sets itself up: a virtual environment in .venv, made once, and again when the pins change. The demo needs
# the library alone; all other verbs need the tools of development too.
PYTHON ?= python3
BIN := .venv/bin
# What is imported is compiled then; most of what is installed never is.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile
DEMO := .venv/demo
READY := .venv/ready

help: ## list the verbs
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  \1 - /'

$(DEMO): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(READY): $(DEMO) requirements-dev.txt $(shell find plugins/acme-mcda -name '*.py' -o -name '*.toml')
	$(PIP) -r requirements-dev.txt
	$(PIP) --no-build-isolation --no-deps --target .venv/acme --upgrade plugins/acme-mcda
	@touch $@

demo: $(DEMO) ## say on one screen what there is to know about the twelve orchestrators
	@$(BIN)/mcda-orch orchestrators

# Whatever the environment says of bytecode: both workers, and each process that a test starts, would compile everything anew.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) ## run all tests and docstring examples
	$(BIN)/python -m pytest -n 2 --dist worksteal
	PYTHONPATH=.venv/acme $(BIN)/python -m pytest plugins

lint: $(READY) ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(READY) ## check static types
	$(BIN)/mypy

docs: $(READY) ## build the documentation, warnings as errors
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

check: lint type test docs faults quick ## everything that CI checks

bench: $(READY) ## measure speed against rivals and limits, as ratios in one run, and tell which goals are met (long)
	$(BIN)/python benchmarks/run.py

quick: $(READY) ## run every benchmark on small sizes, and fail where counted work has grown
	$(BIN)/python benchmarks/run.py --quick

accelerators: $(READY) ## run the kernels on all array libraries that are installed, torch too, and measure them, on a GPU where there is one
	$(BIN)/python -m pytest tests/test_array_libraries.py
	$(BIN)/python benchmarks/run.py accelerators

witnesses: $(READY) ## hunt again for the smallest counterexample of every broken law
	$(BIN)/python -m mcda_orch.testing data/witnesses

faults: $(READY) ## plant a small sample of faults, as CI does, and fail where too few are caught
	$(BIN)/python -m tests.mutants --files 8 --per 5 --seed 7 --line
	$(BIN)/python -m tests.mutants --family exact --per 2 --seed 7 --own --line

mutants: $(READY) ## plant faults in every kernel and in the exact answers, and tell which tests catch them (long)
	$(BIN)/python -m tests.mutants --line
	$(BIN)/python -m tests.mutants --family deep --per 2 --line

tamper: $(READY) ## forge every part of small results of every kind, and tell which forgeries verify though nothing shows them true (long)
	TAMPER=all $(BIN)/python -m pytest -n 2 --dist worksteal tests/testing/test_tampering.py tests/certificates/test_forgeries.py

.PHONY: help demo test lint type docs check bench quick accelerators witnesses faults mutants tamper
