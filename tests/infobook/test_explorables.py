"""infobook.explorables: what a notebook stores, and what shows without a script."""

import base64
import json
import re
import zlib
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise

import nbformat
import numpy as np
import pytest
from hypothesis import given
from nbclient import NotebookClient
from scipy import stats
from scipy.integrate import quad
from scipy.optimize import minimize

from infobook import explorables
from infobook.explorables import (
    SCRIPT,
    arithmetic,
    base,
    bias,
    explore_arithmetic,
    explore_bias,
    explore_bottleneck,
    explore_channel,
    explore_coin,
    explore_cross_entropy,
    explore_die,
    explore_entropy,
    explore_guessing,
    explore_huffman,
    explore_information_plane,
    explore_kl_fit,
    explore_kl_noise,
    explore_latent,
    explore_loss_parts,
    explore_mutual_information,
    explore_pressure,
    explore_temperature,
    explore_tilt,
    explore_water_filling,
    huffman,
    kl_fit,
    latent,
    scripts,
)
from infolib import (
    conditional_entropy,
    cross_entropy,
    entropy,
    entropy_from_counts,
    expected_calibration_error,
    fit_temperature,
    gaussian_kl_divergence,
    gaussian_mutual_information,
    gibbs_policy,
    huffman_code,
    kl_divergence,
    kl_estimates,
    kraft_sum,
    maximum_entropy,
    softmax_cross_entropy,
    surprisal,
)
from tests.infobook.explored import FIGURES, P_XY, images, logits
from tests.infolib.strategies import distributions

JAVASCRIPT = "application/javascript"


class Reader(HTMLParser):
    """Sees that every tag is closed, and collects what the first of them is given."""

    def __init__(self, source):
        super().__init__()
        self.open, self.attributes = [], None
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.attributes = self.attributes or dict(attrs)
        if tag != "col":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        pass


def numbers(figure):
    """Return what the static figure shows, by name."""
    shown = {}
    for name, text in re.findall(r'data-n="(\w+)">([^<]*)<', figure.static):
        assert shown.setdefault(name, text) == text
    return shown


def close(text, value):
    return np.isclose(float(text), value, rtol=0, atol=5.01e-4)


# Every figure


@pytest.mark.parametrize("name", FIGURES)
def test_html_is_well_formed_and_the_same_each_time(name):
    once, again = FIGURES[name](), FIGURES[name]()
    Reader(once._repr_html_())
    assert once._repr_html_() == again._repr_html_()


@pytest.mark.parametrize("name", FIGURES)
def test_static_figure_has_a_picture_that_says_what_it_shows(name):
    labels = re.findall(r'role="img" aria-label="([^"]*)"', FIGURES[name]().static)
    assert labels
    assert all(len(label) > 20 for label in labels)


@pytest.mark.parametrize("name", FIGURES)
def test_figure_has_a_script_of_its_name_and_no_other(name):
    figure = FIGURES[name]()
    assert scripts(figure.tag) == [SCRIPT, SCRIPT.with_name(f"{name}.js")]
    assert figure.script.count(f'"{figure.tag}"') >= 1


@pytest.mark.parametrize("name", FIGURES)
def test_the_scripts_that_a_figure_brings_are_small(name):
    assert sum(path.stat().st_size for path in scripts(FIGURES[name]().tag)) < 20_000


@pytest.mark.parametrize("name", FIGURES)
def test_a_stored_figure_is_small(name):
    assert len(FIGURES[name]()._repr_html_()) < 20_000


