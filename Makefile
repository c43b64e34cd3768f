# make run     the whole of Frontdesk on this machine        make reset   forget the local stage
# make test    every test that its engines are here for      make check   lint, types, templates
# make deploy STAGE=name [ARGS=--disposable]                 make engines what the tests can use
# make bench   how it keeps to its budgets [ARGS=--quick]  make pictures  those of README and docs
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run reset test check deploy bench pictures engines

# Lambda runs what the packaging Python writes: 3.11, 3.12 or 3.13.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
  && echo $$p && break; done)
PORT ?= 4566
TESTS ?=
IN := .venv/bin
PIP := -m pip --disable-pip-version-check --quiet install

help:
	@sed -n 's/^# //p' Makefile | head -4

run: .venv/deploy.stamp .venv-cloud/stamp
	@exec $(IN)/python -m infra.local run --port $(PORT)

reset: .venv/deploy.stamp
	@$(IN)/python -m infra.local reset

deploy: .venv/deploy.stamp
	@test -n "$(STAGE)" || { echo 'Say which stage: make deploy STAGE=name'; exit 2; }
	@exec $(IN)/python -m infra.deploy $(STAGE) $(ARGS)

test: .venv/dev.stamp
	@exec $(IN)/python -m pytest $(TESTS)

check: .venv/dev.stamp
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy
	$(IN)/lint-imports --no-cache
	$(IN)/cfn-lint infra/stateful.yaml infra/account.yaml
	$(IN)/python -m infra.deploy.lint

pictures: .venv/dev.stamp
	@$(IN)/python -m tests.pictures

bench: .venv/dev.stamp .local/engines/dynamodb/DynamoDBLocal.jar
	@$(IN)/python -m benchmarks $(ARGS)

engines: .venv-cloud/stamp .local/engines/dynamodb/DynamoDBLocal.jar .local/engines/axe/axe.min.js

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo 'Frontdesk needs Python 3.11, 3.12 or 3.13 on the path.'; exit 2; }
	@echo "Python environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/deploy.stamp: requirements.txt requirements-deploy.txt | .venv/bin/python
	@echo "Dependencies of packaging and deploying"
	@$(IN)/python $(PIP) -r requirements-deploy.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/deploy.stamp
	@echo "Dependencies of checks and tests"
	@$(IN)/python $(PIP) -r requirements-dev.txt
	@touch $@

.venv-cloud/stamp: requirements-cloud.txt | .venv/bin/python
	@echo "Local cloud in .venv-cloud"
	@$(IN)/python -m venv .venv-cloud
	@.venv-cloud/bin/python $(PIP) -r requirements-cloud.txt
	@touch $@

# Amazon's DynamoDB Local, as AWS publishes it for npm.
.local/engines/dynamodb/DynamoDBLocal.jar:
	@echo "DynamoDB Local in .local/engines"
	@mkdir -p .local/engines
	@cd .local/engines && npm pack --silent amplify-dynamodb-simulator@2.9.30 >/dev/null \
	  && tar -xzf amplify-dynamodb-simulator-2.9.30.tgz package/emulator \
	  && rm -rf dynamodb && mv package/emulator dynamodb \
	  && rm -rf package amplify-dynamodb-simulator-2.9.30.tgz && touch dynamodb/DynamoDBLocal.jar

# axe-core, which looks for what keeps people with disabilities out of a page; for tests alone.
.local/engines/axe/axe.min.js:
	@echo "axe-core in .local/engines"
	@mkdir -p .local/engines/axe
	@cd .local/engines/axe && npm pack --silent axe-core@4.14.1 >/dev/null \
	  && tar -xzf axe-core-4.14.1.tgz --strip-components 1 package/axe.min.js package/LICENSE \
	  && rm -f axe-core-4.14.1.tgz && touch axe.min.js
