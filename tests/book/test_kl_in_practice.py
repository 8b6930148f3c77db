"""The code on the page KL in practice does what its comments say."""

import re
from importlib.util import find_spec

import numpy as np
import pytest

from infolib import kl_divergence, kl_estimates, log_softmax, total_variation
from tests.book.conftest import ROOT

PAGE = (ROOT / "reference" / "kl_in_practice.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(# .*?)```", PAGE, re.DOTALL)
IMPORTED = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)
# Of the libraries that the page names, the book installs some.
LIBRARIES = [
    block
    for block in BLOCKS
    if re.search(r"^d = ", block, re.MULTILINE)
    and all(find_spec(module) for module in IMPORTED.findall(block))
]


def title(block):
    return block[2:].partition(":")[0]


@pytest.mark.parametrize("block", LIBRARIES, ids=map(title, LIBRARIES))
def test_a_library_computes_the_direction_that_the_page_says(block):
    p, q = np.random.default_rng(0).dirichlet(np.ones(5), size=2)
    names = {"p": p, "q": q}
    exec(block, names)
    assert "D(p || q)" in block.splitlines()[0]
    assert float(names["d"]) == pytest.approx(kl_divergence(p, q), rel=1e-5)


def block_with(words):
    [block] = [block for block in BLOCKS if words in block]
    return block


def test_masked_sums_over_tokens_agree_with_the_divergences_of_short_texts():
    rng = np.random.default_rng(0)
    log_p, log_q = log_softmax(rng.normal(size=(2, 4, 3, 6)))
    mask = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 1, 1]])
    names = {"np": np, "log_p": log_p, "log_q": log_q, "mask": mask}
    exec(block_with("per_token"), names)
    each = kl_divergence(np.exp(log_p), np.exp(log_q))
    assert names["estimate"] == pytest.approx((each * mask).sum() / len(mask))


def test_estimates_of_sampled_tokens_average_to_the_divergence():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.full(6, 5), size=2)
    drawn = rng.choice(6, p=p, size=(40_000, 3))
    names = {"kl_estimates": kl_estimates, "mask": np.array([1, 1, 0])}
    exec(
        block_with("by_k1"),
        names | (found := {"log_p": np.log(p)[drawn], "log_q": np.log(q)[drawn]}),
        found,
    )
    for name, k in (("by_k1", found["k1"]), ("by_k3", found["k3"])):
        error = k.std() * np.sqrt(2 / len(drawn))
        assert abs(found[name] - 2 * kl_divergence(p, q)) < 4 * error


def test_a_draft_is_accepted_as_often_as_the_page_says():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(6), size=2)
    names = {"p": p, "q": q, "total_variation": total_variation}
    exec(block_with("accepted"), names)
    assert names["accepted"] == pytest.approx((q * np.minimum(1, p / q)).sum())
    least = min(kl_divergence(p, q), kl_divergence(q, p))
    assert names["accepted"] >= 1 - np.sqrt(least / 2)
