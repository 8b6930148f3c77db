"""Does a classifier's doubt find its mistakes, and which measure of doubt is best?

Logistic regression reads half of the digits, with four strengths of its penalty, and
doubts the other half. Refusing the most doubtful images catches mistakes: how many, if
doubt is the entropy, and if it is one minus the largest probability? And do a strong
and a weak penalty doubt the same images?
"""

import numpy as np
from scipy.stats import spearmanr
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy, softmax_cross_entropy

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-4
PENALTIES = {"strong": 0.3, "middle": 1.0, "weak": 10.0, "slight": 1000.0}
REFUSED = [0.05, 0.1, 0.2, 0.3]


def most_doubtful(doubt, share):
    """Return which images are in the share with the largest doubt."""
    return doubt > np.quantile(doubt, 1 - share)


def caught(doubt, wrong):
    """Return the share of mistakes among the most doubtful, for each share refused."""
    refused = [most_doubtful(doubt, share) for share in REFUSED]
    return [(wrong & chosen).sum() / wrong.sum() for chosen in refused]


def run(seed):
    """Return loss, mean doubt and the mistakes caught, for each penalty."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    train_x, test_x, train_y, test_y = halves
    found, doubts = {}, {}
    for name, strength in PENALTIES.items():
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8)
        logits = model.fit(train_x, train_y).decision_function(test_x)
        p = model.predict_proba(test_x)
        wrong = p.argmax(axis=1) != test_y
        doubts[name] = doubt = entropy(p)
        found |= {
            f"{name}_loss": softmax_cross_entropy(logits, test_y).mean(),
            f"{name}_doubt": doubt.mean(),
            f"{name}_mistakes": wrong.sum(),
            f"{name}_by_entropy": caught(doubt, wrong),
            f"{name}_by_confidence": caught(1 - p.max(axis=1), wrong),
        }
    found["rank_correlation"] = spearmanr(doubts["strong"], doubts["weak"]).statistic
    by_strong, by_weak = (most_doubtful(doubts[k], 0.1) for k in ("strong", "weak"))
    found["shared_tenth"] = by_weak[by_strong].mean()
    return found
