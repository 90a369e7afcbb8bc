# Two commands matter: `make run` and `make test`. The rest is for builders; see CONTRIBUTING.md.
SHELL := /bin/bash
.PHONY: run build test check lint swift-tests documents browser curve quick store print format bench fuzz

# The flag keeps the arrows between the targets: an import that is not declared in Package.swift is an error.
FLAGS := --explicit-target-dependency-import-check error
# Without symbols it is half as large.
RELEASE := swift build -c release --static-swift-stdlib -Xlinker -s
FUZZ_TIMES ?= 20

# Serves the site at http://localhost:8080 (PORT takes another port), or unrolls LINK. ARGS may hold more options.
export LINK PORT
run: build
	@Scripts/install.sh run
	@Scripts/run.sh $(ARGS)

# The program, as it is given to people: .build/release/skein
build:
	@Scripts/install.sh build
	$(RELEASE) --product skein $(FLAGS)

# Everything that is checked before a change lands.
test:
	@Scripts/install.sh build test
	@$(MAKE) --no-print-directory lint swift-tests documents browser curve

# The same without the browser and Java tools, with warnings as errors.
check:
	@Scripts/install.sh build gumbo
	@SKEIN_STRICT=1 $(MAKE) --no-print-directory lint swift-tests

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

swift-tests:
	swift build --build-tests $(FLAGS)
	Scripts/with-postgres.sh Scripts/swift-tests.sh

# The HTML and JSON that the program writes, before the judges the web has for them.
documents:
	Scripts/check-documents.sh

# The site, used by a browser as people do; screenshots are left in .build-pages/site.
browser:
	.build-tools/bin/python Scripts/browse.py .build/debug/skein .build/debug/stage .build-pages/site

# How the site grows with its archive, for as far as that takes a few minutes; `make bench` shows it to a million posts.
curve:
	SKEIN_BENCH_POSTS=10000 Scripts/with-postgres.sh .build/debug/bench .build/debug/skein growth

# Unroll and Render only, with their tests: no network stack, no C library, seconds. FILTER names the tests to run.
quick:
	SKEIN_QUICK=1 swift test --scratch-path .build-quick $(if $(FILTER),--filter '$(FILTER)')

# Store with its tests on SQLite and PostgreSQL: no network stack. FILTER names the tests to run.
store:
	SKEIN_QUICK=store Scripts/with-postgres.sh swift test --scratch-path .build-store --filter '$(or $(FILTER),StoreTests)'

# Print with its tests: no network stack. FILTER names the tests to run.
print:
	SKEIN_QUICK=print swift test --scratch-path .build-print --filter '$(or $(FILTER),PrintTests)'

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

bench: build
	-@Scripts/install.sh bench
	$(RELEASE) --product bench
	Scripts/with-postgres.sh .build/release/bench .build/release/skein

# The fuzz tests once more, with FUZZ_TIMES as many inputs.
fuzz:
	@Scripts/install.sh build gumbo
	swift build --build-tests $(FLAGS)
	SKEIN_FUZZ_TIMES=$(FUZZ_TIMES) swift test --skip-build $(FLAGS) --filter Fuzz
