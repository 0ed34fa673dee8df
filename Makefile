# `make check` is exactly what CI runs after it has installed the project.
PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

.PHONY: check lint types layers test derivations format notes bench

check: lint types layers test derivations

lint:
	$(BIN)ruff check .
	$(BIN)ruff format --check .

types:
	$(BIN)mypy

layers:
	$(BIN)lint-imports

test:
	$(BIN)python -m pytest -n auto

derivations:
	$(BIN)symact check --quiet
	$(BIN)symact check derivations --strict --quiet

format:
	$(BIN)ruff check --fix .
	$(BIN)ruff format .

notes:
	$(BIN)symact notes -o notes.pdf

bench:
	$(BIN)python benchmarks/run.py
	$(BIN)python benchmarks/catalogue.py
	$(BIN)python benchmarks/side_by_side.py
