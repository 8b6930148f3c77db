"""Does a classifier's doubt find its mistakes, and which measure of doubt is best?

Logistic regression reads half of the digits, with three strengths of its penalty, and
doubts the other half. Refusing the doubtful fifth catches mistakes: how many, if doubt
is the entropy, if it is one minus the largest probability, and by chance?
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy, softmax_cross_entropy

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-4
PENALTIES = {"strong": 0.3, "middle": 1.0, "weak": 10.0}
REFUSED = 0.2


def caught(doubt, wrong):
    """Return the share of mistakes among the most doubtful fifth."""
    refused = doubt > np.quantile(doubt, 1 - REFUSED)
    return (wrong & refused).sum() / wrong.sum()


def run(seed):
    """Return loss, mean doubt and the mistakes caught, for each penalty."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    train_x, test_x, train_y, test_y = halves
    found = {}
    for name, strength in PENALTIES.items():
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8)
        logits = model.fit(train_x, train_y).decision_function(test_x)
        p = model.predict_proba(test_x)
        wrong = p.argmax(axis=1) != test_y
        doubt = entropy(p)
        found |= {
            f"{name}_loss": softmax_cross_entropy(logits, test_y).mean(),
            f"{name}_doubt": doubt.mean(),
            f"{name}_mistakes": wrong.sum(),
            f"{name}_by_entropy": caught(doubt, wrong),
            f"{name}_by_confidence": caught(1 - p.max(axis=1), wrong),
        }
    return found
