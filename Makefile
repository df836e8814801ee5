# The verbs of the day; `make` alone lists them. The rest is in docs/development.md.

PYTHON ?= python3
PORT ?= 8000
ELASTICSEARCH_PORT ?= 9200
ELASTICSEARCH_HEAP ?= 1g
ENTRIES ?= 10000
SEED ?= 1
BIN = .venv/bin
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run test test-quick check bench bench-search bench-elastic evaluate-final format lock install-test \
  elasticsearch elasticsearch-stop backup restore drill

help: ## List the verbs
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-26s %s\n", $$1, $$2 }'

run: ## Start the whole site on http://localhost:8000 (PORT= for another port); Ctrl-C ends it
	@command -v $(PYTHON) >/dev/null || { echo "Samenwijs needs Python 3.11 or newer: install it, and run again."; exit 1; }
	@exec $(PYTHON) platform/config/bootstrap.py run --port $(PORT)

elasticsearch: ## Start a genuine Elasticsearch on this machine (ELASTICSEARCH_PORT=, ELASTICSEARCH_HEAP=); needs a JDK and Maven
	@$(NODE) start --folder var/elasticsearch --port $(ELASTICSEARCH_PORT) --heap $(ELASTICSEARCH_HEAP)

elasticsearch-stop: ## Stop it; what it holds stays in var/elasticsearch
	@$(NODE) stop --folder var/elasticsearch

backup: ## Keep database and uploaded files in one dated archive in var/backups, while the site runs
	@$(HAS_SITE)
	@$(BIN)/python manage.py backup

restore: ## Put an archive back (FILE=), with the site stopped; FORCE=yes replaces what is there without asking
	@$(HAS_SITE)
	@test -n "$(FILE)" || { echo "Name the archive: make restore FILE=var/backups/samenwijs-….tar"; exit 1; }
	@$(BIN)/python manage.py restore "$(FILE)" $(if $(filter yes,$(FORCE)),--force)

test: install-test check ## Run everything: checks, then unit, integration and browser tests
	@SEARCH_ENGINE=postgresql $(BIN)/pytest -n 2 -m "not browser"
	@SEARCH_ENGINE=elasticsearch $(BIN)/pytest -n 2 -m "engine and not browser" # what asks the engine, on the other one
	@SEARCH_ENGINE=postgresql $(BIN)/pytest -n 2 -m browser # apart: the browser's event loop would forbid Django's database in other tests

test-quick: install-test ## Run the tests that need no browser and little time
	@SEARCH_ENGINE=postgresql $(BIN)/pytest -n 2 -m "not browser and not slow"

check: install-test ## Check style, types, import direction, migrations and settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet .
	git ls-files '*.py' | xargs $(BIN)/django-upgrade --target-version 5.2 --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: install-test ## Measure pages beside a bare site: queries, processor time, sizes, memory
	@$(BIN)/python -m tests.performance.benchmarks.pages

bench-search: install-test ## Measure search on 10,000 generated entries (ENTRIES= for another number)
	@$(BIN)/python -m tests.performance.benchmarks.search --entries $(ENTRIES)

bench-elastic: ENTRIES = 1000000
bench-elastic: install-test ## Measure search on Elasticsearch with 1,000,000 documents (ENTRIES= for another number)
	@$(BIN)/python -m tests.performance.benchmarks.elastic --entries $(ENTRIES) $(BENCH_OPTIONS)

drill: install-test ## Break a site of its own on purpose, ten minutes at most (SEED= repeats the choices)
	@PYTHONPATH=.:platform $(BIN)/python -m tests.drills --seed $(SEED)

evaluate-final: install-test ## Measure search once on the judged queries that nobody looked at
	@$(BIN)/python manage.py evaluate_search --half final --final-once

format: install-test ## Let the tools repair what they can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: ## Write requirements/ anew from pyproject.toml (needs uv; UPGRADE=--upgrade takes the newest versions)
	uv pip compile $(LOCK_OPTIONS) --extra elasticsearch --extra embedded -o requirements/run.txt pyproject.toml
	uv pip compile $(LOCK_OPTIONS) --extra elasticsearch --extra embedded --extra test -o requirements/test.txt pyproject.toml

# Settings as an operator would give them; nothing here is used by a site.
PRODUCTION = DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=www.example.org BASE_URL=https://www.example.org \
  DATABASE_URL=postgresql://nobody@127.0.0.1:1/none SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ

NODE = command -v $(PYTHON) >/dev/null || { echo "Samenwijs needs Python 3.11 or newer: install it, and run again."; exit 1; }; \
  PYTHONPATH=.:platform exec $(PYTHON) -m tests.elasticsearch_node

HAS_SITE = test -x $(BIN)/python || { echo "There is no site here yet: make run makes one."; exit 1; }

UPGRADE =
LOCK_OPTIONS = --quiet $(UPGRADE) --no-emit-index-url --no-emit-find-links --generate-hashes --universal \
  --python-version 3.11 --custom-compile-command 'make lock'

install-test:
	@command -v $(PYTHON) >/dev/null || { echo "Samenwijs needs Python 3.11 or newer: install it, and run again."; exit 1; }
	@$(PYTHON) platform/config/bootstrap.py install-test
