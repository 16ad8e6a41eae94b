# Two commands are all that a new machine needs: `make run` and `make test`.
# `make help` lists the others. Choose another Python with `make run PYTHON=python3.12`.

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
POSTS  ?= data/posts

# The environment belongs to one version of Python; another PYTHON starts a new one.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
ENV     := .venv/python-$(VERSION)
RUN     := .venv/installed-$(VERSION)
DEV     := .venv/installed-$(VERSION)-dev
NODE    := .venv/node/node_modules/.package-lock.json
NODEBIN := .venv/node/node_modules/.bin
BIN     := .venv/bin
# On every core; worksteal, as some tests take a minute and most a millisecond.
PARALLEL ?= --numprocesses auto --dist worksteal
PIP     := $(BIN)/python -m pip --disable-pip-version-check --require-virtualenv

export PIP_ROOT_USER_ACTION = ignore
# Hundreds of commands are started in the tests, and what is not kept compiled is compiled by each of them again.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test fast fuzz lint format box docs lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: $(RUN) ## index data/posts and serve it on http://127.0.0.1:8000; POSTS, HOST and PORT change that
	$(BIN)/backmatter serve "$(POSTS)" --host "$(HOST)" --port "$(PORT)"

test: $(DEV) ## the whole test suite; PYTEST="-k words" narrows it
	$(BIN)/python -m pytest $(PARALLEL) $(PYTEST)

fast: $(DEV) ## the tests that take less than half a second each, which are most of them
	$(BIN)/python -m pytest -m "not slow" $(PARALLEL) $(PYTEST)

fuzz: $(DEV) ## the whole suite with examples that no run has tried before
	$(BIN)/python -m pytest --hypothesis-profile fuzz $(PARALLEL) $(PYTEST)

lint: $(DEV) $(NODE) ## style, format, types, Dockerfile
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile
	$(NODEBIN)/biome ci --colors=off --config-path=.ci/node service/box service/static/pages.js
	$(NODEBIN)/tsc --project .ci/node/tsconfig.json

format: $(DEV) $(NODE) ## put the source into its one format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(NODEBIN)/biome check --write --config-path=.ci/node service/box service/static/pages.js

box: $(NODE) ## bundle the search box of service/box into service/static
	$(NODEBIN)/esbuild service/box/main.js --bundle --format=esm --target=es2022 --charset=utf8 --log-level=warning | \
		$(NODEBIN)/terser --module --ecma 2022 --compress passes=3 --mangle --output service/static/blog-search.js
	$(NODEBIN)/esbuild service/box/blog-search.css --minify --charset=utf8 --log-level=warning \
		--outfile=service/static/blog-search.css

docs: $(DEV) ## write the generated pages of docs/ anew
	$(BIN)/python -m docs.tables
	$(BIN)/python -m docs.transcripts

lock: | $(ENV) ## resolve the dependencies of pyproject.toml anew
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet uv
	$(call resolve,requirements.lock,--group build)
	$(call resolve,requirements-dev.lock,--group dev --constraint requirements.lock)

# One file for every platform and Python, with the hashes of all wheels and without the address of any registry.
define resolve
	.venv/lock/bin/uv pip compile pyproject.toml --quiet --upgrade --generate-hashes --no-emit-index-url \
		--universal --python-version 3.11 --fork-strategy fewest --custom-compile-command "make lock" $(2) --output-file $(1)
endef

clean: ## remove the environment, the index and every cache
	rm -rf .venv .backmatter .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(ENV):
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not here: install Python 3.11 or newer (Debian, Ubuntu:" \
		"apt-get install python3 python3-venv), or name yours: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is Python $(VERSION), and 3.11" \
		"or newer is needed. If you have one, name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments:" \
		"install its venv module (Debian, Ubuntu: apt-get install python$(VERSION)-venv)."; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN): requirements.lock pyproject.toml | $(ENV)
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Node checks and bundles the script of the search box; who only runs Backmatter needs none.
$(NODE): .ci/node/package.json .ci/node/package-lock.json
	@command -v npm >/dev/null || { echo "npm is not here: install Node.js 20 or newer (Debian, Ubuntu: apt-get install nodejs npm)"; exit 1; }
	@mkdir -p .venv/node
	cp $^ .venv/node
	npm install --prefix .venv/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# What the tests need includes all that the service needs.
$(DEV): requirements-dev.lock $(RUN)
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@
