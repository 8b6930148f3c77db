"""Run notebooks and store their outputs, so that a second run changes nothing.

Usage: python -m tools.execute chapters/*.ipynb

What differs from run to run, or with every cell that somebody inserts, is not stored:
a merge would suffer from it. So each cell counts as the first that ran, which is all
that nbval asks, and a figure stays as it was where its numbers did.
"""

import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from infobook.stored import glued
from tools.processors import pin

FAULTS = (CellExecutionError, CellTimeoutError, DeadKernelError, ValueError)
QUOTED = re.compile(r"\{eval\}`glue\.(\w+)`")
SVG = "image/svg+xml"
# A coordinate: names such as those of clipping paths are no numbers.
NUMBER = re.compile(r"(?<![\w#.-])-?\d+\.\d+(?![\w.])")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def execute(path):
    """Run one notebook in its folder and write it back without noise."""
    notebook = nbformat.read(path, as_version=4)
    before = {cell.id: figures(cell) for cell in notebook.cells}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    client = NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        count_as_run(cell)
        keep_figures(cell, before[cell.id])
    quote_glued_numbers(notebook)
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


def count_as_run(cell):
    """Give a cell that has run, and its results, the same count as every other."""
    if cell.cell_type == "code" and cell.execution_count:
        cell.execution_count = 1
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = 1


def figures(cell):
    """Return a cell's outputs that hold a drawing, in their order."""
    outputs = cell.get("outputs", [])
    return [output.data for output in outputs if SVG in output.get("data", {})]


def keep_figures(cell, before):
    """Put back each drawing that was stored, where the new one shows the same."""
    for old, new in zip(before, figures(cell), strict=False):
        if same_drawing(old[SVG], new[SVG]):
            new[SVG] = old[SVG]


def same_drawing(old, new):
    """Return whether two drawings differ by less than a hundredth of a pixel."""
    if NUMBER.split(old) != NUMBER.split(new):
        return False
    pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
    return all(abs(float(a) - float(b)) < 0.01 for a, b in pairs)


def quote_glued_numbers(notebook):
    """Store each glued number where JupyterLab looks for the role that quotes it."""
    numbers = glued(notebook)
    for cell in notebook.cells:
        cell.metadata.pop("user_expressions", None)
        names = QUOTED.findall(cell.source) if cell.cell_type == "markdown" else []
        unknown = set(names) - set(numbers)
        if unknown:
            raise ValueError(f"the prose quotes {unknown}, which no cell glues")
        if names:
            cell.metadata["user_expressions"] = [
                expression(name, numbers[name]) for name in names
            ]


def expression(name, text):
    """Return the record of an evaluated expression, as JupyterLab's MyST stores it."""
    data = {"text/plain": text}
    result = {"status": "ok", "data": data, "metadata": {}}
    return {"expression": f"glue.{name}", "result": result}


def main(paths):
    """Run the notebooks side by side; return 1 if one of them failed."""
    pin()
    failed = False
    with ProcessPoolExecutor() as pool:
        runs = {path: pool.submit(execute, Path(path)) for path in paths}
        for path, run in runs.items():
            try:
                run.result()
            except FAULTS as error:
                failed = True
                print(f"{path}: {error}\nNothing was written; mend it and run again.")
            else:
                print(f"{path}: executed")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
