"""Checks at the door. Every public function calls these; nothing is repaired.

A check returns its argument as a float64 array, so that a float32 input is summed
as accurately as a float64 one. An autograd box is checked by the value inside it
and handed back as the box, so that gradients flow through a checked argument.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from numbers import Real
from typing import Any, TypeVar

import numpy as np
from autograd.extend import Box
from autograd.tracer import getval
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

_Scalar = TypeVar("_Scalar", bound=np.generic)

# Squares, differences and moderate sums of such numbers are finite.
LARGEST = 1e150


def _real_array(name: str, value: Any) -> NDArray[Any]:
    """Return the value, unboxed, as an array of real numbers of its own dtype."""
    try:
        array = np.asarray(getval(value))
    except ValueError:
        raise ValueError(f"{name} is not a rectangular array of numbers") from None
    if array.dtype.kind == "O":
        try:
            array = array.astype(np.float64)
        except (TypeError, ValueError):
            raise ValueError(f"{name} holds values that are not numbers") from None
        except OverflowError:
            raise ValueError(f"{name} holds numbers too large for a float") from None
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} has dtype {array.dtype}, expected real numbers")
    if array.size == 0:
        raise ValueError(f"{name} is empty")
    return array


def _boxed(value: Any, array: NDArray[np.float64]) -> NDArray[np.float64]:
    return value if isinstance(value, Box) else array


def finite(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as a float64 array without NaN or infinity."""
    array = _real_array(name, value).astype(np.float64, copy=False)
    if not np.isfinite(array).all():
        bad = array[~np.isfinite(array)].flat[0]
        raise ValueError(f"{name} contains {bad}, expected finite numbers")
    return _boxed(value, array)


