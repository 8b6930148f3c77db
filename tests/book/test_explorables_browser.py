"""The explorables in a browser: their numbers are infolib's, and all can use them."""

import math

import numpy as np
import pytest

from infobook.explorables import (
    explore_arithmetic,
    explore_bias,
    explore_channel,
    explore_coin,
    explore_cross_entropy,
    explore_die,
    explore_entropy,
    explore_guessing,
    explore_huffman,
    explore_kl_fit,
    explore_latent,
    explore_mutual_information,
    explore_pressure,
    explore_temperature,
    explore_tilt,
    explore_water_filling,
    scripts,
)
from infobook.explorables.bias import SIZES, averages
from infobook.explorables.die import two_faced
from infobook.explorables.guessing import _bounds
from infobook.explorables.kl_fit import _divergences
from infobook.explorables.temperature import _chance
from infolib import (
    binary_entropy,
    binary_symmetric_channel,
    channel_capacity,
    cross_entropy,
    entropy,
    expected_calibration_error,
    gaussian_kl_divergence,
    gaussian_mutual_information,
    gibbs_policy,
    gibbs_value,
    huffman_code,
    kl_divergence,
    maximum_entropy,
    mutual_information,
    softmax_cross_entropy,
    surprisal,
)
from tests.book.conftest import ROOT
from tests.infobook.explored import FIGURES, P_XY, images, logits

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGE = """\
<!doctype html>
<html lang="en" style="color-scheme: {scheme}; background: Canvas">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Explorables</title>
{scripts}
<main>{figures}</main>
</html>
"""


@pytest.fixture
def open_figures(browser, tmp_path):
    """Return a function that opens a page with the given figures and nothing else."""
    contexts = []

    def open_figures(
        *figures, scheme="light", width=800, javascript=True, **conditions
    ):
        page = tmp_path / "page.html"
        sources = "\n".join(figure._repr_html_() for figure in figures)
        needed = "".join(
            f'<script defer src="{path.as_uri()}"></script>'
            for path in scripts(*{figure.tag for figure in figures})
        )
        page.write_text(
            PAGE.format(scheme=scheme, scripts=needed, figures=sources),
            encoding="utf-8",
        )
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            **conditions,
        )
        contexts.append(context)
        tab = context.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("console", lambda message: tab.complaints.append(message.text))
        tab.goto(page.as_uri())
        return tab

    yield open_figures
    for context in contexts:
        context.close()


def number(text):
    return math.inf if text == "∞" else float(text)


# Every figure

both_widths = pytest.mark.parametrize("width", [390, 800])
with_and_without_javascript = pytest.mark.parametrize("javascript", [True, False])
every_figure = pytest.mark.parametrize("name", FIGURES)

# What stands in a tree of elements: the numbers by name, each place of it, and the
# marks of the picture with the attributes that place them.
SHOWN = """root => [...root.querySelectorAll("[data-n]")].map(
    node => [node.dataset.n, node.textContent])"""
DRAWN = """root => [...root.querySelectorAll("[data-m]")].map(mark => [
    mark.dataset.m, getComputedStyle(mark).visibility,
    ...["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "d"]
        .map(name => mark.getAttribute(name) ?? "")
        .flatMap(text => text.match(/[\\d.]+/g) ?? []),
    ...["strokeWidth", "fillOpacity"].map(name => getComputedStyle(mark)[name])])"""
MOVED = """(figure, moves) => moves.map(move => {
    for (const [name, x] of Object.entries(move)) {
        const input = figure.shadowRoot.querySelector(`[data-slider="${name}"] input`);
        input.value = x;
        input.dispatchEvent(new Event("input"));
    }
    const nodes = [...figure.shadowRoot.querySelectorAll("[data-n]")];
    return Object.fromEntries(nodes.map(node => [node.dataset.n, node.textContent]));
})"""


def moved(figure, moves):
    """Return what the figure shows after each move of its sliders, by name."""
    return [
        {
            name: text if name[:4] in ("code", "clus", "mini", "quie") else number(text)
            for name, text in shown.items()
        }
        for shown in figure.evaluate(MOVED, moves)
    ]


def assert_close(shown, **expected):
    for name, value in expected.items():
        assert shown[name] == pytest.approx(value, abs=5.01e-4), name


@pytest.fixture
def open_figure(open_figures):
    """Return a function that opens one figure and hands back its element."""

    def open_figure(figure, **conditions):
        return open_figures(figure, **conditions).locator(figure.tag)

    return open_figure


