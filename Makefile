# Every command of the project. README.md explains what each one is for.
# Something is installed only if a lock file has changed since the last time, which the stamps in .venv show.

PYTHON ?= python3
# Material prints a note about its successor with every build. README explains once how to build with that.
export NO_MKDOCS_2_WARNING := 1
RUN := .venv/bin/python
# Programs run as modules, because the scripts in .venv/bin don't work in a folder with a quotation mark or a dollar sign in its name.
PIP := $(RUN) -m pip --disable-pip-version-check --quiet
UV := $(RUN) -m uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock"

.PHONY: site serve check fix sheets copy changes test test-all test-fast test-browsers coverage lint links audit bench samples gallery pictures lighthouse fuzz torture offline release lock clean

site: .venv/.site
	@$(RUN) -m macros site

# A copy of the guide has its own settings, which inherit from mkdocs.yml.
serve: sheets
	$(RUN) -m mkdocs serve --config-file $(firstword $(wildcard mkdocs.local.yml) mkdocs.yml)

check: .venv/.site
	@$(RUN) -m macros check

fix: .venv/.site
	@$(RUN) -m macros fix

sheets: .venv/.site
	@$(RUN) -m macros downloads

# The first files of a copy under your own name, as in: make copy NAME="Career conversations at our college"
copy: export COPY_NAME := $(value NAME)
copy: .venv/.site
	@$(RUN) -m macros copy -- "$$COPY_NAME"

# What has changed in the data since a Git revision, as in: make changes BASE=origin/main. SHEETS names a folder for the changed PDFs.
changes: .venv/.site
	@$(RUN) -m macros changes $(if $(SHEETS),--sheets "$(SHEETS)") "$(or $(BASE),origin/main)"

# Every test but the longest, and some cases of those with many. Tests that you name, with pytest's own options, run whole:
# make test TESTS="tests/checks/test_rules.py -x"
test: sheets .venv/.test
	@$(RUN) -m pytest $(or $(TESTS),--sample)

# Every case of every test, which takes over an hour on two processors.
test-all: sheets .venv/.test
	@$(RUN) -m pytest

# The tests that need no browser, no built site and no separate process for each case, except those that go over all files.
FAST := tests/test_architecture.py tests/model/test_registry.py tests/loading tests/checks tests/reference/test_rule_docs.py \
	tests/reference/test_json_schema.py $(filter-out %/test_sheets.py %/test_renderer.py,$(wildcard tests/outputs/test_*.py)) \
	$(addprefix --ignore=,tests/checks/test_faulty_files.py tests/checks/test_proposed_fixes.py)
test-fast: .venv/.test
	@$(RUN) -m pytest $(FAST)

# The main paths through the site in Chromium, Firefox and WebKit, as far as they're installed. To choose some of them:
# make test-browsers ONLY="firefox planner"
test-browsers: site offline .venv/.browsers
	@$(RUN) -m tests.browsers $(ONLY)

# How much of macros/, .ci/ and docs/assets/ the tests run. Everything is in .build/, and if a test fails, this fails after the table.
COVERAGE := .build/coverage
coverage: sheets .venv/.test
	@rm -rf $(COVERAGE) && mkdir -p $(COVERAGE)
	@SCRIPT_COVERAGE="$$PWD/$(COVERAGE)" $(RUN) -m coverage run -m pytest $(TESTS); status=$$?; \
		$(RUN) -m tests.support.coverage_report $(COVERAGE) && exit $$status

lint: .venv/.test .venv/.lint
	@$(RUN) -m tests.support.lint

# The only command that contacts other sites. lychee's status 2 means dead links, which .ci/links.py reports.
LINKS ?= data docs $(wildcard *.md)
links: .venv/.test
	@mkdir -p .build && rm -f .build/links.json
	@.venv/bin/lychee --config .ci/lychee.toml --output .build/links.json $(LINKS) || [ $$? = 2 ]
	@$(RUN) .ci/links.py .build/links.json

# Which locked dependencies have a known vulnerability. It asks PyPI and the npm registry, and fails too if they can't tell.
audit: .venv/.audit
	@$(RUN) -m pip_audit --strict --disable-pip $(addprefix --requirement=,$(sort $(wildcard requirements*.txt)))
	@PATH="$$PWD/.venv/bin:$$PATH" .venv/bin/npm audit

# What the tools write, for a person to read. To choose kinds: make samples KINDS=plans
samples: .venv/.test
	@$(RUN) -m tests.support.samples $(KINDS)

# Pictures of the main screens, for a person to look at. Nothing in .build/ is committed.
gallery: site .venv/.test
	@$(RUN) -m tests.support.gallery

