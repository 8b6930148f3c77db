"""Arithmetic that several modules share."""

import autograd.numpy as anp
import numpy as np
from autograd.extend import defvjp, primitive

# The least positive float64. log(max(p, TINY)) leaves every positive p alone and
# makes 0 log 0 come out as 0 without a mask or a warning.
TINY = np.nextafter(0.0, 1.0)

# Elements handled at a time: a block's temporaries stay in the processor's cache.
_BLOCK = 2**14


def along_rows(function, *arrays, axis=-1):
    """Apply ``function`` to arrays of rows; one number a row comes out.

    The arrays are broadcast against each other, and handed over a block at a time so
    that what ``function`` makes of them stays in the processor's cache.
    """
    moved = [np.moveaxis(a, axis, -1) for a in np.broadcast_arrays(*arrays)]
    shape = moved[0].shape
    if len(shape) == 1:
        return function(*moved)
    result = np.empty(shape[:-1])
    step = max(1, _BLOCK // int(np.prod(shape[1:])))
    for start in range(0, shape[0], step):
        rows = slice(start, start + step)
        result[rows] = function(*(array[rows] for array in moved))
    return result


@primitive
def expm1_minus_x(x):
    """Return exp(x) - 1 - x to full precision, also near 0, where it is x^2 / 2."""
    x = np.asarray(x)
    near = np.where(np.abs(x) < 0.5, x, 0.0)
    series = np.ones_like(near)
    for n in range(16, 2, -1):
        series = 1 + near / n * series
    with np.errstate(over="ignore"):
        return np.where(np.abs(x) < 0.5, near**2 / 2 * series, np.expm1(x) - x)


def _expm1_minus_x_vjp(answer, x):
    with np.errstate(over="ignore"):
        slope = anp.expm1(x)
    return lambda g: g * slope


defvjp(expm1_minus_x, _expm1_minus_x_vjp)


def x_minus_log1p(x):
    """Return x - ln(1 + x) to full precision, also near 0, where it is x^2 / 2."""
    near = np.abs(x) < 0.25
    # ln(1 + x) = 2 artanh(u) with u = x / (2 + x), and x = 2 u + u x.
    small = np.where(near, x, 0.0)
    u = small / (2 + small)
    square = u * u
    series = np.zeros_like(u)
    for n in range(21, 2, -2):
        series = series * square + 1 / n
    far = np.where(near, 0.0, x)
    return np.where(near, u * small - 2 * u * square * series, far - np.log1p(far))
