"""Code that imports infolib, as a type checker reads it; test_style.py runs mypy.

Everything public is imported by name, as an engineer would. An ``ignore`` marks a
mistake that the checker must find, for mypy complains of one without a use.
"""

from typing import assert_type

import numpy as np
from numpy.typing import NDArray

from infolib import (
    HuffmanCode,
    SoftValues,
    huffman_code,
    kl_divergence,
    mutual_information,
    mutual_information_from_samples,
    normalize,
    soft_value_iteration,
)

p = normalize([3, 1])
assert_type(p, NDArray[np.float64])
assert_type(kl_divergence(p, [0.5, 0.5], base=2), float | NDArray[np.float64])
assert_type(mutual_information(np.eye(2) / 2), float)
assert_type(mutual_information_from_samples(["sun", "rain"], [True, False]), float)

code = huffman_code(p)
assert_type(code, HuffmanCode)
assert_type(code.codewords, list[str])
assert_type(code.decode(code.encode([0, 1])), list[int])


def mistakes(values: SoftValues) -> None:
    """Make the mistakes that a checker is there for; nobody calls this."""
    kl_divergence(p)  # type: ignore[call-arg]
    kl_divergence(p, p, bass=2)  # type: ignore[call-arg]
    kl_divergence(p, None)  # type: ignore[arg-type]
    kl_divergence(p, p, base="two")  # type: ignore[arg-type]
    soft_value_iteration(p, p, 0.9, 1.0)  # type: ignore[call-arg]
    values.polcy  # type: ignore[attr-defined] # noqa: B018
