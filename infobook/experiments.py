"""Experiments that take minutes: many seeds and controls, run once and stored.

``experiments/NAME.py`` is a small program with ``SEEDS`` and a function ``run(seed)``
that returns numbers by name. ``make experiments`` runs those whose source has changed
and writes ``experiments/NAME.json``. A chapter loads that, shows the program's core,
and runs one seed live::

    experiment = load_experiment("label_noise")
    mean(experiment["trained"] - experiment["floor"])

The tests refuse a stored file whose source has changed since, and run one seed of each
experiment again.
"""

import ast
import hashlib
import importlib
import inspect
import json
import sys
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np
from IPython.display import Markdown

import infolib

__all__ = ["Experiment", "load_experiment"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "experiments"
# Whose code counts as an experiment's own, and whose version is noted instead.
OWN = ("experiments", "infobook", "infolib")
PACKAGES = ("numpy", "scipy", "scikit-learn", "autograd")


class Experiment:
    """A program in experiments/, and the numbers that it has given.

    ``experiment["name"]`` is an array with a row for each seed.
    """

    def __init__(self, name):
        self.name = name
        self.path = FOLDER / f"{name}.py"
        if not self.path.exists():
            raise ValueError(f"name is {name!r}, but experiments/ has no such program")

    @cached_property
    def module(self):
        """The program itself."""
        if str(ROOT) not in sys.path:
            sys.path.append(str(ROOT))
        return importlib.import_module(f"experiments.{self.name}")

    @property
    def stored_at(self):
        return self.path.with_suffix(".json")

    @cached_property
    def stored(self):
        """What the file holds: results by name, seeds, versions, the source's hash."""
        return json.loads(self.stored_at.read_text(encoding="utf-8"))

    @property
    def seeds(self):
        return self.stored["seeds"]

    def __getitem__(self, name):
        results = self.stored["results"]
        if name not in results:
            raise KeyError(f"{name!r}, expected one of {', '.join(results)}")
        return np.array(results[name])

    def run(self, seed):
        """Run one seed now."""
        return self.module.run(seed)

    def show(self, name="run"):
        """Show the source of one of the program's functions."""
        source = inspect.getsource(getattr(self.module, name))
        return Markdown(f"```python\n{source}```")

    def source_hash(self):
        """Return a hash of the program and of all code of this book that it reaches."""
        reached = {}
        _reach(f"experiments.{self.name}", reached)
        text = "\n".join(f"{name}: {reached[name]}" for name in sorted(reached))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def is_stale(self):
        """Return whether the stored numbers are not those of this source."""
        return (
            not self.stored_at.exists() or self.stored["source"] != self.source_hash()
        )

    def store(self, rows):
        """Write the results, one dictionary for each of the module's seeds."""
        record = {
            "seeds": list(self.module.SEEDS),
            "source": self.source_hash(),
            "versions": {name: version(name) for name in PACKAGES},
            "results": {key: [_rounded(row[key]) for row in rows] for key in rows[0]},
        }
        self.stored_at.write_text(_one_line_each(record) + "\n", encoding="utf-8")


def _one_line_each(entries):
    """Return nested dictionaries as JSON, with a line for each entry."""
    lines = (
        f"{json.dumps(name)}: "
        + (_one_line_each(value) if isinstance(value, dict) else json.dumps(value))
        for name, value in entries.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}"


def load_experiment(name):
    """Load an experiment's stored numbers and its program.

    Parameters
    ----------
    name : str
        The program's name in experiments/.

    Returns
    -------
    Experiment

    Raises
    ------
    ValueError
        If there is no such program.
    """
    return Experiment(name)


def all_experiments():
    """Return every experiment, in the order of their names."""
    programs = sorted(FOLDER.glob("*.py"))
    return [Experiment(p.stem) for p in programs if not p.stem.startswith("_")]


def _rounded(value):
    """Return a number, or lists of them, with ten digits: what differs is noise."""
    if np.ndim(value):
        return [_rounded(entry) for entry in value]
    return float(f"{float(value):.10g}")


def _reach(name, reached):
    """Note what a module computes, and every module of this book that it imports."""
    if name in reached:
        return
    file = ROOT.joinpath(*name.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    reached[name] = _computed(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            homes = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            homes = [_home(node.module, alias.name) for alias in node.names]
        else:
            continue
        for home in homes:
            if home.split(".")[0] in OWN:
                _reach(home, reached)


def _home(module, name):
    """Return the module in which an imported name is written."""
    if ROOT.joinpath(*module.split("."), f"{name}.py").exists():
        return f"{module}.{name}"
    return getattr(infolib, name).__module__ if module == "infolib" else module


# Neither words nor types nor where a name was imported from change a result.
SILENT = {"annotation", "returns", "type_comment", "type_params", "kind", "ctx"}


def _computed(node):
    """Return a syntax tree as text, the same for every Python, without its words."""
    if isinstance(node, list):
        kept = [child for child in node if not _is_silent(child)]
        return f"[{', '.join(map(_computed, kept))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [
        f"{name}={_computed(value)}"
        for name, value in ast.iter_fields(node)
        if name not in SILENT and value not in (None, [])
    ]
    return f"{type(node).__name__}({', '.join(fields)})"


def _is_silent(node):
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom)
