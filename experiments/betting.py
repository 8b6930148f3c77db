"""Does a classifier that is right more often win more money?

Two classifiers read half of the digits and bet on the other half, at ten for one, as
their probabilities say: naive Bayes with four widths of its smoothing, and logistic
regression under four penalties. How often are they right, how fast does their money
grow, how fast without their worst bets, and how fast if a part of it is held back in
each bet? (The most timid regression is the control: it is not sure enough, so to hold
back should harm it.)
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
PENALTIES = [0.001, 0.01, 0.1, 1.0]
SMOOTHINGS = [1e-9, 1e-3, 1e-2, 1e-1]  # the first is scikit-learn's own
LEFT_OUT = [0, 5, 20]  # the worst bets of a split
RESERVES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7]


def bets(model, halves):
    """Return the log-probability of each true digit, how often the favourite is it,
    and the favourite's mean probability."""
    train_x, test_x, train_y, test_y = halves
    log_p = model.fit(train_x, train_y).predict_log_proba(test_x)
    right = (log_p.argmax(axis=1) == test_y).mean()
    sure = np.exp(log_p.max(axis=1)).mean()
    return log_p[np.arange(len(test_y)), test_y], right, sure


def growth(log_p, reserve):
    """Return the growth rate in bits per bet at ten for one, with a part held back."""
    if reserve == 0:
        return (np.log(10) + log_p).mean() / np.log(2)
    return np.log2(reserve + (1 - reserve) * 10 * np.exp(log_p)).mean()


def trimmed(log_p):
    """Return the growth rates without the worst bets, and the worst bet."""
    doublings = np.sort(np.log2(10) + log_p / np.log(2))
    return [doublings[k:].mean() for k in LEFT_OUT], doublings[0]


def run(seed):
    """Return accuracies and growth rates, of two models with each reserve."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    bayes = [bets(GaussianNB(var_smoothing=s), halves) for s in SMOOTHINGS]
    logistic = [
        bets(LogisticRegression(C=c, max_iter=5000, tol=1e-8), halves)
        for c in PENALTIES
    ]
    return {
        "bayes_right": [right for _, right, _ in bayes],
        "bayes_sure": [sure for _, _, sure in bayes],
        "bayes_growth": [[growth(p, r) for r in RESERVES] for p, _, _ in bayes],
        "bayes_trimmed": [trimmed(log_p)[0] for log_p, _, _ in bayes],
        "bayes_worst": [trimmed(log_p)[1] for log_p, _, _ in bayes],
        "timid_growth": [growth(logistic[0][0], r) for r in RESERVES],
        "logistic_right": [right for _, right, _ in logistic],
        "logistic_growth": [growth(log_p, 0) for log_p, _, _ in logistic],
    }
