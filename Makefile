# Every target works on a fresh Debian 12 with the .NET 10 SDK and installs what else it needs.
# Elsewhere, bring your own servers: tests/environment/README.md.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install demo test build env-up env-down bench bench-kube bench-rules generate verify verify-crds image test-image release verify-release lint

OPERATOR := dotnet src/HybridGroups/bin/Debug/net10.0/hybrid-groups.dll
NAME     ?= default
PREFIX   ?= $(HOME)/.local
IMAGE    ?= hybrid-groups:0.1.0

# Helm and kustomize read only files below their own folders, so each has a copy.
CRD_FOLDERS := crds charts/hybrid-groups/definitions config/crd

help: ## Show this help
	@printf 'Hybrid Groups: keeps the groups of Active Directory and Microsoft Entra ID in agreement.\n\n'
	@awk -F ' ## ' '/^[a-z-]+:.* ## / { sub(/:.*/, "", $$1); printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nThe first run on a machine installs Debian packages and builds kube-apiserver (about 8 minutes); later runs do not.\n'
	@printf 'Variables: NAME=<instance> for env-up and env-down, TESTS=<part of a project name> for test, IMAGE=<tag> for image and release, KEY=<file> for release, PREFIX=<folder> for install.\n'

demo: ## Start real servers, show plan and apply, run the operator, tell the story; ONCE=1 ends it at the end
	@tests/environment/demo $(if $(ONCE),--once)

test: ## Build, start real servers, run every test, stop the servers
	@tests/environment/test $(TESTS)

build: ## Build the solution; a warning is an error
	@tests/environment/build Operator.sln && echo 'built Operator.sln without a warning'

env-up: ## Start the test environment (API server, Active Directory, Graph simulator) and print where it is
	@tests/environment/up --name $(NAME)

env-down: ## Stop the test environment
	@tests/environment/down --name $(NAME)

bench: ## Measure the figures that the README claims
	@tests/environment/bench

bench-kube: ## Measure the Kubernetes runtime over 10,000 objects against a bare loop (about 2 minutes)
	@tests/environment/bench-kube

bench-rules: ## Measure the rule engine against compiled predicates and DuckDB (about 10 minutes)
	@tests/environment/build tests/HybridGroups.Rules.Benchmarks -c Release
	@dotnet tests/HybridGroups.Rules.Benchmarks/bin/Release/net10.0/HybridGroups.Rules.Benchmarks.dll

install: ## Install the command line, as hybrid-groups and as a kubectl plugin, below PREFIX (~/.local)
	@tests/environment/install $(PREFIX)

GENERATED := --config config --docs docs --monitoring charts/hybrid-groups/monitoring

generate: build ## Write the generated files: crds/ and their copies in chart and kustomize, roles, webhook, config/monitoring, pages of docs/
	@for folder in $(CRD_FOLDERS); do $(OPERATOR) crds --write $$folder $(GENERATED); done

verify: build ## Fail where a generated file, a lock file or the formatting is not what it should be
	@for folder in $(CRD_FOLDERS); do $(OPERATOR) crds --verify $$folder $(GENERATED) || exit 1; done; echo 'generated files are current'
	@dotnet restore Operator.sln --locked-mode --nologo -v quiet && echo 'lock files are current'
	@$(MAKE) --no-print-directory lint

verify-crds: ## Prove the definitions and their CEL rules on a current server (the first run builds it: about 4 minutes)
	@tests/environment/verify-crds

image: ## Build the container image with docker, podman or buildah
	@tests/environment/image $(IMAGE)

release: ## Build the image for every processor, push it to IMAGE, sign it with KEY: docs/release.md
	@tests/environment/release $(if $(KEY),--key $(KEY)) $(IMAGE)

verify-release: ## Check signatures, bill of materials and provenance of IMAGE against the public key KEY
	@tests/environment/verify-release --key "$(KEY)" $(IMAGE)

test-image: ## Release the image, on stand-ins for its base images, to a registry of the test, and check what came out (needs root)
	@tests/environment/image-test

lint: ## Check formatting of C#, and the shell scripts
	@tests/environment/lint