@pytest.fixture
def open_all(open_figures):
    """Return a function that opens all figures, and pairs each with its element."""

    def open_all(**conditions):
        figures = [make() for make in FIGURES.values()]
        tab = open_figures(*figures, **conditions)
        return [(figure, tab.locator(figure.tag)) for figure in figures]

    return open_all


@every_figure
def test_script_changes_nothing_until_something_is_moved(open_figure, name):
    inside = "figure => ({})(figure.shadowRoot ?? figure)"
    (before, static), (after, drawn) = (
        (figure.evaluate(inside.format(SHOWN)), figure.evaluate(inside.format(DRAWN)))
        for figure in (
            open_figure(FIGURES[name](), javascript=javascript)
            for javascript in (False, True)
        )
    )
    assert before
    assert before == after
    assert len(static) == len(drawn)
    for before, after in zip(static, drawn, strict=True):
        if before[0] == "near":  # the script shows the plane here, and not a part of it
            continue
        assert before[:2] == after[:2]
        first, second = (
            [float(str(x).strip("px")) for x in m[2:]] for m in (before, after)
        )
        assert first == pytest.approx(second, abs=0.021), before[0]


@both_widths
@with_and_without_javascript
def test_page_does_not_jump_when_the_script_takes_over(open_all, width, javascript):
    for figure, element in open_all(width=width, javascript=javascript):
        assert element.bounding_box()["height"] == figure.height, figure.tag


@both_widths
def test_no_figure_is_higher_than_it_says(open_all, width):
    lowest = """figure => Math.max(...[...figure.shadowRoot.children].map(
        node => node.getBoundingClientRect().bottom))"""
    for figure, element in open_all(width=width):
        box = element.bounding_box()
        assert element.evaluate(lowest) <= box["y"] + box["height"], figure.tag


@with_and_without_javascript
def test_figures_fit_a_phone_and_a_finger(open_all, javascript):
    for figure, element in open_all(width=390, javascript=javascript):
        page = element.page
        controls = element.locator("input, button").all()
        assert bool(controls) == javascript
        for control in controls:
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 24, figure.tag
            assert box["x"] + box["width"] <= 390, figure.tag
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@both_widths
@with_and_without_javascript
def test_no_word_is_cut_or_leaves_its_figure(open_all, width, javascript):
    words = """figure => [...(figure.shadowRoot ?? figure).querySelectorAll(
        "text, p, td, th, button, span")].filter(node => node.textContent.trim()).map(
        node => [node.textContent, node.getBoundingClientRect().left,
                 node.getBoundingClientRect().right,
                 node.scrollWidth - node.clientWidth, node.localName])"""
    for _, element in open_all(width=width, javascript=javascript):
        for text, left, right, hidden, tag in element.evaluate(words):
            assert left >= 0, text
            assert right <= width, text
            if tag in ("p", "td", "button"):
                assert hidden <= 0, text


@both_widths
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_are_accessible_and_quiet(open_figures, scheme, width):
    figures = [FIGURES[name]() for name in (*FIGURES, "coin")]
    tab = open_figures(*figures, scheme=scheme, width=width)
    assert violations(tab) == []
    assert tab.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_static_figures_are_accessible(open_figures, scheme):
    tab = open_figures(scheme=scheme)
    source = "".join(
        f"<div style='{figure().style}'>{figure().static}</div>"
        for figure in FIGURES.values()
    )
    tab.evaluate("source => document.querySelector('main').innerHTML = source", source)
    assert violations(tab) == []


def violations(tab):
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    rules = "{rules: {'page-has-heading-one': {enabled: false}}}"
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in tab.evaluate(f"axe.run('main', {rules})")["violations"]
        for node in violation["nodes"]
    ]


@every_figure
def test_every_control_is_reached_and_moved_by_keyboard(open_figures, name):
    figure = FIGURES[name]()
    tab = open_figures(figure)
    element = tab.locator(figure.tag)
    sliders = element.get_by_role("slider").all()
    for slider in sliders:
        tab.keyboard.press("Tab")
        said = slider.get_attribute("aria-valuetext")
        assert said
        assert slider.get_attribute("aria-label")
        tab.keyboard.press("Home")
        assert slider.input_value() == slider.get_attribute("min")
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("PageUp")
        assert float(slider.input_value()) > float(slider.get_attribute("min"))
        assert "NaN" not in slider.get_attribute("aria-valuetext")
    changed = element.evaluate(f"figure => ({SHOWN})(figure.shadowRoot)")
    assert changed != element.evaluate(SHOWN)
    for button in element.get_by_role("button").all():
        tab.keyboard.press("Tab")
        assert button.evaluate("button => button.matches(':focus-visible')")
    tab.keyboard.press("Enter")  # the last button is Reset
    reset = element.evaluate(f"figure => ({SHOWN})(figure.shadowRoot)")
    assert reset == element.evaluate(SHOWN)
    assert tab.complaints == []


