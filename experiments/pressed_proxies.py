"""Fifty reward models, pressed: what a policy earns in truth, nat by nat.

The policy is a language model's next word after each of eight prompts. Two of VADER's
ten columns of ratings, drawn anew for each seed, compare words; the mean of the other
eight is gold. A linear reward model is fitted to 200, 2,000 and 20,000 comparisons, and
both tilting and best of n press it. As controls: a straight-line fit to the two
columns and to gold at every word, the two columns without any model, and gold itself.
"""

from functools import cache

import numpy as np
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from infobook.datasets import load_word_ratings
from infobook.language_model import load_language_model
from infolib import best_of_n_policy, gibbs_policy, kl_divergence

SEEDS = range(50)
# Sums of float32, and an optimiser that stops where the loss is flat.
TOLERANCE = 0.02
LABELS = (200, 2000, 20_000)
DIRECTIONS = 64
PROMPTS = [
    "The movie was",
    "I think that my new neighbour is",
    "She opened the letter and felt",
    "The food here is",
    "Our holiday was",
    "The new teacher seems",
    "My first day at work was",
    "The weather today is",
]
# Roots of divergences: from a sixteenth of a nat to twelve nats and a quarter.
ROOTS = np.arange(1, 15) / 4
NEAR = ROOTS <= 2.5
# The second column of each form d (a - b g(d)); Gao's two, and a cubic beside them.
FORMS = {"log": np.log, "line": lambda d: d, "square": lambda d: d**2}


@cache
def words():
    """Return ratings of the rated tokens, their features, and a policy for each prompt.

    The last entry of a policy stands for all tokens that nobody rated: their reward is
    0, and who looks at rewards alone treats them all alike.
    """
    model, rating = load_language_model(), dict(zip(*load_word_ratings(), strict=True))
    spelled = [model.token_bytes(token) for token in range(len(model.embeddings))]
    texts = [text.decode("utf-8", "replace").lower() for text in spelled]
    rated = [t for t, s in enumerate(texts) if s[:1] == " " and s[1:] in rating]
    vectors = model.embeddings[rated].astype(float)
    left = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)[0]
    policies = []
    for prompt in PROMPTS:
        logits = model.logits([model.start, *model.encode(prompt)])[-1]
        p = softmax(logits.astype(float))
        policies.append([*p[rated], 1 - p[rated].sum()])
    ratings = np.array([rating[texts[t][1:]] for t in rated], dtype=float)
    features = left[:, :DIRECTIONS] * np.sqrt(len(rated))
    return ratings, features, np.array(policies)


def reward_model(labels, judges, rng):
    """Return Bradley and Terry's rewards, linear in the features, from comparisons."""
    ratings, features, _ = words()
    one, other = rng.integers(len(ratings), size=(2, labels))
    judge = rng.choice(judges, size=labels)
    liked = ratings[one, judge] - ratings[other, judge]
    prefers = np.where(liked == 0, rng.random(labels) < 0.5, liked > 0)
    fit = LogisticRegression(fit_intercept=False, tol=1e-8, max_iter=1000)
    return features @ fit.fit(features[one] - features[other], prefers).coef_[0]


def straight(target):
    """Return the least-squares fit to a reward, linear in the features."""
    features = words()[1]
    return features @ np.linalg.lstsq(features, target - target.mean(), rcond=None)[0]


def tilted(reference, proxy):
    """Return the tilted policies, from hardly to all the way."""
    prices = np.geomspace(20, 0.01, 60) * proxy.std()
    return np.array([gibbs_policy(reference, proxy, price) for price in prices])


def best_of(reference, proxy):
    """Return the policies that keep the best of 2, 4, 8 and more draws."""
    return np.array([best_of_n_policy(reference, proxy, 2**k) for k in range(1, 31)])


def gains(press, proxy, gold):
    """Return gains in proxy and gold at each root of a divergence, a row a prompt.

    A policy that can go no farther keeps what it has.
    """
    found = []
    for reference in words()[2]:
        policies = press(reference, proxy)
        roots = np.sqrt(kl_divergence(policies, reference))
        for reward in (proxy, gold):
            found.append(np.interp(ROOTS, roots, (policies - reference) @ reward))
    return np.array(found[::2]), np.array(found[1::2])


def explained(curve, form, among):
    """Return the share of a curve's variance that a form explains, by least squares."""
    d, curve = ROOTS[among], curve[among]
    columns = np.stack([d, -d * FORMS[form](d)], axis=1)
    left = curve - columns @ np.linalg.lstsq(columns, curve, rcond=None)[0]
    return 1 - left.var() / curve.var()


def rank_of_error(proxy, gold):
    """Return how many words the proxy overrates as much as the one it likes best."""
    slope, level = np.polyfit(gold, proxy, 1)
    over = proxy - slope * gold - level
    return (over >= over[proxy.argmax()]).sum()


def run(seed):
    """Return curves averaged over the prompts, and what the forms explain of each."""
    ratings = words()[0]
    rng = np.random.default_rng(seed)
    columns = rng.permutation(10)
    gold = ratings[:, columns[2:]].mean(axis=1)
    judged = ratings[:, columns[:2]].mean(axis=1)
    proxies = {str(n): reward_model(n, columns[:2], rng) for n in LABELS}
    proxies |= {"line_columns": straight(judged), "line_gold": straight(gold)}
    proxies |= {"columns": judged, "gold": gold}
    found = {"agreement": np.corrcoef(judged, gold)[0, 1]}
    for name, proxy in proxies.items():
        reward, truth = np.append(proxy, 0), np.append(gold, 0)
        proxy_gain, gold_gain = gains(tilted, reward, truth)
        found |= {
            f"{name}_proxy": proxy_gain.mean(axis=0),
            f"{name}_gold": gold_gain.mean(axis=0),
            f"{name}_peak": gold_gain.max(axis=1).mean(),
            f"{name}_where": (ROOTS[gold_gain.argmax(axis=1)] ** 2).mean(),
            f"{name}_turned": (gold_gain.max(axis=1) - gold_gain[:, -1] > 0.1).mean(),
            f"{name}_correlation": np.corrcoef(proxy, gold)[0, 1],
        }
        if name not in map(str, LABELS):
            continue
        found[f"{name}_rank"] = rank_of_error(proxy, gold)
        by_best = gains(best_of, reward, truth)[1]
        found[f"{name}_best_gold"] = by_best.mean(axis=0)
        found[f"{name}_best_peak"] = by_best.max(axis=1).mean()
        for policy, curves in (("tilted", gold_gain), ("best", by_best)):
            for form in FORMS:
                for reach, among in (("far", ROOTS > 0), ("near", NEAR)):
                    shares = [explained(curve, form, among) for curve in curves]
                    found[f"{name}_{policy}_{form}_{reach}"] = np.mean(shares)
    return found
