# Everything a person needs: make run, make test. The rest is for those who change the code.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run evaluate test test-browser test-transformers peers benchmark-peers check install sample lock clean

HOME_DIR := $${WIPO_RAG_HOME:-var}

run: $(VENV)/.installed
	@test -e "$(HOME_DIR)/CURRENT" || { \
		$(BIN)/wipo-rag ingest evaluation/datasets/sample/documents && \
		touch "$(HOME_DIR)/SAMPLE"; }
	@test ! -e "$(HOME_DIR)/SAMPLE" || cat evaluation/datasets/sample/TRY.txt
	@$(BIN)/wipo-rag serve

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m "not transformers and not browser"

# Opens the pages in Chromium; also needs npm, for axe-core.
test-browser: $(VENV)/.installed-test tests/browser/node_modules/.package-lock.json
	$(BIN)/python -m pytest -m browser

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund

test-transformers: $(VENV)/.installed-transformers
	$(BIN)/python -m pytest -m transformers

# Measures the sample in a home of its own; build/evaluation/report.html shows it.
evaluate: $(VENV)/.installed-test
	rm -rf build/evaluation
	$(BIN)/wipo-rag --home build/evaluation/home ingest evaluation/datasets/sample/documents
	$(BIN)/wipo-rag --home build/evaluation/home evaluate sample --output build/evaluation \
		--baseline evaluation/datasets/sample/baseline.json

# Peers live in an environment of their own: nothing of ours needs them. Takes hours; see
# BENCHMARKS.md for one benchmark at a time.
PEERS := build/peers-venv
peers: $(PEERS)/.installed

benchmark-peers: $(PEERS)/.installed
	for each in ingestion queries cold_start throughput quality million; do \
		$(PEERS)/bin/python -m evaluation.benchmarks.peers.$$each $$( \
			test $$each = quality || echo --keep build/peers) || exit 1; \
	done

$(PEERS)/.installed: requirements/peers.txt pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install \
		--requirement requirements/peers.txt
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --editable .
	@touch $@

check: $(VENV)/.installed-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

install: $(VENV)/.installed

$(VENV)/.installed: requirements/default.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --requirement requirements/default.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements/test.lock
	$(PIP) install --requirement requirements/test.lock
	@touch $@

$(VENV)/.installed-check: $(VENV)/.installed-test requirements/check.lock
	$(PIP) install --requirement requirements/check.lock
	@touch $@

$(VENV)/.installed-transformers: $(VENV)/.installed-test requirements/transformers.lock
	$(PIP) install --requirement requirements/transformers.lock
	@touch $@

# Writes the sample files again from their sources (needs LibreOffice for the PDFs).
sample: $(VENV)/.installed-check
	$(BIN)/python -m evaluation.datasets.sample.build

# Pins the newest versions that fit pyproject.toml.
lock: $(VENV)/.installed
	$(PIP) install uv
	cd requirements && sh lock.sh ../$(BIN)/uv

clean:
	rm -rf $(VENV) build *.egg-info
