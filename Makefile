# `make brief` and `make test` set up what they need; nothing but Python >= 3.11 and make has to be there before.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DAY := 2022-02-15
OUT := brief
LANGEXTRACT := .venv-langextract
LIMIT := 400

.PHONY: brief test lint schemas record cassettes bench bench-langextract soak kill page clean

brief: $(VENV)/program
	@$(BIN)/summarizer brief seeds/ --day $(DAY) --out $(OUT)

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

schemas: $(VENV)/program
	for name in extraction summary brief; do $(BIN)/summarizer schema $$name > schemas/$$name.json; done

# A model's own answers to the seeds, from any OpenAI-compatible server, into a new folder of cassettes.
record: $(VENV)/tests
	$(BIN)/python tests/record.py model --model "$(MODEL)" --base-url "$(BASE_URL)"

# The reference and fault cassettes again, from tests/reference/ and the scripts in tests/faults.py.
cassettes: $(VENV)/tests
	$(BIN)/python tests/record.py reference fault

# Side by side with langextract, where it can be installed; what takes it longer than LIMIT seconds is stopped.
bench: $(VENV)/tests
	-@$(MAKE) --no-print-directory bench-langextract
	$(BIN)/python tests/benchmarks/startup.py
	PYTHONPATH=tests $(BIN)/python -m benchmarks.locate $(LANGEXTRACT)/bin/python $(LIMIT)
	PYTHONPATH=tests $(BIN)/python -m benchmarks.verdicts
	PYTHONPATH=tests $(BIN)/python -m benchmarks.recall
	PYTHONPATH=tests $(BIN)/python -m benchmarks.embedded
	PYTHONPATH=tests $(BIN)/python -m benchmarks.throughput $(LANGEXTRACT)/bin/python
	PYTHONPATH=tests $(BIN)/python -m benchmarks.second_run
	PYTHONPATH=tests $(BIN)/python -m benchmarks.merge_scale

# A night against a server that misbehaves on one request in five; and kill -9, fifty times in one run.
soak: $(VENV)/tests
	PYTHONPATH=tests $(BIN)/python -m benchmarks.soak

kill: $(VENV)/tests
	PYTHONPATH=tests $(BIN)/python -m benchmarks.kill

# The page in a real browser (Debian's chromium): pictures of it on a screen, a phone, in the dark and in print, into
# page/, and what axe-core has against it.
page: $(VENV)/tests
	PYTHONPATH=tests $(BIN)/python -m benchmarks.page

bench-langextract: $(LANGEXTRACT)/installed

$(LANGEXTRACT)/installed: | $(VENV)/python
	$(BIN)/python -m venv $(LANGEXTRACT)
	$(LANGEXTRACT)/bin/python -m pip --disable-pip-version-check --quiet install 'langextract[openai]>=1.7,<2'
	@touch $@

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/program: pyproject.toml constraints.txt | $(VENV)/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/tests: $(VENV)/program
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache
