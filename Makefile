# Two commands for a newcomer: `make run` and `make test`. Everything else serves them.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := installer/requirements-dev.lock
BENCH_LOCK := installer/requirements-bench.lock
FUZZ_LOCK := installer/requirements-fuzz.lock
AUDIT_LOCK := installer/requirements-audit.lock
FREEZE_LOCK := installer/requirements-freeze.lock

# Qt's system libraries, and faces that carry every Vietnamese letter.
RUN_PACKAGES := python3-venv ca-certificates libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 \
	libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
	fonts-noto-core fonts-liberation2 fonts-croscore
# A screen without a screen, a keyboard without hands, somebody else's PDF reader, and what a screen reader hears.
TEST_PACKAGES := xvfb xauth openbox xdotool xclip imagemagick poppler-utils dovecot-imapd softhsm2 \
	at-spi2-core dbus python3-gi strace
BENCH_PACKAGES := libreoffice-calc

# Other makers' checkers of signatures: LibreOffice by UNO with keys of its own, Apache POI (its jars come by pip).
INTEROP_PACKAGES := libreoffice-calc libreoffice-writer python3-uno libnss3-tools default-jdk-headless libxml-security-java \
	libslf4j-java libbcprov-java libbcpkix-java

# Freezing: objdump for PyInstaller, and Python as a library where the system's Python is not one.
FREEZE_PACKAGES := binutils libpython3-dev
INSTALL_TEST_PACKAGES := debootstrap xvfb xdotool imagemagick
# Windows' installer made and tried here: NSIS, a compiler for the launcher, Wine.
WINDOWS_PACKAGES := nsis gcc-mingw-w64-x86-64 wine64 wine xvfb xauth
FREEZE_VENV := build/freeze-venv
FROZEN := build/freeze/dist/kgdesk/kgdesk
NICE := nice -n 10

.PHONY: help run test check interop bench mutate crash faults province screens guide translations lock hostile fuzz licences sbom audit clean \
	freeze frozen-test deb install-test windows windows-test

help:
	@echo "make run    install everything, then open the demo (or run it headless)"
	@echo "make test   install everything, then pass the whole test suite"
	@echo "make check  style, types, layers"
	@echo "make interop  LibreOffice and Apache POI check our signatures, we check theirs"
	@echo "make bench  measurements beside peers      make crash  kill -9, many times"
	@echo "make faults  full, broken, slow and pulled-out disks under every activity; 200 damaged files of each kind"
	@echo "make mutate   every byte of a signed workbook and PDF changed: never valid (an hour)"
	@echo "make province  a round of the whole province over five years, every total beside a recount (half an hour)"
	@echo "make hostile  every hostile file, and odd files of other projects, through every reader (ten minutes)"
	@echo "make fuzz   FUZZ_SECONDS for each reader    make licences, sbom, audit  what the program stands on"
	@echo "make screens  the pictures in docs/screens       make guide  the user's guide as PDF"
	@echo "make freeze   the program without Python around it      make frozen-test  the journeys with it"
	@echo "make deb      the Debian package                        make install-test installs it in a bare Debian"
	@echo "make windows  the installer for Windows                 make windows-test installs it in Wine"

build:
	@mkdir -p build

build/.run-packages: installer/system-packages.sh Makefile | build
	@installer/system-packages.sh $(RUN_PACKAGES)
	@touch $@

build/.test-packages: build/.run-packages
	@installer/system-packages.sh $(TEST_PACKAGES)
	@touch $@

build/.bench-packages: build/.test-packages
	@installer/system-packages.sh $(BENCH_PACKAGES)
	@touch $@

build/.interop-packages: build/.test-packages
	@installer/system-packages.sh $(INTEROP_PACKAGES)
	@touch $@

