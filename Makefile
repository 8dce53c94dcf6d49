# Needs Python 3.11 or later (with venv) and nothing else; everything is installed into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# uv installs three times faster than pip; where it is not to be had, pip does the same.
install = { $(BIN)/python -m pip install -q uv && $(BIN)/uv pip install -q -p $(BIN)/python $(1); } \
	|| $(BIN)/python -m pip install -q $(1)

.PHONY: demo test lint format docs pictures samples bench bench-quick clean help

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

demo: $(VENV)/core  ## check the bundled samples and write gouji-out/discrepancies.xlsx
	$(BIN)/gouji check "corpus/samples/*.docx" "corpus/samples/*.pdf" --fail-level never

test: $(VENV)/dev  ## run all tests
	$(BIN)/pytest -q -n auto

lint: $(VENV)/dev .types/gouji  ## style, types and the layers between the folders
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/dev  ## put the source into the house's shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/dev  ## build the documentation into site/ (open site/index.html)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -q

pictures: $(VENV)/dev  ## draw the pictures of the documentation again (LibreOffice, Chromium)
	$(BIN)/python docs/pictures.py

samples: $(VENV)/dev  ## build the sample reports from their sources
	$(BIN)/python -m gouji.corpus.samples.build

bench: $(VENV)/dev  ## measure errors found, false alarms, coverage and speed (benchmarks/RESULTS.md)
	$(BIN)/python -m gouji.benchmarks

bench-quick: $(VENV)/dev  ## the yardstick's headlines, in under two minutes
	$(BIN)/python -m gouji.benchmarks --quick

clean:  ## remove everything that was built or installed
	rm -rf $(VENV) .types build dist site *.egg-info gouji-out .*_cache .hypothesis

# The type checker finds the package, whose root is this folder, under its name.
.types/gouji:
	mkdir -p .types && ln -sfn .. $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: pyproject.toml | $(VENV)/bin/python
	$(call install,-e .)
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/bin/python
	$(call install,-e ".[dev]")
	@touch $(VENV)/core $@
