"""Does the entropy of the labels given the images put a floor under the loss?

A share of the digits' labels is replaced by wrong ones. An oracle knows every digit, a
support vector machine is trained on the noisy labels; both know the share. Theory
predicts the loss of either. The last part trains logistic regression with a weak and
with a strong penalty and measures its loss on the very labels that it was trained on,
and on the same images with the noise drawn again.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import cross_val_predict, train_test_split
from sklearn.svm import SVC

from infolib import surprisal

SEEDS = range(10)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
RATES = [0.05, 0.1, 0.2, 0.3, 0.4]
PENALTIES = {"strong": 0.03, "weak": 10.0}


def mislabel(digits, rate, rng):
    """Return the labels, a share of them replaced by any other digit."""
    other = (digits + rng.integers(1, 10, digits.size)) % 10
    return np.where(rng.random(digits.size) < rate, other, digits)


def mean_loss(guess, labels, rate):
    """Return the loss if 1 - rate is put on a digit, the rest on the others."""
    chosen = np.where(guess == labels, 1 - rate, rate / 9)
    return surprisal(chosen).mean()


def run(seed):
    """Return the losses at each rate, and those of a model that may memorise."""
    images, digits = load_digits(return_X_y=True)
    images = images / 16
    found = {"oracle": [], "trained": [], "misread": []}
    for rate in RATES:
        rng = np.random.default_rng([seed, round(100 * rate)])
        noisy = mislabel(digits, rate, rng)
        guess = cross_val_predict(SVC(gamma=0.1, C=0.3), images, noisy, cv=4)
        found["oracle"].append(mean_loss(digits, noisy, rate))
        found["trained"].append(mean_loss(guess, noisy, rate))
        found["misread"].append((guess != digits).mean())

    train_x, _, train_y, _ = train_test_split(
        images, digits, test_size=0.5, random_state=seed
    )
    rng = np.random.default_rng(seed)
    noisy, redrawn = (mislabel(train_y, 0.2, rng) for _ in range(2))
    found["oracle_here"] = mean_loss(train_y, noisy, 0.2)
    for name, strength in PENALTIES.items():
        model = LogisticRegression(C=strength, max_iter=5000).fit(train_x, noisy)
        p = model.predict_proba(train_x)
        found[f"{name}_seen"] = log_loss(noisy, p)
        found[f"{name}_redrawn"] = log_loss(redrawn, p)
    return found
