"""Run the notebooks as other processors would: the stored outputs must hold there too.

Usage: python -m tools.processors [NAME ...]. Without names it runs all SETTINGS. It
prints which cells fail under which of them, and exits with 1 if one does. A setting
that this processor cannot take, or that comes to the same as another, is named and
left out.
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What decides in which order a processor adds, and so a result's last digits.
VARIABLES = (
    "OPENBLAS_CORETYPE",
    "NPY_DISABLE_CPU_FEATURES",
    "NPY_ENABLE_CPU_FEATURES",
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
)
# Tells the tests that these variables are meant, and not left over from a shell.
CHOSEN = "BOOK_PROCESSOR_CHOSEN"
# Small matrices run faster on one thread than on two.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
TWO_THREADS = {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
# Of NumPy's faster variants, by the starts of their names in old and new versions,
# those that a processor without AVX-512 or without any AVX would not have.
NO_AVX512 = ("AVX512", "X86_V4")
NO_AVX = ("AVX", "FMA", "F16C", "XOP", "X86_V3", "X86_V4")
# The kernels of OpenBLAS and the variants that NumPy goes without; "oldest" lies
# furthest from the processors of today.
SETTINGS = {
    "here": {},
    "Prescott": {"kernels": "Prescott"},
    "Haswell": {"kernels": "Haswell"},
    "SkylakeX": {"kernels": "SkylakeX"},
    "Zen": {"kernels": "Zen"},
    "AVX2": {"without": NO_AVX512},
    "SSE": {"without": NO_AVX},
    "two-threads": {"threads": TWO_THREADS},
    "oldest": {"kernels": "Prescott", "without": NO_AVX},
}
# Says which kernels and variants a process got, once it has used them.
PROBE = """
import json
import numpy as np
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from threadpoolctl import threadpool_info
for kind in ("float32", "float64"):
    a = np.random.default_rng(0).normal(size=(99, 99)).astype(kind)
    np.linalg.solve(a @ a, np.exp(a))
pools = [[p.get("architecture"), p["num_threads"]] for p in threadpool_info()]
print(json.dumps([pools, [f for f in __cpu_dispatch__ if __cpu_features__[f]]]))
"""


def environment(kernels=None, disabled=(), threads=ONE_THREAD):
    """Return the environment of a process that calculates in a given way."""
    env = {name: x for name, x in os.environ.items() if name not in VARIABLES} | threads
    if kernels:
        env["OPENBLAS_CORETYPE"] = kernels
    if disabled:
        env["NPY_DISABLE_CPU_FEATURES"] = " ".join(disabled)
    return env


def pin():
    """Calculate as the setting "here" says, from before NumPy is loaded.

    What this process starts inherits it. A process that tools.processors has started
    keeps the setting that it was given.
    """
    if CHOSEN not in os.environ:
        for name in VARIABLES:
            os.environ.pop(name, None)
        os.environ.update(ONE_THREAD)


def probed(env):
    """Return what a process gets in an environment, or None where it dies of it."""
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def chosen(names):
    """Return the environment of each setting that is worth a run, by its name."""
    seen = {"here": probed(environment())}
    variants = seen["here"][1]
    chosen = {}
    for name in names:
        setting = dict(SETTINGS[name])
        slower = setting.pop("without", ())
        disabled = [variant for variant in variants if variant.startswith(slower)]
        env = environment(disabled=disabled, **setting)
        found = probed(env)
        same = [other for other in seen if other != name and seen[other] == found]
        if found is None:
            print(f"{name}: not run, this processor lacks the instructions")
        elif same:
            print(f"{name}: not run, here it is the same as {same[0]}")
        else:
            chosen[name], seen[name] = env, found
    return chosen


def failing_cells(env):
    """Run the notebooks in an environment and return the cells that failed."""
    workers = max(1, (os.cpu_count() or 1) // int(env["OPENBLAS_NUM_THREADS"]))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--dist", "loadfile"]
        command += [f"-n{workers}", f"--junitxml={report}", "chapters"]
        env = env | {CHOSEN: "yes"}
        done = subprocess.run(command, cwd=ROOT, env=env, check=False)
        if done.returncode > 1:
            sys.exit("The notebooks could not be run: see above.")
        cases = ET.parse(report).iter("testcase")
        return [
            f"{case.get('classname').split('.')[1]}, {case.get('name')}"
            for case in cases
            if case.find("failure") is not None or case.find("error") is not None
        ]


def table(failures):
    """Return the failing cells by settings: a row a cell, a column a setting."""
    cells = sorted({cell for failed in failures.values() for cell in failed})
    if not cells:
        return f"All cells agree under {len(failures)} settings."
    rows = [["cell", *failures]]
    rows += [
        [cell, *("fails" if cell in failed else "" for failed in failures.values())]
        for cell in cells
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    lines = (
        " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(f"| {line} |" for line in lines)


def main(names):
    unknown = set(names) - set(SETTINGS)
    if unknown:
        sys.exit(f"No such setting: {sorted(unknown)}. There are {list(SETTINGS)}.")
    failures = {}
    for name, env in chosen(names or SETTINGS).items():
        print(f"== {name}", flush=True)
        failures[name] = failing_cells(env)
    print(table(failures))
    return int(any(failures.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
