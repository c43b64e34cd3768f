# make run        run all of Frontdesk on this machine
# make reset      delete the data it keeps between runs
# make test       every test whose engine is installed          [TESTS=path]
# make unit       tests of rules, in a minute or two
# make tools      tests of packaging, deploying, templates, contracts, cold starts
# make api        tests of routes and jobs, on a table in memory
# make races      tests of conflicts, on Amazon's DynamoDB Local (Java, npm)
# make browser    tests of the pages, in Chromium
# make deployed   tests of the real package, on the local cloud
# make client     build what the pages run in the browser
# make check      lint, types, contracts, templates
# make audit      the templates, by strangers' rules for security and health data (npm)
# make fix        fix what the linter and the formatter can
# make coverage   report which lines tests of rules, stages and routes run
# make faults     every fault at every call of every write          [ARGS=part of a name]
# make busy       ten runs of browser and race tests, beside busy processes [RUNS=10]
# make mutate SEED=1  which small changes to the code no test catches [COUNT=25] [TESTS=path]
# make bench      how it stays within its budgets               [ARGS=--quick]
# make crisis-sets  what the crisis rule makes of the sets of messages  [ARGS=first]
# make pictures   make the pictures in README and docs
# make lock       lock the dependencies again                   [ARGS=--upgrade]
# make engines    install what the tests can use
# make deploy STAGE=name   deploy to AWS, from Python 3.13      [DOMAIN= CERTIFICATE=] [ARGS=--disposable]
# make rollback STAGE=name   put its API back to the release before
# make publish STAGE=name    publish its schedule now, not at night
# make remove STAGE=name     delete a disposable stage, with its data
# make restore STAGE=name AT=instant   its data as it was, beside  [ARGS=--switch]
# make staff STAGE=name   who can sign in                       [EMAIL= ROLE=front-desk|manager NAME=] [ARGS=--disable]
# make smoke STAGE=name   walk a deployed stage from outside, and leave nothing
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run reset check-mail test unit tools api races browser deployed client check audit fix coverage faults \
  busy mutate bench crisis-sets pictures lock engines deploy rollback restore publish remove staff \
  smoke dynamodb-if-possible axe-if-possible

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
  && echo $$p && break; done)
# What every stage on AWS runs on; a package is made by the Python that runs it.
DEPLOY_PYTHON ?= $(shell for p in python3.13 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null \
  && echo $$p && break; done)
PORT ?= 4566
JOBS ?= 3
TESTS ?=
ARGS ?=
IN := .venv/bin
PIP := $(IN)/python -m pip --disable-pip-version-check --quiet
# In the order that tests/conftest.py puts them in: the longest first.
PYTEST = @exec $(IN)/python -m pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder
# Hundreds of processes read the same files, whose compiled form they would else make each time.
unexport PYTHONDONTWRITEBYTECODE

# Node and npm are the path's, where they are new enough; else PyPI's, which comes with both.
NODE_FROM := $(shell node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null \
  && command -v npm >/dev/null && echo path)
