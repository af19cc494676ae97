# VietText. `make demo` shows the main job on Corpus/, `make test` runs every test; both install what is missing.

SHELL := /bin/bash
SWIFT ?= swift
STRICT := --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
VIET = $(shell $(SWIFT) build -c release --show-bin-path)/viet

.PHONY: help deps build c-library wheel bindings-test test test-long test-asan test-tsan test-ubsan fuzz demo format
.PHONY: lint tables model model-restore bench bench-check compare scaling readme clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

deps: ## install the system libraries that are missing
	@.ci/deps

build: deps ## the release build of `viet`
	$(SWIFT) build -c release --product viet --static-swift-stdlib --explicit-target-dependency-import-check error
	@echo "built: $$($(SWIFT) build -c release --show-bin-path)/viet"

c-library: deps ## the C library and the SQLite extension, in .build/bindings
	Bindings/c/build
	Bindings/sqlite/build

wheel: c-library ## the Python wheel, in Bindings/python/dist
	python3 Bindings/python/wheel_backend.py

bindings-test: build ## build and test all bindings; ONLY="c sqlite" for some
	Bindings/test $(ONLY)

test: deps ## every test
	$(SWIFT) build --build-tests $(STRICT)
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build $(STRICT)

test-long: deps ## the tests with millions of random inputs
	VIET_LONG_TESTS=1 SWIFT_BACKTRACE=enable=no $(SWIFT) test -c release -Xswiftc -enable-testing

test-asan: deps ## every test under the address sanitizer
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build/asan -Xswiftc -DVIET_SANITIZED
	SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --sanitize=address --scratch-path .build/asan -Xswiftc -DVIET_SANITIZED $(TESTS)

test-tsan: deps ## every test under the thread sanitizer
	$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build/tsan -Xswiftc -DVIET_SANITIZED
	SWIFT_BACKTRACE=enable=no TSAN_OPTIONS=halt_on_error=1 $(SWIFT) test --skip-build --sanitize=thread --scratch-path .build/tsan -Xswiftc -DVIET_SANITIZED $(TESTS)

UBSAN := -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined -Xcxx -fsanitize=undefined -Xcxx -fsanitize-trap=undefined

test-ubsan: deps ## every test with traps where C and C++ code is undefined
	$(SWIFT) build --build-tests --scratch-path .build/ubsan $(UBSAN)
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build --scratch-path .build/ubsan $(UBSAN) $(TESTS)

SECONDS ?= 60

fuzz: deps ## libFuzzer, SECONDS=60 for each target, or TARGET=query alone
	Tests/Fuzz/run $(SECONDS) $(TARGET)

demo: build ## normalise, segment, index, search, on Corpus/ or on FILES="a.txt b.jsonl"
	@VIET="$(VIET)" Corpus/demo.sh $(FILES)

format: ## format the sources
	$(SWIFT) format -i -r Package.swift Sources Tests

lint: ## what CI checks before it builds
	@.ci/lint

tables: ## remake the embedded tables from their rules
	$(SWIFT) run viet-tablegen make

model: build ## rebuild the word model from TREEBANK=folder TEXT=folder [VOTED=file] (Training/segment)
	@Training/segment/make-model "$(VIET)" "$(or $(TREEBANK),$(error name TREEBANK, the folder of UD_Vietnamese-VTB))" \
	  "$(or $(TEXT),$(error name TEXT, the folder of free text; see Training/segment/README.md))" $(VOTED)

model-restore: build ## retrain the model of viet restore from the texts in TEXT=FOLDER
	Training/restore/make-model "$(VIET)" "$(TEXT)"

bench: build ## how fast, here
	$(VIET) bench

bench-check: build ## count instructions of the hottest paths against Benchmarks/Thresholds
	Benchmarks/bench-check "$(VIET)"

compare: build ## viet beside what one would pick instead (Benchmarks/Engines); RECORD=folder keeps the figures
	Benchmarks/Engines/compare.py "$(VIET)" $(if $(RECORD),--record "$(RECORD)")

scaling: build ## time and memory of each verb against size and threads, into RECORD=folder
	Benchmarks/scaling.py "$(VIET)" "$(or $(RECORD),.build/scaling)"

readme: build ## run the examples of the README and write what they print into it
	.ci/readme-examples README.md "$(VIET)" --write

clean: ## remove what was built
	rm -rf .build Benchmarks/.build
