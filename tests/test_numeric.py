import numpy as np
import pytest

from infolib._numeric import TINY, sum_terms


@pytest.mark.parametrize("shape", [(5,), (3, 5), (40, 1000), (2, 3, 4), (1, 20_000)])
@pytest.mark.parametrize("axis", [0, -1])
def test_blocks_add_up_to_the_whole(shape, axis):
    x, y = np.random.default_rng(0).random((2, *shape))
    found = sum_terms(lambda x, y: x * np.sqrt(y), x, y, axis=axis)
    assert np.allclose(found, (x * np.sqrt(y)).sum(axis=axis), rtol=1e-13)


def test_tiny_is_the_least_positive_number():
    assert TINY > 0
    assert TINY / 2 == 0
