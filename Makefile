# Claimline. `make` lists the targets; each one sets up what it needs.
SHELL := /bin/bash
GO ?= go
GOLANGCI_LINT_VERSION := v2.15.0
FUZZTIME ?= 20s
CHAOS_SECONDS ?= 60
AZURITE_FILES ?= 1000
LOAD_FILES ?= 10000
LOAD_SECONDS ?= 120
BIN := bin
LINT := $(BIN)/golangci-lint

.DEFAULT_GOAL := help
.PHONY: help setup build test demo azurite load check lint fmt golden samples fuzz bench chaos rules-test eval learn eval-extract db tidy-check clean

help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing (PostgreSQL server, tesseract, poppler-utils)
	@scripts/setup.sh server scan reference

build: ## build bin/analyzer and bin/worker
	@mkdir -p $(BIN)
	$(GO) build -o $(BIN)/ ./cmd/...
	-@$(BIN)/analyzer claimline-extract-warm '' # compiles the PDF reader once, so that no document waits for it

demo: setup build ## start everything on a fresh folder, drop the sample SOWs, show the result (DEMO_EXIT=1 ends after the table)
	@$(BIN)/worker demo --samples testdata/sows --dir demo $(if $(DEMO_EXIT),--exit)

# Packages that turn values into values and start no goroutine: the race
# detector has nothing to find there and makes them five to ten times slower.
PURE := $(addprefix claimline/internal/,sow detect detect/around detect/sense detect/mention detect/table detect/section detect/page detect/lexicon detect/list detect/phrase detect/token fact fact/day fact/seat fact/licence fact/price fact/party fact/names fact/pick fact/page fact/lexicon fact/topic fact/written ruleset octet piece mutant learn analyze report deadline reminder calendar eval lint word typo extract/docx extract/text extract/prose extract/flow)

test: setup ## run the whole test suite, with the race detector wherever something runs side by side
	$(GO) vet ./... ./testdata/gen
	$(GO) test -shuffle=on -timeout 14m $(PURE) ./testdata/gen
	$(GO) test -race -shuffle=on -timeout 14m $(filter-out $(PURE),$(shell $(GO) list ./...))

race: setup ## run everything with the race detector (takes twice as long)
	$(GO) test -race -shuffle=on -timeout 30m ./... ./testdata/gen

check: build lint test tidy-check ## what the public CI runs

lint: $(LINT) ## run golangci-lint
	$(LINT) run ./...

fmt: $(LINT) ## format the code
	$(LINT) fmt

$(LINT):
	@mkdir -p $(BIN)
	GOBIN=$(CURDIR)/$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)

golden: ## write the generated references anew and show what changed
	$(GO) test ./internal/ruleset -run 'Schema|Reference' -update
	$(GO) test ./cmd/analyzer -run Docs -update-docs
	$(GO) test ./internal/detect -run 'Wordings|NamedOnly|Fresh|Headings|Sentences' -update
	git diff --stat rules docs internal/detect/testdata

samples: ## render the sample and evaluation documents from their sources
	@scripts/setup.sh office browser reference
	$(GO) run ./testdata/gen testdata/sows testdata/eval

rules-test: ## check the rule pack and run its tests
	$(GO) run ./cmd/analyzer rules check rules
	$(GO) run ./cmd/analyzer rules test rules

survivors: ## delete each rule, each list of words and each entry of the pack in turn and print those that no test misses (ONLY='competitors[': of context and lexicon only what this is part of)
	$(GO) test -count=1 ./internal/ruleset ./internal/analyze ./internal/fact/... -run 'NoMutantSurvives|NoProofListSurvives|MonthsOf|NumbersInWords' -v | grep -v '^==='
	$(GO) test -count=1 ./internal/fact -run '^TestSurvivors$$' -survivors -timeout 60m -v | grep -v '^==='
	$(GO) test -count=1 ./internal/detect -run '^Test(Lexicon)?Survivors$$' -survivors -only '$(ONLY)' -timeout 120m -v | grep -v '^==='

eval: ## score the analyzer on the labelled documents
	@$(GO) build -o $(BIN)/analyzer ./cmd/analyzer
	@for set in open locked silence; do [ -d testdata/eval/$$set ] && $(BIN)/analyzer eval $(if $(filter locked,$$set),--scores-only) testdata/eval/$$set || true; done

learn: ## learn again what words around a product mean, from the documents that may be learnt from
	@$(GO) build -o $(BIN)/analyzer ./cmd/analyzer
	$(BIN)/analyzer rules learn testdata/eval/open testdata/eval/silence --fresh testdata/eval/learn --least 0.18 --least-beside 0.12 \
	  $(foreach f,wordings precision fresh learnt,--pieces internal/detect/testdata/$(f).txt) --output rules

eval-extract: ## measure the reading of the files in CORPUS=DIR against pdftotext and pandoc
	@scripts/setup.sh reference office
	$(GO) run ./internal/extract/evalextract $(CORPUS)

fuzz: ## fuzz each target for FUZZTIME
	@for pkg in $$($(GO) list ./internal/...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; done; done

bench: ## run the benchmarks (ratios, not absolute times)
	$(GO) test -run '^$$' -bench . -benchmem ./internal/...

chaos: setup ## kill workers at random for CHAOS_SECONDS and check the ledger
	CHAOS_SECONDS=$(CHAOS_SECONDS) $(GO) test -count=1 -v -run Chaos -timeout 60m ./cmd/worker

AZURITE := $(CURDIR)/$(BIN)/azurite

azurite: setup $(AZURITE)/node_modules/.bin/azurite-blob ## two workers share one database and one Azurite: AZURITE_FILES documents, one worker is killed
	PATH="$(AZURITE)/node_modules/.bin:$$PATH" $(GO) test -count=1 ./internal/blobstore -run Azure
	PATH="$(AZURITE)/node_modules/.bin:$$PATH" AZURITE_FILES=$(AZURITE_FILES) $(GO) test -count=1 -v -timeout 60m ./cmd/worker -run TwoMachines

$(AZURITE)/node_modules/.bin/azurite-blob:
	@mkdir -p $(AZURITE)
	cd $(AZURITE) && npm install --silent --no-audit --no-fund azurite

load: setup ## drop LOAD_FILES documents (of LOAD_DOCUMENTS=DIR) at once and print throughput, memory, connections and scan times
	LOAD_FILES=$(LOAD_FILES) LOAD_SECONDS=$(LOAD_SECONDS) LOAD_DOCUMENTS=$(abspath $(LOAD_DOCUMENTS)) $(GO) test -run '^$$' -bench Load -benchtime 1x -timeout 60m ./cmd/worker
	$(GO) test -run '^$$' -bench Scan -benchtime 50x ./internal/inbox

db: setup build ## start only the private PostgreSQL and print its address
	$(BIN)/worker db run

tidy-check: ## go.mod and generated files are up to date
	$(GO) mod tidy -diff
	$(GO) fix -diff ./...
	git diff --exit-code

clean: ## remove what was built and the demo folder
	rm -rf $(BIN) demo
