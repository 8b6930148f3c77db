"""Random distributions for the property tests."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


def weights(shape):
    """Return a strategy for arrays of weights, some of them 0 and some tiny."""
    entries = st.one_of(
        st.just(0.0), st.floats(1e-300, 1e-290), st.floats(1e-6, 1.0), st.just(1.0)
    )
    return hnp.arrays(np.float64, shape, elements=entries).filter(lambda w: w.sum() > 0)


def distributions(min_size=1, max_size=8):
    """Return a strategy for distributions over a few outcomes."""
    sizes = st.integers(min_size, max_size)
    return sizes.flatmap(weights).map(lambda w: w / w.sum())


def joints(ndim=2, max_size=4):
    """Return a strategy for joint distributions with ``ndim`` axes."""
    shapes = st.tuples(*[st.integers(1, max_size)] * ndim)
    return shapes.flatmap(weights).map(lambda w: w / w.sum())
