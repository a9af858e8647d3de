# Antrean. `make run` is all a newcomer needs; the other targets are for those who change it.
PYTHON ?= python3
VENV   := .venv
# More than there are cores: half of the tests wait for a browser, a printer or a clock.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ "$$n" -gt 4 ] && echo "$$n" || echo 4)
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --require-virtualenv install --quiet

.DEFAULT_GOAL := help
.PHONY: help install install-dev system run serve check test test-long coverage lint audit format bench screenshots clean

help:
	@echo "make run          install, create a demo office and serve it on port 8000"
	@echo "make serve        install, and serve your own office: the first time it prints where to set it up"
	@echo "make install      make .venv and install the pinned requirements"
	@echo "make check        check the code and run the quick tests; NEAR=tests/... adds those near your change"
	@echo "make test         install what the tests need, check the code, run every test"
	@echo "make test-long    the same at full length: a week of calls, every form fuzzed, fifty rounds of two at once"
	@echo "make coverage     a report of the branches that the tests never take, in coverage/; no bar"
	@echo "make lint         ruff and mypy alone;  make format  lets ruff mend what it can"
	@echo "make audit        asks a service on the internet which flaws are known of the pinned packages"
	@echo "make bench        measure, print a table, write JSON"
	@echo "make screenshots  write a picture of every screen to screenshots/, those of README and manual to pictures/"
	@echo "make clean        remove .venv, caches and pictures; data/ stays"

# Stamps inside .venv: what did not change is not installed again, and removing .venv starts anew.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and '$(PYTHON)' was not found." \
	    "Install it, or name yours: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." \
	    "Name another: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) comes without venv. On Debian and Ubuntu type: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.requirements: requirements.txt requirements-build.txt | $(VENV)/.made
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --require-hashes -r requirements-build.txt
	@touch $@

# No isolation: the builder is pinned above, so that this step asks no index for anything.
$(VENV)/.project: pyproject.toml hatch_build.py $(VENV)/.requirements
	$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.requirements-dev: requirements-dev.txt $(VENV)/.requirements
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/.project

install-dev: $(VENV)/.project $(VENV)/.requirements-dev

system:
	@sh tests/servers/install.sh
	@sh tests/old_browser/fetch.sh

run: install
	@exec $(PY) -m queue_app demo --serve --port 8000

serve: install
	@$(PY) -m queue_app init
	@exec $(PY) -m queue_app serve

# Half a minute on two cores, without servers: what is asked of PostgreSQL, too, is asked of SQLite alone.
VERBS := $(patsubst %,tests/actions/queue/test_%.py,tickets calls counter visits)
QUICK := tests/domain tests/store $(VERBS) tests/docs tests/test_architecture.py tests/test_floors.py tests/test_on_postgresql.py \
    tests/test_readme.py tests/test_texts.py
check: lint
	@$(PY) -m pytest -q -n auto --maxprocesses 4 -k "not postgresql" $(QUICK) $(NEAR)

test: lint system
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal --durations=10 --durations-min=2

test-long: lint system
	@ROUNDS=50 $(PY) -m pytest -n $(WORKERS) --dist worksteal -m "long or not long"

# A report to read, never a bar: what no test takes is not always worth one, and what one takes is not always held.
coverage: install-dev system
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest -n $(WORKERS) --dist worksteal
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage html --quiet
	@$(PY) -m coverage report --skip-covered --sort=miss

lint: install-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

# In a place of its own: what it needs is no part of the program, nor of its tests. 3: the service was not reached.
$(VENV)/audit/.made: requirements-audit.txt | $(VENV)/.made
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-audit.txt
	@touch $@

audit: $(VENV)/audit/.made
	@$(PY) -m tests.security.audit $(VENV)/audit/bin/pip-audit

format: install-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: install-dev system
	@$(PY) -m tests.benchmarks

screenshots: install-dev system
	@$(PY) -m tests.browser.screenshots

clean:
	rm -rf $(VENV) build dist screenshots coverage .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
