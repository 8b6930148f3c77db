"""How sure is a classifier of images unlike those that it was trained on?

Logistic regression reads half of the digits, with a strong and with a weak penalty.
Then come the digits of the other half, upright and upside down (without 6 and 9, which
turn into each other), and images of pure noise: how many answers have less than half a
bit of doubt, and how many of these are wrong?
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy

SEEDS = range(20)
# The optimiser stops a little earlier or later, and one answer may cross the line.
TOLERANCE = 0.02
PENALTIES = {"strong": 0.3, "weak": 10.0}
SURE = 0.5  # bits


def sure_answers(model, images, digits):
    """Return the share of sure answers, and the share of wrong ones among them."""
    p = model.predict_proba(images)
    sure = entropy(p, base=2) < SURE
    wrong = p.argmax(axis=1) != digits
    return sure.mean(), wrong[sure].mean()


def run(seed):
    """Return the shares of sure and of wrong answers, for each penalty."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    train_x, test_x, train_y, test_y = halves
    turnable = ~np.isin(test_y, [6, 9])
    upright, shown = test_x[turnable], test_y[turnable]
    noise = np.random.default_rng(seed).integers(17, size=(1000, 64)) / 16
    found = {}
    for name, strength in PENALTIES.items():
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8)
        model.fit(train_x, train_y)
        found[f"{name}_sure"], found[f"{name}_wrong"] = sure_answers(
            model, upright, shown
        )
        found[f"{name}_turned_sure"], found[f"{name}_turned_wrong"] = sure_answers(
            model, upright[:, ::-1], shown
        )
        doubt = entropy(model.predict_proba(noise), base=2)
        found[f"{name}_noise_sure"] = (doubt < SURE).mean()
    return found
