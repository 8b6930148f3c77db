"""How sure is a classifier of images unlike those that it was trained on?

Logistic regression reads half of the digits, with a strong and with a weak penalty.
Then come the digits of the other half, upright and upside down (without 6 and 9, which
turn into each other), and images of pure noise: how many answers have less than half a
bit of doubt? How many of these are wrong, zeros and eights aside, which stay what they
are? And how many are sure with the strong penalty, if it calls as many upright images
sure as the weak?
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy

SEEDS = range(20)
# The optimiser stops a little earlier or later, and one answer may cross the line.
TOLERANCE = 0.02
PENALTIES = {"weak": 10.0, "strong": 0.3}
SURE = 0.5  # bits


def run(seed):
    """Return the shares of sure and of wrong answers, for each penalty."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    train_x, test_x, train_y, test_y = halves
    turnable = ~np.isin(test_y, [6, 9])
    upright, shown = test_x[turnable], test_y[turnable]
    changed = ~np.isin(shown, [0, 8])
    noise = np.random.default_rng(seed).integers(17, size=(1000, 64)) / 16
    found = {}
    for name, strength in PENALTIES.items():
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8)
        model.fit(train_x, train_y)
        p = [model.predict_proba(x) for x in (upright, upright[:, ::-1], noise)]
        doubt, turned, of_noise = (entropy(each, base=2) for each in p)
        wrong, turned_wrong = (each.argmax(axis=1) != shown for each in p[:2])
        sure = turned < SURE
        found |= {
            f"{name}_sure": (doubt < SURE).mean(),
            f"{name}_wrong": wrong[doubt < SURE].mean(),
            f"{name}_turned_sure": sure.mean(),
            f"{name}_turned_wrong": turned_wrong[sure & changed].mean(),
            f"{name}_noise_sure": (of_noise < SURE).mean(),
        }
    # Last came the strong penalty: let it be as often sure as the weak one.
    as_sure = np.quantile(doubt, found["weak_sure"])
    found["matched_turned_sure"] = (turned < as_sure).mean()
    found["matched_noise_sure"] = (of_noise < as_sure).mean()
    return found
