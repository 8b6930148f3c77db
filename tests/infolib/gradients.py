"""Gradients held against finite differences."""

import numpy as np
import pytest
from autograd import grad


def assert_exact_gradient(loss, *arguments, step=1e-5, rel=1e-6, seed=0):
    """Compare autograd's slopes along random directions with central differences."""
    rng = np.random.default_rng(seed)
    for index, argument in enumerate(arguments):
        direction = rng.normal(size=np.shape(argument))

        def along(t, index=index, direction=direction):
            moved = [*arguments]
            moved[index] = arguments[index] + t * direction
            return loss(*moved)

        found = np.sum(grad(loss, index)(*arguments) * direction)
        expected = (along(step) - along(-step)) / (2 * step)
        assert found == pytest.approx(expected, rel=rel, abs=1e-9)