def test_every_figure_is_public():
    public = [name for name in explorables.__all__ if name.startswith("explore_")]
    assert sorted(public) == sorted(f"explore_{name}" for name in FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_labels_are_escaped_wherever_they_stand(name):
    source = FIGURES[name]()._repr_html_()
    for mark in ("<b>&", "it's"):
        assert mark not in source


def test_labels_of_every_figure_with_labels_are_escaped():
    odd = ["<i>&", "it's"]
    for figure in (
        explore_entropy([0.5, 0.5], labels=odd),
        explore_cross_entropy([0.5, 0.5], [0.5, 0.5], labels=odd),
        explore_huffman([0.5, 0.5], labels=odd),
        explore_arithmetic([1, 1], labels=odd, text=[0, 1]),
        explore_tilt([0.5, 0.5], [0, 1], labels=odd),
        explore_bottleneck(
            np.eye(2) / 2, rng=np.random.default_rng(0), betas=[1, 2], labels=odd
        ),
    ):
        source = figure._repr_html_()
        Reader(source)
        assert "<i>" not in source
        assert "it's" not in source


def test_long_labels_are_cut_in_a_picture_and_whole_in_a_table():
    long = "a very long name of an outcome indeed, longer than all others"
    source = explore_cross_entropy([0.5, 0.5], [0.5, 0.5], labels=[long, "b"]).static
    assert source.count(long) == 1
    assert "a very long name …" in source


@pytest.mark.parametrize(
    ("value", "text"), [(0.0625, "0.063"), (np.inf, "∞"), (-1.5, "-1.500")]
)
def test_halves_are_rounded_away_from_zero(value, text):
    assert base.digits(value) == text


# Their numbers


def test_probability_surprisal_and_product_of_each_outcome_are_infolibs():
    p = np.array([0.5, 0.3, 0.2])
    shown = numbers(explore_entropy(p))
    bits = surprisal(p, base=2)
    for i in range(3):
        assert close(shown[f"p{i}"], p[i])
        assert close(shown[f"bits{i}"], bits[i])
        assert close(shown[f"area{i}"], p[i] * bits[i])
    assert shown["sum"] == "1.000"
    assert close(shown["h"], entropy(p, base=2))


def test_impossible_outcome_is_infinitely_surprising_and_adds_nothing():
    shown = numbers(explore_entropy([1, 0]))
    assert [shown[name] for name in ("p0", "bits0", "area0")] == ["1.000"] + 2 * [
        "0.000"
    ]
    assert [shown[name] for name in ("p1", "bits1", "area1")] == ["0.000", "∞", "0.000"]


def test_block_of_an_impossible_outcome_is_hidden_and_that_of_a_rare_one_goes_on():
    source = explore_entropy([0.98, 0.02, 0]).static
    hidden = {
        name: "hidden" in re.search(f'data-m="{name}"[^>]*>', source)[0]
        for name in ("block0", "above0", "block1", "above1", "block2", "above2")
    }
    assert [name for name in hidden if not hidden[name]] == [
        "block0",
        "block1",
        "above1",
    ]


def test_sum_within_the_tolerance_is_accepted():
    assert repr(explore_entropy([1 + 1e-9, 0])) == "H = 0.000 bits of at most 1.000"


def test_halves_are_rounded_up():
    shown = explore_entropy([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 32])
    assert numbers(shown)["p3"] == "0.063"
    assert repr(shown) == "H = 1.938 bits of at most 2.585"


def test_labels_reach_the_script_as_they_are():
    labels = ["<b>", "it's", '"&"']
    shown = explore_entropy([0.5, 0.25, 0.25], labels=labels)
    data = json.loads(Reader(shown._repr_html_()).attributes["data"])
    assert data["labels"] == labels


# The interval of a text


def test_text_has_its_surprisal_in_bits_and_lies_where_its_digits_say():
    rng = np.random.default_rng(0)
    for _ in range(50):
        p = rng.multinomial(64, rng.dirichlet(np.ones(4)))
        text = rng.choice(4, p=p / 64, size=6).tolist()
        low, width = 0, 1
        for symbol in text:
            low += width * Fraction(int(p[:symbol].sum()), 64)
            width *= Fraction(int(p[symbol]), 64)
        found = arithmetic._state(p[None], text)
        assert found["bits"] == pytest.approx(surprisal(p / 64, base=2)[text].sum())
        settled = found["digits"]
        start = Fraction(int(settled or "0", 2), 2 ** len(settled))
        stop = start + Fraction(1, 2 ** len(settled))
        assert start <= low < low + width <= stop
        assert low < (start + stop) / 2 < low + width


def test_markov_text_begins_after_symbol_0_and_follows_its_rows():
    counts = np.array([[2, 1, 1], [1, 3, 0], [1, 0, 1]])
    p = counts / counts.sum(axis=1, keepdims=True)
    found = arithmetic._state(counts, [2, 0, 1, 1])
    steps = [p[0, 2], p[2, 0], p[0, 1], p[1, 1]]
    assert found["bits"] == pytest.approx(surprisal(steps, base=2).sum())
    np.testing.assert_allclose(found["widths"], p[1])


def test_every_place_is_in_the_part_of_a_possible_symbol():
    widths = [0, 0.5, 0, 0.5, 0]
    picked = [arithmetic._pick(widths, x) for x in (0, 0.3, 0.5, 0.7, 1)]
    assert picked == [1, 1, 3, 3, 3]


# The others


def test_certain_coin_has_an_infinite_surprisal_and_no_entropy():
    shown = numbers(explore_coin(1))
    assert (shown["heads"], shown["tails"], shown["h"]) == ("0.000", "∞", "0.000")


@given(p=distributions(min_size=2, max_size=3))
def test_averages_of_ten_samples_are_those_over_all_counts_of_ten(p):
    ways = np.array([c for c in np.ndindex(*(11,) * len(p)) if sum(c) == 10])
    chance = stats.multinomial.pmf(ways, 10, p / p.sum())
    found = bias.averages(p)
    for name, method in (("plugin", "plugin"), ("corrected", "miller-madow")):
        expected = chance @ entropy_from_counts(ways, method=method, base=2)
        assert found[name][0] == pytest.approx(expected, abs=1e-5)


def test_averages_of_many_samples_are_those_of_a_simulation():
    p, rng = np.append(0.9, np.full(20, 0.005)), np.random.default_rng(0)
    found = bias.averages(p)
    for n in (100, 1000):
        step = bias.SIZES.tolist().index(n)
        counts = rng.multinomial(n, p, size=4000)
        for name, method in (("plugin", "plugin"), ("corrected", "miller-madow")):
            drawn = entropy_from_counts(counts, method=method, base=2)
            error = drawn.std() / np.sqrt(len(drawn))
            assert found[name][step] == pytest.approx(drawn.mean(), abs=4 * error)


def test_a_layer_that_puts_inputs_into_fewer_bins_is_said_to_fall():
    spread, crowded = entropy(np.ones(8) / 8, base=2), entropy([0.5, 0.5], base=2)
    curves = {"tanh": {"own": [[crowded, spread]], "ranks": [[spread, crowded]]}}
    for rule, says in (("own", "rise to"), ("ranks", "fall to")):
        shown = explore_information_plane([0, 9], curves, unit="tanh", rule=rule)
        told = numbers(shown)
        first, last = curves["tanh"][rule][0]
        assert close(told["first"], first)
        assert close(told["last"], last)
        assert told["verb"] == says


@pytest.mark.parametrize("mean", [1.05, 2.5, 3.5, 4.5, 5.95])
@pytest.mark.parametrize("rival", [-1, -0.3, 0, 0.5, 1])
def test_what_a_rival_die_lacks_is_its_divergence(mean, rival):
    shown = numbers(explore_die(mean, rival=rival))
    assert close(shown["lack"], float(shown["kl"]))
    best = maximum_entropy(range(1, 7), mean)
    assert close(shown["h"], entropy(best.p, base=2))
    assert close(shown["multiplier"], best.multipliers[0])


def test_belief_that_misses_an_outcome_costs_infinitely_much():
    shown = numbers(explore_cross_entropy([0.5, 0.5, 0], [1, 0, 0]))
    assert (shown["kl"], shown["ce"], shown["h"]) == ("∞", "∞", "1.000")
    assert (shown["part1"], shown["part2"]) == ("∞", "0.000")


def test_bar_of_the_cross_entropy_ends_where_entropy_and_divergence_do():
    source = explore_cross_entropy([0.5, 0.5], [0.25, 0.75]).static
    total = entropy([0.5, 0.5], base=2) + kl_divergence(
        [0.5, 0.5], [0.25, 0.75], base=2
    )
    found = re.search(r'data-m="kl" x="([\d.]+)%" y="0.00%" width="([\d.]+)%"', source)
    assert sum(map(float, found.groups())) == pytest.approx(100 * total / 3, abs=0.02)


def test_noise_of_a_half_lets_nothing_through():
    shown = numbers(explore_channel(0.5, p=0.2))
    assert (shown["i"], shown["c"], shown["noise"]) == ("0.000", "0.000", "1.000")


def test_bounds_of_the_guessing_game_are_those_of_the_ranks():
    shown = numbers(
        explore_guessing("ab", before="", ranks=[1, 3], bits=[1, 2], gzip=4)
    )
    # Two ranks are a coin, and where one of two is left for sure, a bit.
    assert (shown["lower"], shown["upper"]) == ("1.00", "1.00")
    assert shown["model"] == "1.50"
    skewed = numbers(
        explore_guessing("abcd", before="", ranks=[1, 1, 3, 1], bits=[1] * 4, gzip=4)
    )
    assert skewed["lower"] == "0.50"
    assert skewed["upper"] == f"{entropy([0.75, 0.25], base=2):.2f}"


@pytest.mark.parametrize(
    ("passage", "ranks"), [("aB", [1, 1]), ("ab", [1]), ("ab", [1, 28])]
)
def test_guessing_game_wants_letters_and_a_rank_for_each(passage, ranks):
    with pytest.raises(ValueError, match="passage"):
        explore_guessing(passage, before="", ranks=ranks, bits=[1, 2], gzip=4)


@given(p=distributions(min_size=2))
def test_huffman_tree_has_the_lengths_of_the_code(p):
    p = (p + 0.01) / (p + 0.01).sum()
    tree = huffman._tree(p)
    codewords = huffman._codewords(tree, len(p))
    lengths = [len(word) for word in codewords]
    assert lengths == huffman_code(p).lengths.tolist()
    assert lengths == huffman._counts(tree, len(p), len(p) - 1)
    assert kraft_sum(lengths) == 1
    for one, next_one in pairwise(sorted(codewords)):
        assert not next_one.startswith(one)


def test_mean_length_is_the_sum_of_what_was_merged():
    p = [0.4, 0.3, 0.2, 0.1]
    for merges, length in enumerate([0.0, 0.3, 0.9, 1.9]):
        assert close(numbers(explore_huffman(p, merges=merges))["length"], length)


def test_only_merges_that_are_done_are_drawn():
    source = explore_huffman([0.4, 0.3, 0.2, 0.1], merges=1).static
    assert re.search('data-m="node0"[^>]*>', source)[0].count("hidden") == 0
    assert re.search('data-m="node1"[^>]*>', source)[0].count("hidden") == 1


def test_codewords_are_canonical_where_the_tree_can_be():
    shown = numbers(explore_huffman([0.4, 0.3, 0.2, 0.1]))
    assert [shown[f"code{i}"] for i in range(4)] == ["0", "10", "110", "111"]


def test_fit_of_a_single_gaussian_is_that_gaussian():
    shown = explore_kl_fit([1], [2], [0.5])
    for minima in shown.data["minima"]:
        assert minima == [[2.0, 0.5, 0.0]]


def test_divergences_of_two_gaussians_have_their_closed_form():
    gaussian = np.ones(1), np.array([1.0]), np.array([0.5])
    found = kl_fit._divergences(-0.5, 2.0, gaussian)
    assert found["forward"] == pytest.approx(
        gaussian_kl_divergence([1], [[0.25]], [-0.5], [[4]]), abs=1e-9
    )
    assert found["reverse"] == pytest.approx(
        gaussian_kl_divergence([-0.5], [[4]], [1], [[0.25]]), abs=1e-9
    )


def test_divergences_of_a_mixture_are_those_of_adaptive_quadrature():
    shown = FIGURES["kl_fit"]()
    start = shown.data["start"]
    q = stats.norm(start["mean"], start["std"])

    def p(x):
        return 0.65 * stats.norm.pdf(x, -2, 0.8) + 0.35 * stats.norm.pdf(x, 2.5, 0.6)

    def reverse(x):
        return q.pdf(x) * np.log(q.pdf(x) / p(x))

    def forward(x):
        return p(x) * np.log(p(x) / q.pdf(x))

    # Beyond these, p is too small for a float.
    for name, term, ends in [
        ("forward", forward, (-10, 8)),
        ("reverse", reverse, (-20, 20)),
    ]:
        expected = quad(term, *ends, points=[-2, 2.5], limit=200)[0]
        assert close(numbers(shown)[name], expected)


def fitted_mixture(data, spread):
    mixture = tuple(np.array(data[name]) for name in ("weights", "means", "stds"))
    return kl_fit._moved(mixture, spread)


def test_minima_are_where_a_small_step_does_not_help():
    data = FIGURES["kl_fit"]().data
    for spread, minima in zip(data["spreads"], data["minima"], strict=True):
        mixture = fitted_mixture(data, spread)
        for mean, std, nats in minima:
            least = kl_fit._divergences(mean, std, mixture)["reverse"]
            assert least == pytest.approx(nats, abs=1e-4)
            for step in [(0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)]:
                moved = kl_fit._divergences(mean + step[0], std + step[1], mixture)
                assert moved["reverse"] > least


def test_descent_from_anywhere_ends_in_a_minimum_that_is_drawn():
    data = FIGURES["kl_fit"]().data
    for i in (3, 8, 10, 15):
        mixture = fitted_mixture(data, data["spreads"][i])
        for start in np.random.default_rng(i).uniform((-4, -1), (4, 1), (10, 2)):
            fit = minimize(lambda t, p=mixture: float(kl_fit._reverse(*t, p)), start)
            ends = [abs(fit.x[0] - mean) for mean, _, _ in data["minima"][i]]
            assert min(ends) < 0.01


def test_humps_that_are_near_are_covered_and_those_far_apart_are_not():
    minima = FIGURES["kl_fit"]().data["minima"]
    assert len(minima[4]) == 1
    assert len(minima[15]) == 2
    best = min(minima[15], key=lambda minimum: minimum[2])
    # To leave out the lighter hump costs the surprisal of the heavier one.
    assert best[2] == pytest.approx(np.log(1 / 0.65), abs=0.01)


def test_noise_of_the_estimates_is_that_of_samples():
    x = np.random.default_rng(0).normal(size=400_000)
    for mu in (0.3, 1.0):
        shown = numbers(explore_kl_noise(mu**2 / 2))
        drawn = kl_estimates(-(x**2) / 2, -((x - mu) ** 2) / 2)
        for name, k in zip(("k1", "k2", "k3"), drawn, strict=True):
            # Rounded to three digits; k3's own fourth moment is large at mu = 1.
            mean, noise = float(shown[f"mean_{name}"]), float(shown[name])
            assert mean == pytest.approx(k.mean(), rel=0.03)
            assert noise == pytest.approx(k.std() / (mu**2 / 2), rel=0.05)


def test_temperature_shows_loss_and_calibration_error_of_the_logits():
    z, labels = logits()
    shown = numbers(explore_temperature(z, labels))
    probs = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert close(shown["loss"], softmax_cross_entropy(z, labels).mean())
    assert close(shown["ece"], expected_calibration_error(probs, labels, n_bins=10))
    best = explore_temperature(z, labels).data["best"]
    assert best == pytest.approx(fit_temperature(z, labels))


def test_chance_gives_a_calibrated_classifier_the_error_that_is_shown():
    rng = np.random.default_rng(0)
    sure = rng.uniform(0.5, 1, 600)
    z = np.stack([np.log(sure / (1 - sure)), np.zeros(600)], axis=1)
    found = []
    for _ in range(300):
        labels = (rng.random(600) > sure).astype(int)
        probs = np.stack([sure, 1 - sure], axis=1)
        found.append(expected_calibration_error(probs, labels, n_bins=10))
    shown = float(numbers(explore_temperature(z, labels))["chance"])
    assert shown == pytest.approx(
        np.mean(found), abs=4 * np.std(found) / 300**0.5 + 1e-3
    )


@pytest.mark.parametrize("groups", [1, 2, 4, 8])
@pytest.mark.parametrize("t", [0.25, 1, 3])
def test_parts_of_a_loss_are_infolibs(groups, t):
    p = np.array([0.02, 0.1, 0.2, 0.35, 0.6, 0.75, 0.9, 0.99])
    shown = numbers(explore_loss_parts(p, groups=groups, temperature=t))
    c = np.repeat(p.reshape(groups, -1).mean(axis=1), 8 // groups)
    q = c ** (1 / t) / (c ** (1 / t) + (1 - c) ** (1 / t))
    both = [np.stack([x, 1 - x], axis=1) for x in (p, c, q)]
    assert close(shown["noise"], conditional_entropy(both[0] / 8, given=0))
    assert close(shown["loss"], cross_entropy(both[0], both[2]).mean())
    joint = both[0].reshape(groups, -1, 2).sum(axis=1) / 8
    known = conditional_entropy(joint, given=0)
    assert close(shown["lost"], known - conditional_entropy(both[0] / 8, given=0))
    assert close(shown["miscalibration"], kl_divergence(both[1], both[2]).mean())


def test_temperature_out_of_sight_has_no_button():
    sure = explore_temperature([[4.0, 0.0]] * 4, [0, 0, 0, 0])
    assert sure.data["best"] is None
    assert "dashed" in sure.static or "dasharray" in sure.static


def test_logits_are_stored_in_hundredths():
    data = explore_temperature([[1.234, -300.0]], [0]).data
    stored = np.frombuffer(base64.b64decode(data["logits"]), "<i2")
    assert stored.tolist() == [123, -30000]


@pytest.mark.parametrize(("height", "width"), [(2, 2), (3, 5)])
def test_picture_of_the_plane_holds_every_pixel(height, width):
    rng = np.random.default_rng(0)
    grid = 17 * rng.integers(16, size=(3, 3, height, width))
    source = base64.b64decode(latent._png(grid).partition(",")[2])
    start = source.index(b"IDAT") + 4
    size = int.from_bytes(source[start - 8 : start - 4], "big")
    lines = np.frombuffer(zlib.decompress(source[start : start + size]), np.uint8)
    lines = lines.reshape(3 * (height + 1), -1)
    assert not lines[:, 0].any()
    halves = np.stack([lines[:, 1:] >> 4, lines[:, 1:] & 15], axis=-1)
    pixels = halves.reshape(3 * (height + 1), -1)[:, : 3 * (width + 1)]
    tiles = pixels.reshape(3, height + 1, 3, width + 1).transpose(0, 2, 1, 3)
    np.testing.assert_array_equal(tiles[:, :, :height, :width], grid // 17)
    assert tiles.sum() == (grid // 17).sum()


def test_latent_plane_has_the_coordinates_that_it_is_given():
    shown = explore_latent(images(), z1=[1, 2, 3], z2=[9, 8, 7, 6])
    assert repr(shown) == "z = (2.000, 7.000)"


def test_water_filling_spends_the_information_of_a_gaussian_channel():
    # A direction that is known to within the level has this covariance with its copy.
    level, variances = 3, [16, 9, 4, 4, 1, 0.5]
    pairs = [[[v, v - level], [v - level, v - level]] for v in variances if v > level]
    shown = numbers(FIGURES["water_filling"]())
    assert close(shown["rate"], gaussian_mutual_information(pairs, 1, base=2).sum())
    assert close(shown["error"], 4 * level + 1 + 0.5)
    assert shown["live"] == "4"


def test_points_of_the_scatter_have_the_correlation_exactly():
    data = explore_mutual_information(0.5).data
    draws = np.cov(data["x"], data["noise"])
    np.testing.assert_allclose(draws, np.eye(2), atol=1e-3)


def test_tilted_policy_is_gibbs_policy():
    shown = numbers(FIGURES["tilt"]())
    policy = gibbs_policy([0.4, 0.3, 0.2, 0.1], [0, 1, 2, 5], 2)
    for i, p in enumerate(policy):
        assert close(shown[f"p{i}"], p)


def test_pressed_policy_is_gibbs_policy_of_the_proxy_and_earns_its_gold():
    shown = numbers(FIGURES["pressure"]())
    policy = gibbs_policy([0.4, 0.3, 0.2, 0.1], [0, 1, 2, 5], 2)
    assert close(shown["proxy"], policy @ [0, 1, 2, 5])
    assert close(shown["gold"], policy @ [0, 1, 2, -3])
    assert close(shown["kl"], kl_divergence(policy, [0.4, 0.3, 0.2, 0.1]))


def test_price_is_the_slope_between_value_and_reward():
    shown = {name: float(text) for name, text in numbers(FIGURES["tilt"]()).items()}
    assert shown["mean"] - 2 * shown["kl"] == pytest.approx(shown["value"], abs=2e-3)


def test_bottleneck_has_one_cluster_below_the_first_critical_beta_and_all_far_above():
    data = FIGURES["bottleneck"]().data
    used = [int((np.sum(e, axis=0) > 0).sum()) for e in data["encoders"]]
    assert used[0] == 1
    assert used[-1] == 4
    assert used == sorted(used)
    np.testing.assert_allclose(np.sum(data["encoders"], axis=2), 1, atol=2e-3)


def test_information_grows_with_beta():
    data = FIGURES["bottleneck"]().data
    assert data["i_tx"] == sorted(data["i_tx"])
    assert data["i_ty"] == sorted(data["i_ty"])


def test_bottleneck_goes_from_1_to_100_by_default():
    shown = explore_bottleneck(P_XY, rng=np.random.default_rng(0))
    betas = shown.data["betas"]
    assert (len(betas), betas[0], betas[-1]) == (41, 1, 100)


RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explore_entropy([0.5, 0.6]), "p sums to 1.1, expected 1"),
        (lambda: explore_entropy([1]), "p has 1 outcomes, expected 2 to 6"),
        (
            lambda: explore_entropy(np.full(8, 1 / 8)),
            "p has 8 outcomes, expected 2 to 6",
        ),
        (lambda: explore_entropy([[0.5, 0.5]]), "p has 2 axes, expected 1"),
        (
            lambda: explore_entropy([0.5, 0.5], labels=["a"]),
            "labels names 1 outcomes, expected 2",
        ),
        (
            lambda: explore_entropy([0.5, 0.5], labels=["a", "a"]),
            "labels is ['a', 'a'], expected different names",
        ),
        (
            lambda: explore_entropy([0.5, 0.5], labels="ab"),
            "labels is 'ab', expected a list of strings",
        ),
        (
            lambda: explore_entropy([0.5, 0.5], labels=2),
            "labels is 2, expected a list of strings",
        ),
        (
            lambda: explore_entropy([0.5, 0.5], labels=["a", 1]),
            "labels is ['a', 1], expected a list of strings",
        ),
        (
            lambda: explore_arithmetic([1]),
            "counts has 1 symbols, expected 2 to 27",
        ),
        (
            lambda: explore_arithmetic([[1, 1], [0, 0]]),
            "counts has a row without any",
        ),
        (
            lambda: explore_arithmetic(np.ones((2, 3), int)),
            "counts has shape (2, 3), expected (3, 3)",
        ),
        (
            lambda: explore_arithmetic(np.ones((1, 2, 2), int)),
            "counts has 3 axes, expected 1 or 2",
        ),
        (
            lambda: explore_arithmetic([1, 0], text=[1]),
            "text contains 1, which cannot follow",
        ),
        (
            lambda: explore_arithmetic([1, 1], text=[0] * 61),
            "text has 61 symbols, expected at most 60",
        ),
        (lambda: explore_coin(1.5), "p is 1.5, expected a number in [0, 1]"),
        (lambda: explore_coin("heads"), "p is 'heads', expected a number"),
        (
            lambda: explore_cross_entropy([0.5, 0.5], [0.5, 0.25, 0.25]),
            "p has 2 outcomes and q has 3",
        ),
        (lambda: explore_cross_entropy([0.5, 0.5], [1, 1]), "q sums to 2, expected 1"),
        (lambda: explore_bias({}), "sources has 0 entries, expected 1 to 4"),
        (
            lambda: explore_bias({"a": [0.5, 0.6]}),
            "a sums to 1.1, expected 1",
        ),
        (
            lambda: explore_bias({"a": [0.5, 0.5]}, start=1),
            "start is 1, expected one of 0 to 0",
        ),
        (
            lambda: explore_bias({"a": [0.5, 0.5]}, n=0),
            "n is 0, expected a number in [10, 10000]",
        ),
        (
            lambda: explore_information_plane([0], {}, unit="tanh", rule="own"),
            "curves has no 'own' of 'tanh'",
        ),
        (lambda: explore_die(1), "mean is 1, expected a number in [1.05, 5.95]"),
        (lambda: explore_channel(2), "f is 2, expected a number in [0, 1]"),
        (lambda: explore_channel(0.1, p=-1), "p is -1, expected a number in [0, 1]"),
        (
            lambda: explore_huffman([1, 0]),
            "p contains 0, expected positive probabilities",
        ),
        (
            lambda: explore_huffman([0.5, 0.5], merges=2),
            "merges is 2, expected one of 0 to 1",
        ),
        (
            lambda: explore_huffman(np.full(9, 1 / 9)),
            "p has 9 outcomes, expected 2 to 8",
        ),
        (
            lambda: explore_kl_fit([0.5, 0.5], [0], [1, 1]),
            "means has shape (1,), expected (2,)",
        ),
        (
            lambda: explore_kl_fit([0.5, 0.5], [0, 1], [1]),
            "stds has shape (1,), expected (2,)",
        ),
        (
            lambda: explore_kl_fit([0.5, 0.5], [0, 1], [1, 0]),
            "stds contains 0, expected more than a hundredth of the 7 that the mixture "
            "covers",
        ),
        (
            lambda: explore_kl_fit(np.full(5, 0.2), np.arange(5), np.ones(5)),
            "weights has 5 outcomes, expected 1 to 4",
        ),
        (lambda: explore_latent(np.zeros((2, 2))), "images has 2 axes, expected 4"),
        (
            lambda: explore_latent(np.zeros((1, 2, 8, 8))),
            "images has 1 rows and 2 columns, expected 2 to 40",
        ),
        (
            lambda: explore_latent(np.zeros((10, 10, 28, 28))),
            "images has 78400 pixels, expected at most 40000",
        ),
        (
            lambda: explore_latent(np.full((2, 2, 2, 2), 256)),
            "images contains 256, expected at most 255",
        ),
        (
            lambda: explore_latent(images() / 255),
            "images contains 0.06666666666666667, expected whole numbers from 0",
        ),
        (
            lambda: explore_water_filling([4], 1),
            "variances has 1 values, expected 2 to 64",
        ),
        (
            lambda: explore_water_filling([4, 0], 1),
            "variances contains 0, expected above 0",
        ),
        (
            lambda: explore_water_filling([4, 1], 5),
            "level is 5, expected a number in [-inf, 4.0]",
        ),
        (lambda: explore_water_filling([4, 1], 0), "level is 0, expected above 0"),
        (
            lambda: explore_latent(images(), z2=[1, 2]),
            "z2 has shape (2,), expected (4,)",
        ),
        (
            lambda: explore_loss_parts([0.5] * 8),
            "p is [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], expected 8 rising "
            "numbers from 0.01 to 0.99",
        ),
        (
            lambda: explore_loss_parts(np.arange(1, 9) / 10, groups=3),
            "groups is 3, expected 1, 2, 4 or 8",
        ),
        (
            lambda: explore_loss_parts(np.arange(1, 9) / 10, temperature=9),
            "temperature is 9, expected a number in [0.25, 4.0]",
        ),
        (
            lambda: explore_mutual_information(1),
            "rho is 1, expected a number in [-0.99, 0.99]",
        ),
        (
            lambda: explore_pressure([0.5, 0.5, 0], [0, 1, 2], [0, 1, 2]),
            "reference contains 0, expected positive probabilities",
        ),
        (
            lambda: explore_pressure([0.5, 0.5], [0, 1], [0, 1, 2]),
            "gold has shape (3,), expected (2,)",
        ),
        (
            lambda: explore_pressure([0.5, 0.5], [1, 1], [0, 1]),
            "proxy is the same for all outcomes",
        ),
        (
            lambda: explore_temperature([1.0, 2.0], [0]),
            "logits has 1 axes, expected 2",
        ),
        (
            lambda: explore_temperature(np.zeros((1201, 2)), np.zeros(1201)),
            "logits has 1201 rows, expected at most 1200",
        ),
        (
            lambda: explore_temperature(np.zeros((2, 11)), [0, 0]),
            "logits has 11 classes, expected 2 to 10",
        ),
        (
            lambda: explore_temperature([[0, -301]], [0]),
            "logits contains 301, expected at most 300 in size",
        ),
        (
            lambda: explore_temperature([[0, 1]], [2]),
            "labels contains 2, expected classes below 2",
        ),
        (
            lambda: explore_temperature([[0, 1]], [0], n_bins=21),
            "n_bins is 21, expected at most 20",
        ),
        (
            lambda: explore_tilt([0.5, 0.5], [1, 2, 3]),
            "reward has shape (3,), expected (2,)",
        ),
        (
            lambda: explore_tilt([0.5, 0.5, 0], [1, 1, 2]),
            "reward is the same for all that the reference does",
        ),
        (
            lambda: explore_tilt([0.5, 0.5], [0, 1], beta=0),
            "beta is 0, expected a number in [0.01, 100]",
        ),
        (
            lambda: explore_bottleneck(np.eye(9) / 9, rng=RNG),
            "p_xy has shape (9, 9), expected 2 to 8 values of x and 2 to 50 of y",
        ),
        (
            lambda: explore_bottleneck([[0.5, 0.5], [0, 0]], rng=RNG),
            "p_xy has an x of probability 0",
        ),
        (
            lambda: explore_bottleneck(P_XY, rng=RNG, betas=[1]),
            "betas has 1 values, expected 2 to 60",
        ),
        (
            lambda: explore_bottleneck(P_XY, rng=RNG, betas=[2, 1]),
            "betas do not rise from at least 0",
        ),
        (
            lambda: explore_bottleneck(P_XY, rng=RNG, betas=[1, 2], start=2),
            "start is 2, expected one of 0 to 1",
        ),
        (
            lambda: explore_bottleneck(P_XY, rng=0),
            "rng is 0, expected a numpy.random.Generator",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


# In a notebook and in a terminal


@pytest.mark.parametrize("call", ["explore_entropy([0.9, 0.1])", "explore_coin(0.3)"])
def test_notebook_receives_the_script_and_stores_none_of_it(call):
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in (
            "from infobook.explorables import explore_coin, explore_entropy",
            call,
        )
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, kernel_name="python3")
    received = []
    send = client.process_message
    client.process_message = lambda msg, cell, index: (
        received.append(msg["content"].get("data", {})),
        send(msg, cell, index),
    )[1]
    client.execute()
    assert [set(data) for data in received if JAVASCRIPT in data] == [{JAVASCRIPT}]
    [output] = cells[1].outputs
    shown = eval(call)
    assert output.data == {
        "text/plain": repr(shown),
        "text/html": shown._repr_html_(),
    }


def test_a_kernel_is_sent_the_script_between_two_copies_of_the_figure(monkeypatch):
    received = []

    class Output:
        def update(self, data, raw):
            received.append(data)

    class Shell:
        kernel = None

    def display(data, **options):
        received.append(data)
        return Output()

    monkeypatch.setattr(base, "display", display)
    monkeypatch.setattr(base, "get_ipython", Shell)
    figure = explore_coin(0.5)
    figure._ipython_display_()
    first, script, last = received
    assert first == last
    assert script == {JAVASCRIPT: figure.script}


def test_terminal_receives_no_script(monkeypatch):
    received = []
    monkeypatch.setattr(base, "display", lambda data, **options: received.append(data))
    monkeypatch.setattr(base, "get_ipython", lambda: None)
    explore_entropy([0.9, 0.1])._ipython_display_()
    assert [set(data) for data in received] == [{"text/plain", "text/html"}]
