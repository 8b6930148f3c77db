import numpy as np
import pytest

from infolib._numeric import TINY, along_rows


@pytest.mark.parametrize("shape", [(5,), (3, 5), (40, 1000), (2, 3, 4), (1, 20_000)])
@pytest.mark.parametrize("axis", [0, -1])
def test_rows_in_blocks_are_the_same_as_all_at_once(shape, axis):
    x, y = np.random.default_rng(0).random((2, *shape))
    found = along_rows(lambda x, y: (x * np.sqrt(y)).sum(axis=-1), x, y, axis=axis)
    assert np.allclose(found, (x * np.sqrt(y)).sum(axis=axis), rtol=1e-13)


def test_tiny_is_the_least_positive_number():
    assert TINY > 0
    assert TINY / 2 == 0
