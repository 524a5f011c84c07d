# Everything from a checkout, with nothing but Python 3.11 or newer and make.
# The environment is built on demand from requirements/dev.lock and built anew when that file changes.

BIN := .venv/bin
LOCKED := .venv/.locked
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test trust coverage lint format types imports locks check bench reference screenshots wheel lock clean

help:
	@echo "make demo      the call screen on a throw-away copy of the sample data"
	@echo "make test      all tests (make trust: the same promises at full counts, long)"
	@echo "make coverage  all tests, with branch coverage"
	@echo "make check     lint, format, types, import contracts, locks"
	@echo "make bench     measure start, keys and queue head; writes benchmarks/results/"
	@echo "make reference write docs/settings.md and docs/keys.md anew from the code"
	@echo "make screenshots write docs/screenshots/*.svg anew from the program"
	@echo "make wheel     build dist/*.whl"
	@echo "make lock      write requirements/*.lock anew from pyproject.toml (needs uv)"
	@echo "make clean     remove the environment, caches and builds"

$(LOCKED): requirements/dev.lock
	@python=$$(PYTHON="$(PYTHON)" tools/find_python.sh) && \
		echo "dialdeck: building .venv from requirements/dev.lock (once, about a minute)" && \
		"$$python" -m venv --clear .venv
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@$(BIN)/dialdeck demo

test: $(READY)
	@$(BIN)/python -m pytest

trust: $(READY)
	@DIALDECK_TRUST_FULL=1 $(BIN)/python -m pytest -m trust

coverage: $(READY)
	@$(BIN)/python -m pytest --cov --cov-report=
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include='*/dialdeck/method/*,*/dialdeck/session/*' --fail-under=100

lint: $(READY)
	@$(BIN)/ruff check --quiet .

format: $(READY)
	@$(BIN)/ruff format --quiet --check .

types: $(READY)
	@$(BIN)/mypy --no-error-summary

imports: $(READY)
	@$(BIN)/lint-imports

locks: $(READY)
	@$(BIN)/python -m tools.check_lock

check: lint format types imports locks

bench: $(READY)
	@$(BIN)/python -m benchmarks

reference: $(READY)
	@$(BIN)/python -m tools.reference

screenshots: $(READY)
	@$(BIN)/python -m tools.screenshots

wheel: $(READY)
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock:
	@tools/lock.sh

clean:
	@rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.* htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
