"""Is a penalised classifier too modest, on digits that it has seen and on new ones?

Logistic regression reads half of the digits, with four strengths of its penalty. Its
doubt, the mean entropy of what it predicts, is held against its loss on both halves.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy, softmax_cross_entropy

SEEDS = range(10)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
STRENGTHS = [0.1, 1.0, 10.0, 100.0]


def loss_and_doubt(model, x, y):
    """Return the mean loss and the mean entropy of the predictions [nats]."""
    loss = softmax_cross_entropy(model.decision_function(x), y).mean()
    return loss, entropy(model.predict_proba(x)).mean()


def run(seed):
    """Return loss and doubt on both halves, for each strength."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, digits, test_size=0.5, random_state=seed)
    train_x, test_x, train_y, test_y = halves
    found = []
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-8)
        model.fit(train_x, train_y)
        seen = loss_and_doubt(model, train_x, train_y)
        found.append(seen + loss_and_doubt(model, test_x, test_y))
    names = ["seen_loss", "seen_doubt", "new_loss", "new_doubt"]
    return dict(zip(names, np.transpose(found), strict=True))
