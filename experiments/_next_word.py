"""What the experiments on policies share: a language model's next word, and theory.

The answers are the 500 likeliest tokens after one prompt, in the proportions that the
model gives them; the reward is the mean of ten people's ratings, 0 for what nobody
rated.
"""

from functools import cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import softmax

from infobook.datasets import load_word_ratings
from infobook.language_model import load_language_model
from infolib import gibbs_policy

PROMPT = "The food here is"
ANSWERS = 500


@cache
def answers():
    """Return the reference policy, the reward and the tokens of the answers."""
    model = load_language_model()
    rating = dict(zip(*load_word_ratings(), strict=True))
    logits = model.logits([model.start, *model.encode(PROMPT)])[-1].astype(float)
    tokens = np.argsort(-logits)[:ANSWERS]
    spelled = [model.decode([token]) for token in tokens]
    words = [text[1:].lower() if text[:1] == " " else "" for text in spelled]
    reward = [np.mean(rating.get(word, 0)) for word in words]
    return softmax(logits[tokens]), np.array(reward), spelled


def spread(policy, reward):
    """Return the standard deviation of the reward under a policy."""
    return float(np.sqrt(policy @ (reward - policy @ reward) ** 2))


def hyperbola(reference, reward, price):
    """Return the policy of most reward minus price times D(reference || policy)."""

    def excess(gap):
        return np.sum(price * reference / (reward.max() + gap - reward)) - 1

    # The gap to the best reward: no smaller than one answer needs, or all of them.
    best = price * reference[reward.argmax()]
    gap = brentq(excess, 0.5 * best, 2 * price)
    return price * reference / (reward.max() + gap - reward)


def draw(policies, rng, size):
    """Return so many answers from each policy, a row a policy, by the same chances."""
    rows = np.arange(len(policies))[:, None]
    cumulative = np.cumsum(policies, axis=1)
    cumulative = cumulative / cumulative[:, -1:] + rows
    drawn = np.searchsorted(cumulative.ravel(), rng.random(size) + rows)
    return drawn - rows * policies.shape[1]


def gathered(drawn, weights, count):
    """Return the sum of the weights of each answer, a row a policy."""
    rows = np.arange(len(drawn))[:, None]
    places = (drawn + rows * count).ravel()
    sums = np.bincount(places, weights.ravel(), len(drawn) * count)
    return sums.reshape(len(drawn), count)


def climb(weights, drawn, policies):
    """Return the policy gradients in the logits, from samples and their weights."""
    weights = weights / weights.shape[1]
    total = weights.sum(axis=1, keepdims=True)
    return gathered(drawn, weights, policies.shape[1]) - total * policies


def fixed_point(optimum, reference, reward, beta):
    """Return the highest price that is beta times the spread of what it leads to.

    None if there is none: at each price the spread is smaller than that.
    """

    def excess(price):
        return price - beta * spread(optimum(reference, reward, price), reward)

    prices = np.geomspace(20, 0.01, 150)
    below = np.flatnonzero([excess(price) < 0 for price in prices])
    if not len(below):
        return None
    return brentq(excess, prices[below[0]], prices[below[0] - 1])


def targets(reference, reward, beta):
    """Return the policy that theory expects of each way to train."""
    gibbs = gibbs_policy(reference, reward, beta)
    by_k3 = fixed_point(hyperbola, reference, reward, beta)
    by_kl = fixed_point(gibbs_policy, reference, reward, beta)
    return {
        "reward": gibbs,
        "k2": gibbs,
        "grpo": hyperbola(reference, reward, by_k3),
        "corrected": gibbs_policy(reference, reward, by_kl),
        "dpo": gibbs,
    }
