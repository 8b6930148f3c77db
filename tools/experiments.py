"""Run the experiments whose source has changed since their numbers were stored.

Usage: python -m tools.experiments [NAME ...]. With names, these are run in any case.
Seeds run side by side, one on each core; a line says how far they are.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

# One thread each, set before NumPy is loaded: the seeds take the cores.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

from infobook.experiments import Experiment, all_experiments


def run_seed(name, seed):
    return Experiment(name).run(seed)


def renew(experiment, pool):
    """Run all seeds of one experiment and store what they give."""
    start = time.perf_counter()
    seeds = list(experiment.module.SEEDS)
    runs = {pool.submit(run_seed, experiment.name, seed): seed for seed in seeds}
    rows = {}
    for run in as_completed(runs):
        rows[runs[run]] = run.result()
        seconds = time.perf_counter() - start
        progress = f"{experiment.name}: {len(rows)} of {len(seeds)}, {seconds:.0f} s"
        print(progress, end="\n" if len(rows) == len(seeds) else "\r", flush=True)
    experiment.store([rows[seed] for seed in seeds])


def main(names):
    chosen = [Experiment(name) for name in names]
    chosen = chosen or [e for e in all_experiments() if e.is_stale()]
    with ProcessPoolExecutor() as pool:
        for experiment in chosen:
            renew(experiment, pool)
    print("All experiments are up to date.")


if __name__ == "__main__":
    main(sys.argv[1:])
