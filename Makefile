# The two commands a newcomer needs are `make run` and `make test`. Each target only names a script
# under scripts/, so that everything here can also be read, and run, step by step.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test dev build bench fmt lint deny setup hooks clean

help: ## List these commands
	@printf 'Mentoring MeM. Commands:\n\n'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nFor part of the tests: scripts/test.sh --list names the phases, scripts/test.sh PHASE… runs them.\n'

run: ## Set up what is missing, build, and serve on http://127.0.0.1:3000 with demo data
	@scripts/setup.sh run
	@scripts/build.sh
	@scripts/serve.sh --demo

test: ## Set up what is missing, then run everything that must pass before a change lands
	@scripts/setup.sh test
	@scripts/test.sh

dev: ## Serve the debug build and rebuild on every change (needs cargo-leptos)
	@scripts/setup.sh run
	@scripts/dev.sh

build: ## Make dist/, a folder to copy to a server: program, site, reference data
	@scripts/setup.sh run
	@scripts/build.sh
	@scripts/dist.sh

bench: ## Measure matching and rendering (criterion); results under target/criterion
	@scripts/setup.sh run
	@scripts/bench.sh

fmt: ## Format Rust, and what stands inside view!
	@scripts/setup.sh test
	@scripts/fmt.sh

lint: ## Formatting, layers, and clippy on the server's and the browser's half
	@scripts/setup.sh test
	@scripts/test.sh format layers lint-server lint-browser

deny: ## Check dependencies' licences, sources and known faults (installs cargo-deny: some minutes)
	@scripts/deny.sh

setup: ## Only set up this machine: tools, browser, database for the tests
	@scripts/setup.sh test

hooks: ## Let git check the formatting before each commit (in this clone)
	@git config core.hooksPath .githooks && echo 'git now runs .githooks/pre-commit.'

clean: ## Remove what was built (not the tools under .tools/, not data/)
	@rm -rf dist target/site && cargo clean
