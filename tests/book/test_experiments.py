"""Stored experiments are what their programs give."""

import numpy as np
import pytest

from infobook.experiments import all_experiments

EXPERIMENTS = all_experiments()
every_experiment = pytest.mark.parametrize(
    "experiment", EXPERIMENTS, ids=[experiment.name for experiment in EXPERIMENTS]
)


@every_experiment
def test_stored_numbers_are_those_of_the_source(experiment):
    assert not experiment.is_stale(), "run make experiments"


@every_experiment
def test_an_experiment_has_at_least_ten_seeds(experiment):
    assert len(set(experiment.seeds)) >= 10
    assert experiment.seeds == list(experiment.module.SEEDS)


@every_experiment
def test_a_seed_run_again_gives_what_is_stored(experiment):
    again = experiment.run(experiment.seeds[0])
    assert list(again) == list(experiment.stored["results"])
    tolerance = getattr(experiment.module, "TOLERANCE", 1e-6)
    for name, value in again.items():
        np.testing.assert_allclose(
            value, experiment[name][0], rtol=tolerance, atol=1e-9, err_msg=name
        )
