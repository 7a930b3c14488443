# make run    builds the graph from seeds/ into out/       make test   runs the tests
# make lint   ruff and mypy                                make bench  measures; writes out/bench/ (BENCH=--quick: less)
# make lock   pins all versions anew, with hashes
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench lock browser clean

run: .venv/run
	$(BIN)/yizhan build seeds --out out

test: .venv/dev browser
	$(BIN)/python -m pytest

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/dev
	$(BIN)/python -m tests.bench $(BENCH)

.venv/run: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# What the browser tests and the W3C protocol tests need; where it cannot be installed they are skipped, and it says so.
browser:
	@sh tests/browser.sh
	@sh tests/suite.sh

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --group build --group dev --all-extras -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