# The pictures of components that tests compare with, in tests/fixtures/pictures/. These are committed.
pictures: site .venv/.test
	@$(RUN) -m tests.support.pictures

# Lighthouse on one page of each kind. To choose pages: make lighthouse PAGES="home composer"
lighthouse: site .venv/.test .venv/.lighthouse
	@$(RUN) -m tests.support.lighthouse $(PAGES)

# What holds when builds are killed, disks are full, clocks are wrong and so on. To choose faults: make torture FAULTS="killed disk-full"
torture: .venv/.test
	@$(RUN) -m tests.torture $(FAULTS)
# Random damage to everything the guide reads, always the same for the same SEED. To choose kinds: make fuzz KINDS="links backups" SEED=7
fuzz: .venv/.test
	@$(RUN) -m tests.fuzz $(KINDS) $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT))

# What the guide costs whoever builds it and whoever reads it. To choose parts: make bench PARTS="check reader"
bench: sheets .venv/.test
	@$(RUN) -m tests.bench $(PARTS)

offline: .venv/.site
	@$(RUN) -m macros site --offline

# The files of a release, for .ci/release.py: the offline copy, the data and all sheets.
RELEASE := .build/release
DATA := information-interview-guide-data
release: offline
	@rm -rf $(RELEASE) .build/data && mkdir -p $(RELEASE) .build/data/$(DATA)
	@cp -R data LICENSE-CONTENT docs/downloads/guide.json docs/downloads/questions.csv .build/data/$(DATA)
	@cd .build/data && ../../$(RUN) -m zipfile -c ../../$(RELEASE)/$(DATA).zip $(DATA)
	@cp .build/information-interview-guide.zip docs/downloads/all-sheets.zip $(RELEASE)
	@echo "The files of the release are in $(RELEASE)/."

lock: .venv/.lock
	$(UV) --upgrade pyproject.toml --group install --output-file requirements.txt
	$(UV) --upgrade --group test --constraint requirements.txt --output-file requirements-test.txt
	$(UV) --upgrade --group lint --constraint requirements.txt --output-file requirements-lint.txt
	$(UV) --upgrade --group browsers --constraint requirements-test.txt --output-file requirements-browsers.txt
	$(UV) --upgrade --group audit --constraint requirements.txt --output-file requirements-audit.txt
	$(UV) --upgrade --group zensical --constraint requirements.txt --output-file requirements-zensical.txt
	$(UV) --upgrade --group lock --output-file requirements-lock.txt
	@echo "The lock files are written. See what changed with git diff, then run make test."

clean:
	rm -rf .venv .build node_modules site docs/downloads

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or newer; set PYTHON=/path/to/it. This one is " + sys.version.split()[0])'
	@echo "Making a virtual environment in .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

.venv/.site: requirements.txt pyproject.toml | .venv/bin/pip
	@echo "Installing what the site needs ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The second engine is optional. If it can't be installed, its tests are reported as skipped.
.venv/.test: requirements-test.txt requirements-zensical.txt .venv/.site tests/support/find_browser.py
	@echo "Installing what the tests need ..."
	@$(PIP) install --require-hashes -r requirements-test.txt
	@$(PIP) install --require-hashes -r requirements-zensical.txt || echo "Zensical could not be installed; its tests will be skipped."
	@$(RUN) -m tests.support.find_browser
	@touch $@

.venv/.browsers: requirements-browsers.txt .venv/.test
	@echo "Installing what drives the browsers ..."
	@$(PIP) install --require-hashes -r requirements-browsers.txt
	@touch $@

# Node comes as a Python package, so no one has to install it. It includes npm, which installs the packages in package-lock.json.
.venv/.lint: requirements-lint.txt package-lock.json .npmrc .venv/.site
	@echo "Installing the linters ..."
	@$(PIP) install --require-hashes -r requirements-lint.txt
	@PATH="$$PWD/.venv/bin:$$PATH" .venv/bin/npm ci --silent --omit=optional
	@touch $@

# The optional package is Lighthouse, which is larger than all linters together.
.venv/.lighthouse: .venv/.lint
	@echo "Installing Lighthouse ..."
	@PATH="$$PWD/.venv/bin:$$PATH" .venv/bin/npm ci --silent
	@touch $@

.venv/.audit: requirements-audit.txt .venv/.lint
	@$(PIP) install --require-hashes -r requirements-audit.txt
	@touch $@

.venv/.lock: requirements-lock.txt .venv/.site
	@$(PIP) install --require-hashes -r requirements-lock.txt
	@touch $@
