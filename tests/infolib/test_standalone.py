"""The library stands alone: NumPy, SciPy and autograd, and little to load."""

import ast
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import infolib

SOURCES = sorted(Path(infolib.__file__).parent.rglob("*.py"))
NEEDED = {"autograd", "infolib", "numpy", "scipy"}
# What costs a second to load, or does not belong to the library.
HEAVY = ["linalg", "ndimage", "optimize", "sparse", "spatial", "special", "stats"]
HEAVY = {f"scipy.{name}" for name in HEAVY}
FOREIGN = {"IPython", "infobook", "matplotlib", "pandas", "sklearn"}

IMPORTING = """
import json, sys, time
import numpy, autograd
start = time.process_time()
import infolib
print(json.dumps([time.process_time() - start, sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def imports(tmp_path_factory):
    """Return (seconds, modules) of importing infolib after NumPy and autograd.

    The first of several processes leaves compiled modules for the others. The time is
    that of the processor, which other programs may keep busy.
    """
    cache = tmp_path_factory.mktemp("compiled")
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    runs = [
        subprocess.run(
            [sys.executable, "-c", IMPORTING],
            env=environment,
            capture_output=True,
            check=True,
        )
        for _ in range(6)
    ]
    return [json.loads(run.stdout) for run in runs]


def test_import_costs_at_most_a_tenth_of_a_second(imports):
    assert min(seconds for seconds, _ in imports) <= 0.1


def test_import_loads_nothing_heavy_and_nothing_foreign(imports):
    for _, modules in imports:
        assert not (HEAVY | FOREIGN) & set(modules)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_module_imports_only_what_the_library_needs(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {name for node in ast.walk(tree) for name in imported(node)}
    foreign = found - NEEDED - set(sys.stdlib_module_names)
    # The tree of scikit-learn is taken where it happens to be installed.
    assert foreign == ({"sklearn"} if path.stem == "neighbors" else set())


def test_the_optional_tree_is_imported_when_used():
    path = next(path for path in SOURCES if path.stem == "neighbors")
    module = ast.parse(path.read_text(encoding="utf-8"))
    assert "sklearn" not in {name for node in module.body for name in imported(node)}


def imported(node):
    """Return the packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "an import that is relative"
        return [node.module.partition(".")[0]]
    return []


def test_the_distribution_has_the_version_of_the_code():
    assert version("infolib-ml") == infolib.__version__
