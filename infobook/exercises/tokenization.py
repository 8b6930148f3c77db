"""The checks of the chapter on tokenisers."""

import math
import operator
from collections import Counter
from itertools import pairwise

from infobook.exercises._judges import Function, Number


def _join(tokens, pair):
    joined, used = [], False
    for token, following in pairwise([*tokens, None]):
        if used:
            used = False
        elif (token, following) == pair:
            joined.append(token + following)
            used = True
        else:
            joined.append(token)
    return joined


def _bits(tokens):
    return sum(n * math.log2(len(tokens) / n) for n in Counter(tokens).values())


def _best_pair(text):
    pairs = sorted(set(pairwise(text)))
    return "".join(min(pairs, key=lambda pair: _bits(_join(list(text), pair))))


def _commonest_pair(text):
    return "".join(Counter(pairwise(text)).most_common(1)[0][0])


EXERCISES = {
    "joins": Number(
        4,
        "Join the commonest pair, count the pairs of the new tokens, and join again.",
        mistakes=((6, "That is after one join: count again, and join again."),),
    ),
    "two-tokenisers": Number(
        0.25 * 4.6 - 0.3 * 4.0,
        "Bits per byte are bits per token times tokens per byte.",
        mistakes=(
            (0.6, "That compares bits per token, of tokens that differ in length."),
            (0.3 * 4.0 - 0.25 * 4.6, "The second minus the first."),
        ),
    ),
    "best-pair": Function(
        _best_pair,
        [
            ("a cat and a hat and a bat and a rat",),
            ("to queue is to quit and to quote is quick",),
            ("she sells sea shells by the sea shore",),
        ],
        "Join each pair that occurs, and keep the one that leaves the fewest bits.",
        agrees=operator.eq,
        mistakes=((_commonest_pair, "That is the commonest pair, not the best one."),),
    ),
}
