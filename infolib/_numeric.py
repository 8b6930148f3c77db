"""Arithmetic that several modules share."""

import numpy as np

# The least positive float64. log(max(p, TINY)) leaves every positive p alone and
# makes 0 log 0 come out as 0 without a mask or a warning.
TINY = np.nextafter(0.0, 1.0)

# Elements handled at a time: a block's temporaries stay in the processor's cache.
_BLOCK = 2**14


def sum_terms(term, *arrays, axis=-1):
    """Sum ``term(*arrays)`` along ``axis``, a block of rows at a time.

    The arrays have one shape. ``term`` maps arrays to an array of that shape.
    """
    arrays = [np.moveaxis(array, axis, -1) for array in arrays]
    shape = arrays[0].shape
    if len(shape) == 1:
        return term(*arrays).sum()
    result = np.empty(shape[:-1])
    step = max(1, _BLOCK // int(np.prod(shape[1:])))
    for start in range(0, shape[0], step):
        rows = slice(start, start + step)
        result[rows] = term(*(array[rows] for array in arrays)).sum(axis=-1)
    return result
