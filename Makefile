# Two commands matter: `make run` and `make test`. Everything they need they make themselves.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8000
SCALE ?= 1
MOST ?= 20
# SECONDS is bash's own: only what the command line of make says counts
LOAD_SECONDS := $(if $(filter command line,$(origin SECONDS)),$(SECONDS),60)
CATALOGUES := $(wildcard src/svetovod/web/*/locale/*/LC_MESSAGES/django.po)
SOURCES := $(shell find src -name "*.py")
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup run reset test check lint fast docs bench mutants torture load gallery tour messages release lock wheels

setup: $(VENV)/.installed $(VENV)/.messages $(VENV)/.compiled  ## the environment in .venv; starts nothing

$(VENV)/.installed: requirements.lock requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing hash-pinned packages ..."
	@$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.messages: $(CATALOGUES) $(VENV)/.installed
	@$(BIN)/python tools/messages.py compile > /dev/null
	@touch $@

# where Python is told to keep no bytecode, every process would translate a thousand files for itself: a second each
$(VENV)/.compiled: $(SOURCES) $(VENV)/.installed
	@$(BIN)/python -m compileall -q src
	@touch $@

run: setup  ## everything on 127.0.0.1:8000, with the Saransk demonstration
	@exec $(BIN)/svetovod serve --demo --port $(PORT)

reset: setup  ## throw the demonstration's data away
	@$(BIN)/svetovod demo reset

check: lint  ## lint, import contracts, catalogues, types
	$(BIN)/mypy

lint: setup  ## what of `check` takes seconds
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check

fast: setup  ## the engine's tests only: no database, no Django
	SVETOVOD_ENGINE_ONLY=1 $(BIN)/pytest -p no:django -m "not spark" tests/engine tests/wording

test: setup  ## everything: lint, types, engine, web, browser
	@tools/test.sh $(BIN)

docs: setup  ## reference pages that are drawn from the code, then all documents as HTML in build/docs
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/site_of_documents.py

messages: setup  ## catalogues in step with the code
	$(BIN)/python tools/messages.py update

bench: setup  ## the tables of benchmarks/README.md
	$(BIN)/python benchmarks/run.py

mutants: setup $(VENV)/mutants/.installed  ## small changes of what must not be wrong: do the tests notice? TARGET="ranking ledger" MOST=20
	$(BIN)/python tools/mutants/run.py $(TARGET) --most $(MOST)

$(VENV)/mutants/.installed $(VENV)/openapi/.installed: $(VENV)/%/.installed: requirements-%.lock
	@rm -rf $(VENV)/$*
	@$(BIN)/pip install --quiet --require-hashes --no-deps -r $< --target $(VENV)/$*
	@touch $@

torture: setup $(VENV)/openapi/.installed  ## what `test` asks in part asked whole, 200 deaths of the servers under people at work, the power gone 55 times, 50 deaths of an upgrade, a selection played: hours
	@tools/torture.sh $(BIN)

load: setup  ## 500 register, 300 file before a deadline, 100 score: SECONDS=60 each, SCALE=1
	$(BIN)/python tools/trials/load.py --seconds $(LOAD_SECONDS) --scale $(SCALE)

gallery: setup  ## every page in four pictures into build/gallery, from a running demonstration
	$(BIN)/python tools/gallery.py

tour: setup  ## screenshots of the main pages into docs/tour
	$(BIN)/python tools/tour.py

release: setup  ## wheel, sdist, bill of materials and checksums in dist/, built twice and compared
	$(BIN)/python tools/release.py --check

wheels: setup  ## a folder with everything an installation without the internet needs: build/wheels
	$(BIN)/python tools/wheels.py

lock:  ## pin what pyproject.toml asks for
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	echo "pyspark>=4.1,<4.2" | $(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe -o requirements-spark.lock -
	echo "mutmut~=3.8" | $(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe -c requirements-dev.lock -o requirements-mutants.lock -
	echo "schemathesis~=4.32" | $(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe -c requirements-dev.lock -o requirements-openapi.lock -
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --allow-unsafe --extra oidc -c requirements.lock -o requirements-oidc.lock pyproject.toml