def moderate(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as a float64 array of numbers whose squares are finite."""
    array = getval(finite(name, value))
    if np.abs(array).max() > LARGEST:
        raise ValueError(
            f"{name} contains {array.flat[np.abs(array).argmax()]:.12g}, "
            f"expected numbers of at most {LARGEST:g} in size"
        )
    return _boxed(value, array)


def probability(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as an array of separate probabilities, each in [0, 1]."""
    array = getval(finite(name, value))
    outside = (array < 0) | (array > 1)
    if outside.any():
        raise ValueError(
            f"{name} contains {array[outside].flat[0]:.12g}, expected values in [0, 1]"
        )
    return _boxed(value, array)


def distribution(
    name: str, value: ArrayLike, axis: int | tuple[int, ...] | None = -1
) -> NDArray[np.float64]:
    """Return ``value`` as an array whose entries sum to 1 along ``axis``.

    ``axis`` is an axis, a tuple of axes, or None for all of them. The sum may be
    off by the square root of the input's machine epsilon: 1.5e-8 in float64 and
    3.5e-4 in float32, which a million rounded classes do not reach; never more
    than 5e-4.
    """
    array = _real_array(name, value)
    if array.ndim == 0:
        raise ValueError(f"{name} is a single number, expected an array along an axis")
    if axis is not None:
        axis_tuple("axis", axis, array.ndim)
    epsilon = np.finfo(array.dtype if array.dtype.kind == "f" else np.float64).eps
    tolerance = min(5e-4, math.sqrt(epsilon))
    array = array.astype(np.float64, copy=False)
    with np.errstate(invalid="ignore", over="ignore"):
        total = array.sum(axis=axis)
    if array.min() >= 0 and (np.abs(total - 1) <= tolerance).all():
        return _boxed(value, array)
    finite(name, array)
    if array.min() < 0:
        raise ValueError(
            f"{name} contains {array.min():.12g}, expected non-negative probabilities"
        )
    worst = np.ravel(total)[np.argmax(np.abs(np.ravel(total) - 1))]
    raise ValueError(f"{name} sums to {worst:.12g}, expected 1")


def joint_distribution(name: str, value: ArrayLike, ndim: int) -> NDArray[np.float64]:
    """Return ``value`` as a joint distribution with ``ndim`` axes, summing to 1."""
    found = _real_array(name, value).ndim
    if found != ndim:
        raise ValueError(f"{name} has {found} axes, expected {ndim}")
    return distribution(name, value, axis=None)


def broadcast(**arrays: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Return the named arrays broadcast against each other, as views."""
    try:
        return np.broadcast_arrays(*arrays.values())
    except ValueError:
        shapes = ", ".join(f"{name} {np.shape(a)}" for name, a in arrays.items())
        raise ValueError(f"shapes do not broadcast: {shapes}") from None


def distribution_pair(
    p: ArrayLike, q: ArrayLike, axis: int = -1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``p`` and ``q`` as distributions over the same outcomes along ``axis``."""
    p, q = distribution("p", p, axis), distribution("q", q, axis)
    broadcast(p=getval(p), q=getval(q))
    if np.ndim(p) != np.ndim(q) and axis >= 0:
        raise ValueError(
            f"p has {np.ndim(p)} axes and q has {np.ndim(q)}: "
            "axis must count from the end, as -1 does"
        )
    if np.shape(p)[axis] != np.shape(q)[axis]:
        raise ValueError(
            f"p has {np.shape(p)[axis]} outcomes and q has {np.shape(q)[axis]}"
        )
    return p, q


def number(
    name: str, value: object, *, low: float = -math.inf, high: float = math.inf
) -> float:
    """Return ``value`` as a float with ``low`` <= value <= ``high``."""
    if not isinstance(value, Real):
        raise ValueError(f"{name} is {value!r}, expected a number")
    try:
        value = float(value)
    except OverflowError:
        raise ValueError(f"{name} is too large for a float") from None
    if not low <= value <= high:
        raise ValueError(f"{name} is {value:g}, expected a number in [{low}, {high}]")
    return value


def positive_integer(name: str, value: object) -> int:
    """Return ``value`` as an int of at least 1."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise ValueError(f"{name} is {value!r}, expected an integer")
    if value < 1:
        raise ValueError(f"{name} is {value}, expected at least 1")
    if value >= 2**63:
        raise ValueError(f"{name} is too large for an integer of 64 bits")
    return int(value)


def axis_tuple(name: str, value: int | tuple[int, ...], ndim: int) -> tuple[int, ...]:
    """Return ``value``, an axis or several of ``ndim``, as a tuple counted from 0."""
    if isinstance(value, np.ndarray):
        raise ValueError(f"{name} is an array, expected an axis or a tuple of them")
    try:
        return normalize_axis_tuple(value, ndim, name)
    except OverflowError:
        raise ValueError(f"{name} is no axis of an array with {ndim} axes") from None


def whole_numbers(name: str, value: ArrayLike) -> NDArray[np.int64]:
    """Return ``value`` as an int64 array of whole numbers from 0; 2.0 passes as 2."""
    array = _real_array(name, value)
    if array.dtype.kind == "f":
        array = array.astype(np.float64)
        wrong = ~((array >= 0) & (array < 2.0**63) & (array == np.floor(array)))
    else:
        wrong = (array < 0) | (array.astype(np.uint64) >= np.uint64(2**63))
    if wrong.any():
        raise ValueError(
            f"{name} contains {array[wrong].flat[0]}, expected whole numbers from 0"
        )
    return array.astype(np.int64)


def message(name: str, value: ArrayLike) -> NDArray[np.int64]:
    """Return ``value``, bytes or a sequence of symbols, as a 1-d int64 array."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return np.frombuffer(value, np.uint8).astype(np.int64)
    if np.size(value) == 0:
        return np.empty(0, np.int64)
    return axes(name, whole_numbers(name, value), 1)


def axes(name: str, array: NDArray[_Scalar], count: int) -> NDArray[_Scalar]:
    """Return ``array`` if it has so many axes."""
    if np.ndim(array) != count:
        raise ValueError(f"{name} has {np.ndim(array)} axes, expected {count}")
    return array


def covariance(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as symmetric positive definite matrices, in its last two axes.

    An entry and its mirror image may differ by 1e-8 of the matrix's largest entry.
    """
    array = getval(finite(name, value))
    if array.ndim < 2 or array.shape[-1] != array.shape[-2]:
        raise ValueError(f"{name} has shape {array.shape}, expected square matrices")
    asymmetry = np.abs(array - np.swapaxes(array, -1, -2)).max(axis=(-1, -2))
    if (asymmetry > 1e-8 * np.abs(array).max(axis=(-1, -2))).any():
        raise ValueError(f"{name} is not symmetric: off by {asymmetry.max():.12g}")
    try:
        np.linalg.cholesky(array)
    except np.linalg.LinAlgError:
        least = np.linalg.eigvalsh(array).min()
        raise ValueError(
            f"{name} is not positive definite: its least eigenvalue is {least:.12g}"
        ) from None
    return _boxed(value, array)


def log_probability(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as a float64 array of finite numbers or -inf."""
    array = _real_array(name, value).astype(np.float64, copy=False)
    finite(name, np.where(array == -np.inf, 0.0, array))
    return _boxed(value, array)


def choice(name: str, value: object, options: Collection[str]) -> str:
    """Return ``value`` if it is one of ``options``."""
    if not isinstance(value, str) or value not in options:
        raise ValueError(f"{name} is {value!r}, expected one of {', '.join(options)}")
    return value


def log_base(base: float | None) -> float:
    """Return ln(base), the number of nats in one unit; 1 for ``base=None``."""
    if base is None:
        return 1.0
    base = number("base", base)
    if not 0 < base < math.inf or base == 1:
        raise ValueError(f"base is {base}, expected a positive number other than 1")
    return math.log(base)


def plain(result: Any) -> Any:
    """Return a 0-d result as a Python float, anything else as it is."""
    if isinstance(result, Box) or np.ndim(result):
        return result
    return float(result)