@every_figure
def test_status_says_what_changed(open_figure, name):
    figure = open_figure(FIGURES[name]())
    status = figure.get_by_role("status")
    before = status.text_content()
    slider = figure.get_by_role("slider").first
    slider.press("Home")
    assert status.text_content() != before


@every_figure
def test_every_end_of_every_slider_shows_numbers(open_figure, name):
    figure = open_figure(FIGURES[name]())
    for slider in figure.get_by_role("slider").all():
        for key in ("Home", "End"):
            slider.press(key)
            text = figure.evaluate("figure => figure.shadowRoot.textContent")
            marks = figure.evaluate(f"figure => ({DRAWN})(figure.shadowRoot)")
            assert "NaN" not in text + str(marks)
            assert "undefined" not in text + str(marks)


def test_colours_give_way_to_those_that_the_reader_forces(open_all):
    blue = "figure => getComputedStyle(figure).getPropertyValue('--blue').trim()"
    for _, element in open_all(forced_colors="active"):
        assert element.evaluate(blue) == "Highlight"


@every_figure
def test_nothing_slides_for_readers_who_want_no_motion(open_figure, name):
    figure = open_figure(FIGURES[name](), reduced_motion="reduce")
    figure.get_by_role("button").first.click()
    durations = figure.evaluate(
        """figure => [...figure.shadowRoot.querySelectorAll(".slow")].map(
            mark => getComputedStyle(mark).transitionDuration)"""
    )
    assert durations
    assert set(durations) == {"0s"}


# Their numbers


def test_arithmetic_is_infolibs(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    p = np.random.default_rng(0).dirichlet([0.3] * 6, size=200)
    p[0], p[1] = np.eye(6)[0], 1 / 6
    h = tab.evaluate("p => p.map(explorables.info.entropy)", p.tolist())
    np.testing.assert_allclose(h, entropy(p, base=2), rtol=0, atol=1e-12)
    s = tab.evaluate("p => p.map(explorables.info.surprisal)", p[2].tolist())
    np.testing.assert_allclose(s, surprisal(p[2], base=2), rtol=1e-12)


def assert_shows(figure, p):
    """Assert that the figure of the entropy shows the distribution p."""
    [shown] = moved(figure, [{}])
    bits = surprisal(p, base=2)
    assert_close(shown, sum=1, h=entropy(p, base=2))
    for i, x in enumerate(p):
        share = x * bits[i] if x > 0 else 0
        assert_close(shown, **{f"p{i}": x, f"bits{i}": bits[i], f"area{i}": share})


@pytest.mark.parametrize("i", [0, 1, 2])
def test_moving_one_probability_keeps_the_ratio_of_the_others(open_figure, i):
    p = np.array([0.5, 0.3, 0.2])
    figure = open_figure(explore_entropy(p))
    # Passing through 0 and 1 loses nothing.
    for value in (0.01, 0, 0.1, 0.37, 0.99, 1, 0.6, 1, 0.25):
        figure.get_by_role("slider").nth(i).fill(str(value))
        expected = p * (1 - value) / (1 - p[i])
        expected[i] = value
        assert_shows(figure, expected)


def test_certain_outcome_gives_way_to_all_others_alike(open_figure):
    figure = open_figure(explore_entropy([0, 1, 0]))
    figure.get_by_role("slider").nth(1).fill("0.5")
    assert_shows(figure, [0.25, 0.5, 0.25])


def test_buttons_lead_to_the_extremes_and_back(open_figure):
    p = [0.5, 0.25, 0.125, 0.125]
    figure = open_figure(explore_entropy(p))
    for name, expected in [
        ("Uniform", [0.25] * 4),
        ("Certain", [1, 0, 0, 0]),
        ("Reset", p),
    ]:
        figure.get_by_role("button", name=name).click()
        assert_shows(figure, expected)


def test_keyboard_alone_moves_a_probability(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5], labels=["heads", "tails"]))
    figure = tab.locator("explore-entropy")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert_shows(figure, [0.51, 0.49])
    slider = figure.get_by_role("slider", name="Probability of heads")
    assert slider.get_attribute("aria-valuetext") == "0.510, surprisal 0.971 bits"
    assert slider.evaluate("slider => getComputedStyle(slider).outlineWidth") == "2px"
    tab.keyboard.press("End")
    assert_shows(figure, [1, 0])
    for _ in range(4):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert_shows(figure, [0.5, 0.5])


