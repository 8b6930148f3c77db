"""Run notebooks and store their outputs, so that a second run changes nothing.

Usage: python tools/execute.py chapters/*.ipynb
"""

import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from infobook.stored import glued

FAULTS = (CellExecutionError, CellTimeoutError, DeadKernelError, ValueError)
QUOTED = re.compile(r"\{eval\}`glue\.(\w+)`")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def execute(path):
    """Run one notebook in its folder and write it back without noise."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    client = NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    quote_glued_numbers(notebook)
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


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
