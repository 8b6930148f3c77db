"""The solutions that the chapters print pass the checks that they offer."""

import re

import nbformat
import pytest

from infobook.exercises import is_right
from tests.book.conftest import ROOT

SOLUTION = re.compile(r"\{solution\} (\S+)\n.*?```python\n(.*?)```", re.DOTALL)
CHECK = re.compile(r'check\("([\w-]+)", answer\)')


def solutions():
    """Return (chapter, exercise, imports, solution) for every printed solution."""
    found = []
    for path in sorted(ROOT.glob("chapters/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        code = [cell.source for cell in cells if cell.cell_type == "code"]
        names = CHECK.findall("\n".join(code))
        prose = "\n".join(cell.source for cell in cells)
        printed = [source for _, source in SOLUTION.findall(prose)]
        assert len(names) == len(printed), f"{path.stem}: a check without a solution"
        found += [
            (path.stem, name, code[0], source)
            for name, source in zip(names, printed, strict=True)
        ]
    return found


@pytest.mark.parametrize(
    ("chapter", "exercise", "imports", "solution"),
    solutions(),
    ids=lambda value: value if len(value) < 40 else "",
)
def test_printed_solution_passes_its_check(chapter, exercise, imports, solution):
    namespace = {}
    exec(imports.replace("use_book_style()", ""), namespace)
    exec(solution, namespace)
    assert is_right(exercise, namespace["answer"])
