"""How answers are judged."""

import math


def close(answer, expected, tolerance=1e-3):
    """Return whether a number is right to within the tolerance."""
    return abs(float(answer) - expected) <= tolerance


def agree(function, expected, points):
    """Return whether two functions agree at points, each a tuple of arguments."""
    return all(math.isclose(function(*x), expected(*x), rel_tol=1e-6) for x in points)
