"""What many seeds say together: a mean with its standard error, and paired differences.

A claim about an experiment rests on these. One seed may illustrate; it never concludes.
"""

import math
from dataclasses import dataclass

import numpy as np

__all__ = ["Mean", "mean", "paired_difference"]


@dataclass(frozen=True)
class Mean:
    """A mean, its standard error, and what it was taken over.

    Attributes
    ----------
    value, error : float
        The mean and its standard error.
    count : int
        How many values it is the mean of.
    over : str
        What they are: "seeds", "splits", "texts".
    """

    value: float
    error: float
    count: int
    over: str = "seeds"

    @property
    def sigmas(self):
        """How many standard errors the mean is from 0, with its sign."""
        if self.error:
            return self.value / self.error
        return math.copysign(math.inf, self.value) if self.value else 0.0

    def __mul__(self, factor):
        return Mean(
            self.value * factor, self.error * abs(factor), self.count, self.over
        )

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        return self * (1 / divisor)

    def __format__(self, spec):
        """Return the mean and its error in one format, as many decimals as it says.

        Without one, the error keeps one digit, or two where the first is a 1.
        """
        spec = spec or f".{_decimals(self.error)}f"
        return f"{self.value:{spec}} ± {self.error:{spec.lstrip('+')}}"

    def __str__(self):
        return format(self)

    def __repr__(self):
        return f"{self}, {self.count} {self.over}"


def _decimals(error):
    """Return the decimals that show one digit of an error, or two that begin with 1."""
    if not error or not math.isfinite(error):
        return 4
    exponent = math.floor(math.log10(error))
    return max(0, -exponent + (error / 10.0**exponent < 1.95))


def mean(values, *, over="seeds"):
    r"""Mean of independent values, with its standard error.

    .. math::
        \bar x \pm \frac{s}{\sqrt n}, \qquad
        s^2 = \frac{1}{n - 1} \sum_i (x_i - \bar x)^2

    Parameters
    ----------
    values : array_like
        A number for each seed (or split, or text), at least two.
    over : str
        What the values are of.

    Returns
    -------
    Mean

    Raises
    ------
    ValueError
        If there are fewer than two values, or one is not finite.

    Examples
    --------
    >>> mean([0.95, 0.97, 0.96, 0.96])
    0.960 ± 0.004, 4 seeds
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 1 or len(values) < 2:
        raise ValueError(f"values has shape {values.shape}, expected two or more")
    if not np.isfinite(values).all():
        raise ValueError("values are not all finite")
    error = values.std(ddof=1) / math.sqrt(len(values))
    return Mean(float(values.mean()), float(error), len(values), over)


def paired_difference(a, b, *, over="seeds"):
    """Mean of a - b, seed by seed, with its standard error.

    What both share, such as a split that is easy, drops out of each difference: that
    is why a comparison is one of pairs, and not of two means.

    Parameters
    ----------
    a, b : array_like
        A number for each seed, in the same order.
    over : str
        What the values are of.

    Returns
    -------
    Mean

    Raises
    ------
    ValueError
        If the two differ in length, or `mean` refuses their difference.

    Examples
    --------
    >>> paired_difference([0.95, 0.97, 0.96], [0.94, 0.95, 0.95])
    0.013 ± 0.003, 3 seeds
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"a has shape {a.shape} and b has {b.shape}")
    return mean(a - b, over=over)