$(VENV)/.installed: $(LOCK) pyproject.toml | build/.run-packages
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "kgdesk: Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Python packages into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# The English texts of the window and the Vietnamese texts of Qt's own buttons.
TS := $(wildcard resources/translations/*.ts)
QM := $(TS:.ts=.qm)
resources/translations/%.qm: resources/translations/%.ts | $(VENV)/.installed
	@$(BIN)/pyside6-lrelease -silent $< -qm $@

translations: $(QM)

run: $(VENV)/.installed translations
	@$(BIN)/python installer/first_run.py

test: $(VENV)/.installed build/.test-packages translations
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(PYTEST)

check: $(VENV)/.installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python installer/audit.py

# Signed workbooks in LibreOffice and Apache POI, and theirs here; nothing may be skipped. Then the table of attacks.
interop: $(VENV)/.installed build/.interop-packages
	@$(BIN)/python -m tests.interop.poi_jars
	@KGDESK_INTEROP=1 $(BIN)/python -m pytest -q tests/interop $(PYTEST)
	@$(BIN)/python -m tests.interop.attack_table

cover: $(VENV)/.installed build/.test-packages translations
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup --cov --cov-report=term $(PYTEST)

# Libraries the program does not need and is measured beside, in a place of their own.
build/bench-venv/.installed: $(BENCH_LOCK) | $(VENV)/.installed
	@test -x build/bench-venv/bin/python || $(PYTHON) -m venv build/bench-venv
	@build/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(BENCH_LOCK)
	@touch $@

bench: $(VENV)/.installed build/.bench-packages build/bench-venv/.installed translations
	@xvfb-run -a -s "-screen 0 1366x768x24" $(BIN)/python -m benchmarks $(BENCH)

# Every byte of the smallest signed return, on all cores; all bits of a large workbook.
mutate: $(VENV)/.installed build/.test-packages translations
	@KGDESK_MUTATE=all $(BIN)/python -m pytest -q -s --timeout 0 -p no:cacheprovider \
		tests/signing/test_workbook_mutation.py tests/signing/test_pdf_mutation.py $(PYTEST)

# Kills in every activity, by chance and before every write; then sabotage that must be found; then the desk itself.
# Writes the table of docs/reliability.md.
crash: $(VENV)/.installed build/.test-packages translations
	@$(BIN)/python -m tests.crash --kills $(or $(KILLS),2000) --points $(or $(POINTS),0) --seed $(or $(SEED),535) --write docs/reliability.md
	@$(BIN)/python -m tests.crash.proving
	@KGDESK_KILLS=$(or $(DESK_KILLS),30) $(BIN)/python -m pytest -q tests/journeys/test_kill.py

# Mounts small disks where it may (root); then writes the table of docs/reliability.md.
faults: $(VENV)/.installed build/.test-packages
	@KGDESK_FAULTS=build/faults.json $(BIN)/python -m pytest -q tests/faults $(PYTEST)
	@$(BIN)/python -m tests.faults.table build/faults.json
	@KGDESK_DAMAGE=200 $(BIN)/python -m pytest -q tests/operations/test_salvage.py $(PYTEST)

# Every district with all its communes, five years; forged, late, doubled and lost files among them.
province: $(VENV)/.installed
	@$(BIN)/python -m tests.operations.province_round

# Files built to hang, swell or mislead; then odd files out of the source packages of other projects, by hash.
hostile: $(VENV)/.installed build/.test-packages
	@KGDESK_HOSTILE=all $(BIN)/python -m pytest -q -n 2 --timeout 900 tests/hostile $(PYTEST)
	@$(BIN)/python -m tests.hostile.corpus

# The fuzzer stands beside the program's packages and is never installed among them.
build/fuzz-packages/.installed: $(FUZZ_LOCK) | $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade \
		--target build/fuzz-packages -r $(FUZZ_LOCK)
	@touch $@

fuzz: $(VENV)/.installed build/fuzz-packages/.installed
	@$(BIN)/python -m tests.fuzz.run $(or $(FUZZ_SECONDS),60) $(READERS)

licences: $(VENV)/.installed
	@$(BIN)/python installer/supply.py licences

sbom: $(VENV)/.installed
	@$(BIN)/python installer/supply.py sbom build/kgdesk-sbom.json

build/audit-venv/.installed: $(AUDIT_LOCK) | $(VENV)/.installed
	@test -x build/audit-venv/bin/python || $(PYTHON) -m venv build/audit-venv
	@build/audit-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(AUDIT_LOCK)
	@touch $@

audit: build/audit-venv/.installed
	@$(BIN)/python installer/audit.py $(ADVISORIES)

screens: $(VENV)/.installed translations
	@$(BIN)/python docs/screens/make_screens.py

# The guide in two languages and the card, into resources/guide, where the program looks for them.
GUIDE := resources/guide/kgdesk-huong-dan.pdf
GUIDE_FROM := $(shell find resources/help resources/messages docs/guide docs/screens docs/check-without-kgdesk.md \
	-type f ! -name '*.pyc')
$(GUIDE): $(GUIDE_FROM) | $(VENV)/.installed
	@$(BIN)/python docs/guide/drawing.py
	@$(BIN)/python docs/guide/make_guide.py

guide: $(GUIDE)

# The program frozen into one folder, build/freeze/dist/kgdesk (docs/releasing.md).
build/.freeze-packages: build/.run-packages
	@installer/system-packages.sh $(FREEZE_PACKAGES)
	@touch $@

$(FREEZE_VENV)/.installed: installer/requirements.lock $(FREEZE_LOCK) | build/.freeze-packages
	@test -x $(FREEZE_VENV)/bin/python || $(PYTHON) -m venv $(FREEZE_VENV)
	@for lock in installer/requirements.lock $(FREEZE_LOCK); do \
		$(FREEZE_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $$lock || exit 1; \
	done
	@touch $@

FROZEN_FROM := $(shell find kgdesk resources db installer/freeze -type f ! -name '*.qm' ! -name '*.pyc' ! -path '*/guide/*.pdf')
$(FROZEN): $(FREEZE_VENV)/.installed $(FROZEN_FROM) $(GUIDE)
	@$(NICE) $(FREEZE_VENV)/bin/python installer/freeze/make.py

freeze: $(FROZEN)

# The journeys of the tests with the frozen program instead of the source.
frozen-test: freeze $(VENV)/.installed build/.test-packages translations
	@KGDESK_PROGRAM=$(abspath $(FROZEN)) $(BIN)/python -m pytest -q -p no:cacheprovider tests/installer tests/journeys $(PYTEST)

deb: freeze
	@$(FREEZE_VENV)/bin/python installer/debian/make.py

build/.install-test-packages: | build
	@installer/system-packages.sh $(INSTALL_TEST_PACKAGES)
	@touch $@

install-test: deb build/.install-test-packages
	@$(NICE) installer/debian/try.sh

# Windows' installer without Windows: for trying; releases are frozen on Windows (.github/workflows).
build/.windows-packages: build/.run-packages
	@installer/system-packages.sh $(WINDOWS_PACKAGES)
	@touch $@

windows: $(FREEZE_VENV)/.installed build/.windows-packages
	@$(NICE) $(FREEZE_VENV)/bin/python installer/windows/trial.py

windows-test: windows
	@$(NICE) xvfb-run -a $(FREEZE_VENV)/bin/python installer/windows/trial_wine.py

# Needs uv; writes names, versions and hashes only.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o installer/requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o $(LOCK)
	uv pip compile --group bench --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o $(BENCH_LOCK)
	uv pip compile --group freeze -c installer/requirements.lock --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o $(FREEZE_LOCK)
	echo atheris==3.0.0 | uv pip compile - --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o $(FUZZ_LOCK)
	echo pip-audit==2.10.1 | uv pip compile - --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o $(AUDIT_LOCK)

clean:
	rm -rf build $(VENV) $(QM)
