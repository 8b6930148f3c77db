"""The checks of the chapter on mutual information."""

import math

import numpy as np
from scipy.optimize import brentq

from infobook.exercises._judges import Number, Structure
from infolib.channel import binary_symmetric_channel
from infolib.entropy import binary_entropy, conditional_entropy, entropy
from infolib.mutual_information import (
    conditional_mutual_information,
    mutual_information,
)

WEATHER = np.array([[0.4, 0.1], [0.1, 0.4]])


def _calls():
    """Return the bits about the weather in one call about the umbrella, and in two."""
    heard = binary_symmetric_channel(0.1)
    twice = (heard[:, :, None] * heard[:, None, :]).reshape(2, 4)
    return [mutual_information(WEATHER @ calls, base=2) for calls in (heard, twice)]


def _list_error(bits):
    """Return the least share of misses of a guess that names two of ten values."""

    def room(miss):
        return binary_entropy(miss, base=2) + (1 - miss) + miss * math.log2(8)

    return brentq(lambda miss: room(miss) - bits, 1e-6, 0.8)


def _plain_error(bits):
    """Return Fano's bound for a guess that names one of ten values."""

    def room(miss):
        return binary_entropy(miss, base=2) + miss * math.log2(9)

    return brentq(lambda miss: room(miss) - bits, 1e-6, 0.9)


def _is_joint(p):
    p = np.asarray(p, dtype=float)
    return p.shape == (2, 2, 2) and (p >= 0).all() and math.isclose(p.sum(), 1)


def _shared(p):
    p = np.asarray(p, dtype=float)
    return mutual_information(p.sum(axis=2), base=2)


def _given(p):
    return conditional_mutual_information(np.asarray(p, dtype=float), base=2)


def _is_copy(p):
    """Return whether z is known from x alone, or from y alone."""
    p = np.asarray(p, dtype=float)
    left = [conditional_entropy(p.sum(axis=i), given=0, base=2) for i in (1, 0)]
    return min(left) < 0.1


def _is_committee(says):
    says = np.asarray(says, dtype=float)
    valid = (says >= 0).all() and np.allclose(says.sum(axis=-1), 1)
    return says.shape == (2, 2, 2) and valid


def _doubt(says):
    """Return the entropy of each committee together, and its BALD, in bits."""
    says = np.asarray(says, dtype=float)
    together = entropy(says.mean(axis=1), base=2)
    return together, together - entropy(says, base=2).mean(axis=1)


def _differ(says):
    together, bald = _doubt(says)
    return bool(np.allclose(together, 1) and bald[0] < 0.01 and bald[1] > 0.9)


ONE_CALL, TWO_CALLS = _calls()
EXERCISES = {
    "two-calls": Number(
        TWO_CALLS,
        "Sum the umbrella out of p(weather, umbrella, call, call): the two calls "
        "together are one variable with four values.",
        mistakes=(
            (2 * ONE_CALL, "The second call partly repeats the first."),
            (ONE_CALL, "That is what one call tells."),
            (
                mutual_information(WEATHER, base=2),
                "That is the umbrella itself: both calls may be misheard.",
            ),
        ),
    ),
    "common-cause": Structure(
        "a joint distribution of shape (2, 2, 2) that sums to 1",
        _is_joint,
        lambda p: _shared(p) > 0.5 and abs(_given(p)) < 1e-6 and not _is_copy(p),
        "Start from a fair z. Let x follow it most of the time, and y as well, each "
        "by a throw of its own.",
        mistakes=(
            (_is_copy, "Here z is as good as a copy of x or of y. Let each err a bit."),
            (lambda p: _shared(p) <= 0.5, "x and y share too little without z."),
            (
                lambda p: _given(p) >= 1e-6,
                "x and y still share something once z is known.",
            ),
        ),
    ),
    "two-names": Number(
        _list_error(2),
        "Raise the flag first. If it says that the label is one of the two, how many "
        "bits are left? And if not?",
        within=2e-3,
        mistakes=(
            (
                _plain_error(2),
                "That is for one name. If one of two is right, which of them is it?",
            ),
        ),
    ),
    "typewriter": Number(
        math.log2(13),
        "Which keys can be told apart for certain?",
        mistakes=((13, "That is how many keys: how many bits is it?"),),
    ),
    "same-doubt": Structure(
        "two committees, each of two members with two probabilities",
        _is_committee,
        _differ,
        "The first two members say the same. The other two say opposite things. Each "
        "pair must average to one half.",
        mistakes=(
            (
                lambda says: _differ(np.asarray(says, dtype=float)[::-1]),
                "Those are the two, in the other order.",
            ),
            (
                lambda says: not np.allclose(_doubt(says)[0], 1),
                "The average of each committee must have an entropy of 1 bit.",
            ),
        ),
    ),
}