def test_page_does_not_hear_the_keys_that_move_a_slider(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    tab.evaluate("() => {heard = []; onkeydown = event => heard.push(event.key)}")
    tab.locator("explore-entropy").get_by_role("slider").first.focus()
    for key in ("ArrowRight", "PageDown", "Home", "End", "k"):
        tab.keyboard.press(key)
    assert tab.evaluate("heard") == ["k"]


@with_and_without_javascript
def test_area_of_the_blocks_is_the_entropy(open_figure, javascript):
    p = [0.4, 0.3, 0.2, 0.1]
    figure = open_figure(explore_entropy(p), javascript=javascript)
    sizes = np.array(
        figure.evaluate(
            """figure => [...(figure.shadowRoot ?? figure).querySelectorAll("rect")]
                .map(block => block.getBBox()).map(box => [box.width, box.height])"""
        )
    )
    width, bit = sizes[:, 0].sum(), sizes[3, 1] / surprisal(0.1, base=2)
    area = (sizes[:, 0] / width) @ (sizes[:, 1] / bit)
    assert area == pytest.approx(entropy(p, base=2), abs=0.005)


def test_areas_are_shown_whole_or_not_at_all(open_figure):
    seen = """figure => [...figure.shadowRoot.querySelectorAll("[data-m^=inside]")].map(
        place => [place, place.querySelector("[data-n]")].map(
            node => node.getBoundingClientRect())).map(
        ([place, text]) => text.bottom <= place.bottom + 1 && text.width <= place.width
    )"""
    p = [0.5, 0.25, 0.125, 0.125]
    for width, expected in [(390, [True, True, False, False]), (800, [True] * 4)]:
        assert open_figure(explore_entropy(p), width=width).evaluate(seen) == expected


def test_block_stands_out_while_its_row_is_pointed_at_or_moved(open_figure):
    figure = open_figure(explore_entropy([0.5, 0.5]))
    blocks = figure.locator(".on")
    figure.get_by_role("slider").nth(1).focus()
    assert blocks.evaluate_all("all => all.map(b => b.dataset.m)") == ["block1"]
    figure.get_by_role("slider").nth(1).blur()
    figure.get_by_role("row").filter(visible=True).nth(1).hover()
    assert blocks.evaluate_all("all => all.map(b => b.dataset.m)") == ["block0"]


def test_status_and_static_text_are_what_a_terminal_shows(open_figure):
    figure = explore_entropy([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 32])
    static = open_figure(figure, javascript=False)
    assert static.locator("p").first.text_content() == repr(figure)
    shown = open_figure(figure)
    assert shown.get_by_role("status").text_content() == repr(figure)
    assert shown.evaluate(f"figure => ({SHOWN})(figure.shadowRoot)") == static.evaluate(
        SHOWN
    )


def test_static_picture_and_table_show_without_a_script(open_figures):
    tab = open_figures(explore_entropy([0.9, 0.1]), javascript=False)
    assert tab.get_by_role("img").first.bounding_box()["height"] > 100
    assert tab.get_by_role("cell", name="3.322").is_visible()


def test_a_second_copy_of_the_script_changes_nothing(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    figure = tab.locator("explore-entropy")
    figure.get_by_role("slider").first.fill("0.9")
    tab.evaluate(explore_entropy([0.5, 0.5]).script)
    assert_shows(figure, [0.9, 0.1])
    assert tab.complaints == []


def test_coin_shows_the_binary_entropy_and_two_surprisals(open_figure):
    grid = [0, 0.01, 0.2, 0.5, 0.77, 1]
    shown = moved(open_figure(explore_coin(0.3)), [{"p": p} for p in grid])
    for p, found in zip(grid, shown, strict=True):
        heads, tails = surprisal([p, 1 - p], base=2)
        assert_close(found, p=p, h=binary_entropy(p, base=2), heads=heads, tails=tails)
        assert found["heads_share"] + found["tails_share"] == pytest.approx(
            found["h"], abs=1.6e-3
        )


def test_coin_can_be_dragged(open_figure):
    figure = open_figure(explore_coin(0.3))
    picture = figure.locator("svg[role=img]").filter(visible=True)
    box = picture.bounding_box()
    picture.click(position={"x": 0.75 * box["width"], "y": 20})
    assert figure.get_by_role("slider").input_value() == "0.75"


def test_codewords_grow_with_the_merges(open_figure):
    p = [0.35, 0.25, 0.2, 0.12, 0.08]
    figure = open_figure(explore_huffman(p))
    shown = moved(figure, [{"done": k} for k in range(5)])
    # What each merge joins, and the mean length that is the sum of it.
    assert [round(s["length"], 3) for s in shown] == [0, 0.2, 0.6, 1.2, 2.2]
    last = shown[-1]
    code = huffman_code(p)
    assert_close(last, length=code.expected_length)
    for i, length in enumerate(code.lengths):
        assert len(last[f"code{i}"]) == last[f"bits{i}"] == length
        assert_close(last, **{f"share{i}": p[i] * length})
        for earlier in shown:
            assert last[f"code{i}"].endswith(earlier[f"code{i}"])
            assert len(earlier[f"code{i}"]) == earlier[f"bits{i}"]


def test_huffman_buttons_go_one_merge_at_a_time_and_not_beyond(open_figure):
    figure = open_figure(explore_huffman([0.5, 0.25, 0.25]))
    slider = figure.get_by_role("slider")
    seen = []
    for name in ("Next", "Back", "Start", "Back", "Next", "Reset"):
        figure.get_by_role("button", name=name).click()
        seen.append(slider.input_value())
    assert seen == ["2", "1", "0", "0", "1", "2"]


def test_bias_shows_the_averages_of_the_chosen_source(open_figure):
    sources = {"coin": [0.5, 0.5], "die": np.full(6, 1 / 6)}
    figure = open_figure(explore_bias(sources))
    for name, p in sources.items():
        figure.get_by_role("button", name=name).click()
        expected = averages(np.asarray(p))
        for step in (0, 5, len(SIZES) - 1):
            figure.get_by_role("slider").fill(str(step))
            shown = dict(figure.evaluate(f"figure => ({SHOWN})(figure.shadowRoot)"))
            assert shown["name"] == name
            assert shown["size"] == f"{SIZES[step]:,.0f}"
            for key in ("plugin", "corrected"):
                assert float(shown[key]) == pytest.approx(expected[key][step], abs=6e-4)


def test_die_is_the_one_of_largest_entropy_and_the_rival_has_its_mean(open_figure):
    moves = [
        {"mean": m, "rival": r} for m in (1.05, 2.7, 4, 5.95) for r in (-1, 0.3, 1)
    ]
    shown = moved(open_figure(explore_die(4.5)), moves)
    for move, found in zip(moves, shown, strict=True):
        mean, share = move["mean"], abs(move["rival"])
        best = maximum_entropy(range(1, 7), mean)
        rival = (1 - share) * best.p + share * two_faced(mean, move["rival"] > 0)
        assert rival @ np.arange(1, 7) == pytest.approx(mean)
        assert_close(
            found,
            multiplier=best.multipliers[0],
            h=entropy(best.p, base=2),
            hq=entropy(rival, base=2),
            lack=kl_divergence(rival, best.p, base=2),
            kl=kl_divergence(rival, best.p, base=2),
        )


def shown_by_name(figure):
    return dict(figure.evaluate(f"figure => ({SHOWN})(figure.shadowRoot)"))


def test_zooming_reads_the_number_and_counts_its_surprisals(open_figure):
    counts = np.array([[9, 3, 1], [2, 5, 0], [4, 1, 1]])
    p = counts / counts.sum(axis=1, keepdims=True)
    figure = open_figure(explore_arithmetic(counts, x=0.7))
    x, before, bits, text = 0.7, 0, 0.0, ""
    for _ in range(12):
        figure.get_by_role("button", name="Zoom").click()
        edges = np.r_[0, p[before].cumsum()]
        symbol = np.searchsorted(edges, x, side="right") - 1
        x = (x - edges[symbol]) / p[before, symbol]
        bits += surprisal(p[before, symbol], base=2)
        before, text = symbol, text + "abc"[symbol]
        shown = shown_by_name(figure)
        assert shown["text"] == text + "|"
        assert number(shown["bits"]) == pytest.approx(bits, abs=5.01e-4)
        settled = len(shown["digits"]) - 2
        assert settled <= bits + 1e-9


def test_random_digits_spell_as_the_model_expects(open_figure):
    p = np.array([4, 2, 1, 1]) / 8
    figure = open_figure(explore_arithmetic([4, 2, 1, 1]))
    texts = []
    for _ in range(20):
        figure.get_by_role("button", name="Empty").click()
        for _ in range(6):
            figure.get_by_role("button", name="Random").click()
        texts.append(shown_by_name(figure)["text"])
    assert {len(text) for text in texts} == {61}
    share = np.array([sum(text.count(s) for text in texts) for s in "abcd"]) / 1200
    # Five standard errors: these digits are the browser's own.
    assert (np.abs(share - p) < 5 * np.sqrt(p * (1 - p) / 1200)).all()


def test_guessing_game_is_played_by_keyboard(open_figures):
    figure = explore_guessing("a cat", before="", ranks=[1] * 5, bits=[2] * 5, gzip=4)
    tab = open_figures(figure)
    element = tab.locator(figure.tag)
    element.get_by_role("button", name="Play").click()
    status = element.get_by_role("status")
    assert status.text_content().startswith("0 letters: between")
    tab.keyboard.type("ea ")
    assert status.text_content() == "2 letters: between 1.00 and 1.00 bits a letter "
    tab.keyboard.type("xyy")
    assert status.text_content().endswith("Not x y")
    tab.keyboard.type("cat")
    lower, upper = _bounds([2, 1, 3, 1, 1])
    expected = f"5 letters: between {lower:.2f} and {upper:.2f} bits a letter "
    assert status.text_content() == expected
    tab.keyboard.type("z")
    assert status.text_content() == expected
    element.get_by_role("slider").fill("1")
    assert status.text_content().startswith("1 letters: between 0.00 and 0.00")


@pytest.mark.parametrize("i", [0, 1, 2])
def test_cross_entropy_is_entropy_and_divergence(open_figure, i):
    p, q = np.array([0.6, 0.4, 0.0]), np.array([0.2, 0.3, 0.5])
    grid = [0, 0.05, 0.4, 0.9, 1, 0.5]
    figure = open_figure(explore_cross_entropy(p, q))
    shown = moved(figure, [{f"q{i}": x} for x in grid])
    for x, found in zip(grid, shown, strict=True):
        moved_q = q * (1 - x) / (1 - q[i])
        moved_q[i] = x
        assert_close(
            found,
            h=entropy(p, base=2),
            kl=kl_divergence(p, moved_q, base=2),
            ce=cross_entropy(p, moved_q, base=2),
        )
        for j, cost in enumerate(surprisal(moved_q, base=2)):
            assert_close(found, **{f"q{j}": moved_q[j], f"cost{j}": cost})


def test_divergence_is_0_where_the_belief_is_the_truth(open_figure):
    figure = open_figure(explore_cross_entropy([0.6, 0.4], [0, 1]))
    figure.get_by_role("button", name="q = p").click()
    [shown] = moved(figure, [{}])
    assert shown["kl"] == 0
    assert shown["ce"] == shown["h"]


def test_channel_shows_information_and_capacity(open_figure):
    grid = [(f, p) for f in (0, 0.11, 0.5, 0.9, 1) for p in (0, 0.3, 0.5, 1)]
    figure = open_figure(explore_channel(0.2))
    shown = moved(figure, [{"f": f, "p": p} for f, p in grid])
    for (f, p), found in zip(grid, shown, strict=True):
        channel = binary_symmetric_channel(f)
        p_xy = np.array([[1 - p], [p]]) * channel
        assert_close(
            found,
            i=mutual_information(p_xy, base=2),
            noise=binary_entropy(f, base=2),
            h_y=entropy(p_xy.sum(axis=0), base=2),
            c=channel_capacity(channel, base=2).capacity,
            y1=p_xy[:, 1].sum(),
        )


def test_gaussian_information_grows_with_the_correlation(open_figure):
    grid = [-0.99, -0.5, 0, 0.01, 0.8, 0.99]
    figure = open_figure(explore_mutual_information(0.3))
    shown = moved(figure, [{"rho": rho} for rho in grid])
    for rho, found in zip(grid, shown, strict=True):
        bits = gaussian_mutual_information([[1, rho], [rho, 1]], 1, base=2)
        assert_close(found, i=bits, ratio=2**bits, sd=2**-bits)


def test_tilt_shows_the_gibbs_policy_and_its_value(open_figure):
    reference, reward = np.array([0.5, 0.3, 0.2, 0]), np.array([-1, 0.5, 2, 9])
    figure = open_figure(explore_tilt(reference, reward))
    grid = [-2, -1, -0.3, 0, 0.5, 2]
    shown = moved(figure, [{"beta": x} for x in grid])
    for x, found in zip(grid, shown, strict=True):
        policy = gibbs_policy(reference, reward, 10**x)
        assert_close(
            found,
            beta=10**x,
            mean=policy @ reward,
            kl=kl_divergence(policy, reference),
            value=gibbs_value(reference, reward, 10**x),
            **{f"p{i}": p for i, p in enumerate(policy)},
        )


def test_pressure_shows_what_the_policy_earns_in_both_rewards(open_figure):
    reference, proxy, gold = np.array([[0.5, 0.3, 0.2], [-1, 0.5, 2], [0, 1, -2]])
    figure = open_figure(explore_pressure(reference, proxy, gold))
    grid = [-2, -0.3, 0, 0.5, 2]
    shown = moved(figure, [{"beta": x} for x in grid])
    for x, found in zip(grid, shown, strict=True):
        policy = gibbs_policy(reference, proxy, 10**x)
        assert_close(
            found,
            beta=10**x,
            proxy=policy @ proxy,
            gold=policy @ gold,
            kl=kl_divergence(policy, reference),
            **{f"p{i}": p for i, p in enumerate(policy)},
        )


def test_divergences_of_the_fit_are_integrals(open_figure):
    mixture = np.array([0.65, 0.35]), np.array([-2, 2.5]), np.array([0.8, 0.6])
    figure = open_figure(explore_kl_fit(*mixture))
    grid = [(-4, 0.5), (-2, 0.8), (0, 2), (3, 0.2), (2.5, 4)]
    shown = moved(figure, [{"mean": m, "std": s} for m, s in grid])
    for (mean, std), found in zip(grid, shown, strict=True):
        assert_close(found, mean=mean, std=std, **_divergences(mean, std, mixture))


def test_divergences_of_one_component_have_their_closed_form(open_figure):
    figure = open_figure(explore_kl_fit([1], [1], [0.5]))
    [shown] = moved(figure, [{"mean": 0.5, "std": 1}])
    assert_close(
        shown,
        forward=gaussian_kl_divergence([1], [[0.25]], [0.5], [[1]]),
        reverse=gaussian_kl_divergence([0.5], [[1]], [1], [[0.25]]),
    )


def test_no_slider_beats_the_best_fits(open_figure):
    figure = open_figure(FIGURES["kl_fit"]())
    moves = [{"mean": m, "std": s} for m in range(-4, 4) for s in (0.5, 1, 2, 3)]
    for spread in (0.5, 1):
        shown = moved(figure, [move | {"spread": spread} for move in moves])
        for name in ("forward", "reverse"):
            figure.get_by_role("button", name=f"Best {name}").click()
            [best] = moved(figure, [{}])
            assert best[name] <= min(found[name] for found in shown)


@pytest.mark.parametrize("n_bins", [1, 7, 10])
def test_temperature_shows_loss_and_calibration(open_figure, n_bins):
    z, labels = logits()
    figure = open_figure(explore_temperature(z, labels, n_bins=n_bins))
    grid = [-1, -0.4, 0, 0.35, 1]
    shown = moved(figure, [{"t": x} for x in grid])
    for x, found in zip(grid, shown, strict=True):
        scaled = z / 10**x
        probs = np.exp(scaled) / np.exp(scaled).sum(axis=1, keepdims=True)
        assert_close(
            found,
            t=10**x,
            loss=softmax_cross_entropy(scaled, labels).mean(),
            ece=expected_calibration_error(probs, labels, n_bins=n_bins),
            chance=_chance(probs.max(axis=1), n_bins),
            confidence=probs.max(axis=1).mean(),
            accuracy=(z.argmax(axis=1) == labels).mean(),
        )


@pytest.mark.parametrize("groups", [1, 2, 4, 8])
def test_parts_add_up_to_the_loss(open_figure, groups):
    p = np.array([0.05, 0.1, 0.2, 0.35, 0.6, 0.75, 0.9, 0.95])
    figure = open_figure(FIGURES["loss_parts"]())
    grid = [-2, -1, 0, 2]
    shown = moved(figure, [{"groups": np.log2(groups), "t": x} for x in grid])
    c = np.repeat(p.reshape(groups, -1).mean(axis=1), 8 // groups)
    for x, found in zip(grid, shown, strict=True):
        q = 1 / (1 + (1 / c - 1) ** (2.0**-x))
        both = [np.stack([s, 1 - s], axis=1) for s in (p, c, q)]
        assert_close(
            found,
            noise=entropy(both[0]).mean(),
            lost=entropy(both[1]).mean() - entropy(both[0]).mean(),
            miscalibration=kl_divergence(both[1], both[2]).mean(),
            loss=cross_entropy(both[0], both[2]).mean(),
        )


def test_least_loss_is_at_its_button(open_figure):
    figure = open_figure(explore_temperature(*logits()))
    shown = moved(figure, [{"t": x / 20} for x in range(-20, 21)])
    figure.get_by_role("button", name="Least loss").click()
    [best] = moved(figure, [{}])
    assert best["loss"] <= min(found["loss"] for found in shown)


INK = """async figure => {
    const root = figure.shadowRoot;
    const window_ = root.querySelector("[data-m=window]").cloneNode(true);
    window_.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    window_.setAttribute("width", 90);
    window_.setAttribute("height", 90);
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(window_.outerHTML);
    await image.decode();
    const context = new OffscreenCanvas(90, 90).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(40, 40, 1, 1).data[3];
}"""


def test_tile_at_the_cursor_is_the_image_of_its_place(open_figure):
    pictures = images()
    figure = open_figure(explore_latent(pictures, z1=[-1, 0, 1], z2=[3, 2, 1, 0]))
    for row, column in [(0, 0), (3, 2), (1, 2), (2, 0)]:
        [shown] = moved(figure, [{"row": 3 - row, "column": column}])
        assert_close(shown, z1=column - 1, z2=3 - row)
        ink = figure.evaluate(INK)
        assert ink == pytest.approx(pictures[row, column, 0, 0], abs=3)


def test_latent_plane_can_be_clicked(open_figure):
    figure = open_figure(explore_latent(images()))
    plane = figure.locator("svg[role=img]").filter(visible=True).first
    box = plane.bounding_box()
    assert box["width"] == pytest.approx(box["height"], abs=0.1)
    plane.click(position={"x": box["width"] - 3, "y": 3})
    [shown] = moved(figure, [{}])
    assert_close(shown, z1=2, z2=2)


def test_water_filling_leaves_the_error_of_each_level(open_figure):
    variances = np.array([16, 9, 4, 4, 1, 0.5])
    depths = [-1, 0.5, 2, 3.2]
    figure = open_figure(explore_water_filling(variances, 3))
    for depth, shown in zip(
        depths, moved(figure, [{"depth": d} for d in depths]), strict=True
    ):
        level = 2.0**depth
        over = variances[variances > level]
        assert_close(
            shown,
            level=level,
            live=len(over),
            rate=np.log2(over / level).sum() / 2,
            error=np.minimum(variances, level).sum(),
        )


def test_bottleneck_shows_what_its_encoder_keeps_and_tells(open_figure):
    figure = FIGURES["bottleneck"]()
    encoders = figure.data["encoders"]
    betas = figure.data["betas"]
    shown = moved(open_figure(figure), [{"beta": k} for k in range(len(betas))])
    for beta, encoder, found in zip(betas, encoders, shown, strict=True):
        p_tx = np.array(encoder).T * P_XY.sum(axis=1)
        p_tx /= p_tx.sum()
        p_ty = np.array(encoder).T @ P_XY
        p_ty /= p_ty.sum()
        assert found["i_tx"] == pytest.approx(
            mutual_information(p_tx, base=2), abs=5e-3
        )
        assert found["i_ty"] == pytest.approx(
            mutual_information(p_ty, base=2), abs=5e-3
        )
        assert_close(found, beta=beta)
    assert [found["clusters"] for found in shown] == [
        "1 cluster",
        "1 cluster",
        "2 clusters",
        "2 clusters",
        "4 clusters",
    ]


def test_all_figures_live_on_one_page(open_figures):
    figures = [make() for make in FIGURES.values()]
    tab = open_figures(*figures, width=390)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.complaints == []
    for figure in figures:
        assert tab.locator(figure.tag).get_by_role("status").text_content()


def test_figure_that_is_put_into_a_page_later_comes_to_life(open_figures):
    tab = open_figures(explore_coin(0.5))
    source = explore_coin(0.25)._repr_html_()
    tab.evaluate("source => document.querySelector('main').innerHTML = source", source)
    [shown] = moved(tab.locator("explore-coin"), [{"p": 0.5}])
    assert_close(shown, h=1)