export PATH := $(if $(NODE_FROM),,$(CURDIR)/.venv-node/bin:)$(PATH)
NODE := $(if $(NODE_FROM),,.venv-node/stamp)
NPM := npm --prefix client --no-audit --no-fund --no-update-notifier --loglevel=error
BUILT := chalicelib/web/built/desk.js
CLIENT := $(filter-out client/node_modules/% client/tests/%,$(shell find client -name node_modules \
  -prune -o -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.js' -o -name '*.css' \) -print))

DYNAMODB := .local/engines/dynamodb/DynamoDBLocal.jar
AXE := .local/engines/axe/axe.min.js

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: .venv/deploy.stamp .venv-cloud/stamp $(BUILT)
	@exec $(IN)/python -m infra.local run --port $(PORT)

reset: .venv/deploy.stamp
	@$(IN)/python -m infra.local reset

deploy: .venv-deploy/stamp $(BUILT)
	@test -n "$(STAGE)" || { echo 'Name the stage: make deploy STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.deploy $(STAGE) $(if $(DOMAIN),--domain $(DOMAIN)) \
	  $(if $(CERTIFICATE),--certificate $(CERTIFICATE)) $(ARGS)

rollback: .venv-deploy/stamp
	@test -n "$(STAGE)" || { echo 'Name the stage: make rollback STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.deploy.roll_back $(STAGE) $(ARGS)

publish: .venv-deploy/stamp
	@test -n "$(STAGE)" || { echo 'Name the stage: make publish STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.deploy.publish_schedule $(STAGE) $(ARGS)

remove: .venv-deploy/stamp
	@test -n "$(STAGE)" || { echo 'Name the stage: make remove STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.deploy.remove_stage $(STAGE) $(ARGS)

restore: .venv-deploy/stamp
	@test -n "$(STAGE)" -a -n "$(AT)$(ARGS)" || { echo 'Say the stage and the instant: make restore' \
	  'STAGE=name AT=2026-11-28T14:05:00-05:00'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.restore $(STAGE) $(AT) $(ARGS)

staff: .venv-deploy/stamp
	@test -n "$(STAGE)" || { echo 'Name the stage: make staff STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.manage_staff $(STAGE) $(if $(EMAIL),--email $(EMAIL)) \
	  $(if $(ROLE),--role $(ROLE)) $(if $(NAME),--name "$$NAME") $(ARGS)

smoke: $(if $(filter local,$(STAGE)),.venv/deploy.stamp,.venv-deploy/stamp)
	@test -n "$(STAGE)" || { echo 'Name the stage: make smoke STAGE=name'; exit 2; }
	@exec $(if $(filter local,$(STAGE)),$(IN),.venv-deploy/bin)/python -m infra.smoke $(STAGE) \
	  --port $(PORT) $(ARGS)

check-mail: .venv-deploy/stamp
	@test -n "$(STAGE)" || { echo 'Name the stage: make check-mail STAGE=name'; exit 2; }
	@exec .venv-deploy/bin/python -m infra.check_mail $(STAGE) $(ARGS)

test: .venv/dev.stamp client/node_modules/.dev.stamp $(BUILT) .venv-cloud/stamp dynamodb-if-possible axe-if-possible
	$(PYTEST) $(TESTS)

unit: .venv/dev.stamp $(BUILT)
	$(PYTEST) tests/unit

tools: .venv/dev.stamp $(BUILT)
	$(PYTEST) tests/tools

api: .venv/dev.stamp client/node_modules/.dev.stamp $(BUILT)
	$(PYTEST) tests/api

races: .venv/dev.stamp $(BUILT) dynamodb-if-possible
	$(PYTEST) tests/races

browser: .venv/dev.stamp $(BUILT) axe-if-possible
	$(PYTEST) tests/browser

deployed: .venv/dev.stamp client/node_modules/.dev.stamp $(BUILT) .venv-cloud/stamp
	$(PYTEST) tests/deployed

check: .venv/dev.stamp .venv-cloud/stamp client/node_modules/.dev.stamp $(BUILT)
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy
	$(IN)/lint-imports --no-cache
	$(IN)/cfn-lint infra/stateful.yaml infra/account.yaml infra/nightly.yaml
	$(IN)/python -m infra.deploy.lint
	cd client && node_modules/.bin/biome check .
	@node client/words.mjs
	$(IN)/python -m infra.openapi .local/openapi.json
	@REDOCLY_SUPPRESS_UPDATE_NOTICE=true client/node_modules/.bin/redocly lint .local/openapi.json \
	  --config client/openapi/redocly.yaml
	client/node_modules/.bin/spectral lint .local/openapi.json --ruleset client/openapi/spectral.yaml \
	  --fail-severity=hint
	@client/node_modules/.bin/openapi-typescript .local/openapi.json -o client/shared/api-types.d.ts
	client/node_modules/.bin/tsc -p client

audit: .venv/dev.stamp .venv-cloud/stamp .venv-audit/nag/stamp
	@$(IN)/python -m infra.audit

fix: .venv/dev.stamp client/node_modules/.dev.stamp
	$(IN)/ruff check --fix .
	$(IN)/ruff format .
	cd client && node_modules/.bin/biome check --write .

coverage: .venv/dev.stamp client/node_modules/.dev.stamp $(BUILT)
	$(PYTEST) --cov --cov-report=term:skip-covered --cov-report=html tests/unit tests/tools/stages tests/api

crisis-sets: .venv/dev.stamp
	@$(IN)/python -m tests.crisis_sets $(ARGS)

pictures: .venv/dev.stamp $(BUILT)
	@$(IN)/python -m tests.pictures

faults: .venv/dev.stamp $(BUILT) $(DYNAMODB)
	@$(IN)/python -m tests.faults $(ARGS)

busy: .venv/dev.stamp $(BUILT) dynamodb-if-possible axe-if-possible
	@exec $(IN)/python -m tests.busy $(or $(RUNS),10) $(TESTS)

mutate: .venv/dev.stamp client/node_modules/.dev.stamp $(BUILT)
	@test -n "$(SEED)" || { echo 'Give a seed: make mutate SEED=1'; exit 2; }
	@exec $(IN)/python -m tests.mutation --seed $(SEED) --count $(or $(COUNT),25) $(TESTS)

bench: .venv/dev.stamp $(BUILT) $(DYNAMODB)
	@$(IN)/python -m benchmarks $(ARGS)

engines: .venv-cloud/stamp $(DYNAMODB) $(AXE)

client: $(BUILT)

$(BUILT): client/node_modules/.stamp client/build.mjs $(CLIENT)
	@node client/build.mjs chalicelib/web/built --maps .local/maps

client/node_modules/.stamp: client/package-lock.json | $(NODE)
	@echo "What the client is built with"
	@$(NPM) ci --omit=dev --ignore-scripts
	@touch $@

client/node_modules/.dev.stamp: client/package-lock.json | $(NODE)
	@echo "What the client is checked with"
	@$(NPM) ci --ignore-scripts
	@touch $@ client/node_modules/.stamp

.venv-node/stamp: requirements-node.txt .venv/uv.stamp
	@echo "Node, from PyPI"
	@$(PYTHON) -m venv .venv-node
	@$(call install,.venv-node,requirements-node.txt)
	@touch $@

# One lock serves every supported Python, on Linux and Mac alike.
COMPILE := $(IN)/uv --no-config --system-certs pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-annotate --custom-compile-command 'make lock'
lock: .venv/uv.stamp
	$(COMPILE) $(ARGS) requirements-uv.in -o requirements-uv.txt
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) requirements-deploy.in -c requirements.txt -o requirements-deploy.txt
	$(COMPILE) $(ARGS) requirements-dev.in -c requirements-deploy.txt -o requirements-dev.txt
	$(COMPILE) $(ARGS) requirements-cloud.in -o requirements-cloud.txt
	$(COMPILE) $(ARGS) requirements-node.in -o requirements-node.txt
	$(COMPILE) $(ARGS) requirements-audit.in -o requirements-audit.txt
	for place in client infra/audit/nag; do (cd $$place && npm install --package-lock-only \
	  --omit-lockfile-registry-resolved --no-audit --no-fund) || exit; done

# Install a lock into an environment: by uv, in seconds; by pip where uv cannot do it.
define install
$(IN)/uv --no-config --system-certs pip install --quiet --python $(1)/bin/python --require-hashes -r $(2) \
  || $(PIP) --python $(1)/bin/python install --require-hashes -r $(2)
endef

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo 'Frontdesk needs Python 3.11, 3.12 or 3.13 on the path.'; exit 2; }
	@echo "Python environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/uv.stamp: requirements-uv.txt | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements-uv.txt || echo "uv is not available; using pip, which is slower"
	@touch $@

.venv/deploy.stamp: requirements-deploy.txt .venv/uv.stamp
	@echo "Dependencies of packaging and deploying"
	@$(call install,.venv,requirements-deploy.txt)
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/deploy.stamp
	@echo "Dependencies of checks and tests"
	@$(call install,.venv,requirements-dev.txt)
	@touch $@

.venv-deploy/stamp: requirements-deploy.txt .venv/uv.stamp
	@test -n "$(DEPLOY_PYTHON)" || { echo 'Frontdesk is deployed from Python 3.13, the runtime that' \
	  'its stages have: have python3.13 on the path, or say DEPLOY_PYTHON=...'; exit 2; }
	@echo "Deploying from Python 3.13, in .venv-deploy"
	@$(DEPLOY_PYTHON) -m venv --without-pip .venv-deploy
	@$(call install,.venv-deploy,requirements-deploy.txt)
	@touch $@

.venv-cloud/stamp: requirements-cloud.txt .venv/uv.stamp
	@echo "Local cloud in .venv-cloud"
	@$(IN)/python -m venv --without-pip .venv-cloud
	@$(call install,.venv-cloud,requirements-cloud.txt)
	@touch $@

.venv-audit/stamp: requirements-audit.txt .venv/uv.stamp
	@echo "Auditors of the templates in .venv-audit"
	@$(IN)/python -m venv --without-pip .venv-audit
	@$(call install,.venv-audit,requirements-audit.txt)
	@touch $@

.venv-audit/nag/stamp: $(wildcard infra/audit/nag/*) .venv-audit/stamp | $(NODE)
	@mkdir -p .venv-audit/nag && cp infra/audit/nag/* .venv-audit/nag
	@npm --prefix .venv-audit/nag --no-audit --no-fund --no-update-notifier --loglevel=error ci \
	  --ignore-scripts
	@touch $@

# Where npm is not, or cannot fetch them, the tests that want them say so.
dynamodb-if-possible:
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory $(DYNAMODB) || true

axe-if-possible:
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory $(AXE) || true

# As npm packages, checked against the hashes in infra/local/engines.toml.
$(DYNAMODB): infra/local/engines.toml | .venv/bin/python
	@echo "DynamoDB Local in .local/engines"
	@$(IN)/python -m infra.local.fetch_engine dynamodb
	@touch $@

$(AXE): infra/local/engines.toml | .venv/bin/python
	@echo "axe-core in .local/engines"
	@$(IN)/python -m infra.local.fetch_engine axe
	@touch $@
