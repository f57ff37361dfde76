# 政务公开审查台. `make run` starts the program, `make test` runs every everyday check; both set up what they need.
SHELL := /bin/bash
PY    := .venv/bin/python
BIN   := .venv/bin

# Our own packages too are compiled once and not by each of the hundreds of processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test test-all lint bench screenshots clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

setup:  ## make .venv from the hashed lock (costs nothing when already done)
	@scripts/setup.sh

run: setup  ## open the window; without a display, run the demo headless
	@scripts/run.sh

lint: setup  ## ruff, mypy --strict, import contracts, dead code
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/vulture --min-confidence 80 --ignore-names pos,endpos reviewer_app ui db resources scripts

test: lint  ## lint, then the everyday suite (< 5 min on 2 cores)
	$(PY) -m pytest -n auto --dist loadgroup -m "not slow and not bench"

test-all: lint  ## everything: the long crash, race and fuzz tests too, with fresh random examples
	scripts/setup_long_tests.sh
	REVIEWER_TEST_RANDOM=1 $(PY) -m pytest -n auto --dist loadgroup -m "not bench" --timeout 1800

bench: setup  ## measure the ratios of the design's budgets and print a table
	scripts/bench_peers.sh
	$(PY) -m pytest -q -s -m bench --timeout 1800 tests/benchmarks

screenshots: setup  ## draw every page of the window into out/screenshots
	QT_QPA_PLATFORM=offscreen $(PY) scripts/screenshots.py

clean:  ## remove what the targets made
	rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
