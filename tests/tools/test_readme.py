"""The README shows what the chapters compute now."""

import re

from tools.readme import FIGURE, NUMBER, README, figure, with_numbers


def test_numbers_are_those_of_the_chapters():
    text = README.read_text(encoding="utf-8")
    assert len(NUMBER.findall(text)) >= 4
    assert with_numbers(text) == text, "run python -m tools.readme"


def test_the_picture_is_the_chapters_figure():
    assert FIGURE.read_text(encoding="utf-8") == figure("entropy", "fig-floor")


def test_figures_about_peers_are_those_of_the_benchmarks():
    table = README.read_text("utf-8").split("| the question |")[1].split("\n\n")[0]
    measured = README.with_name("reference") / "benchmarks.md"
    found = re.findall(r"`[\w.]+`: ([\d.e-]+) \|", table)
    assert len(found) == 3
    assert all(number in measured.read_text(encoding="utf-8") for number in found)
