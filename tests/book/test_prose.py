"""Prose, captions and alt texts quote what a cell computed, and type no result.

A number that is given (an input, a definition, somebody's published value) stands in
mathematics or code; one that was found is glued and quoted.
"""

import re

import nbformat
import pytest

from tests.book.conftest import ROOT

# Chapters whose prose still types numbers; each that is mended leaves the list.
TYPING = {
    "estimating_mutual_information",
    "maximum_entropy_rl",
}
NOT_PROSE = re.compile(
    r"^(`{3,})(?:python|\{code-block\}|\{math\}).*?^\1$"  # blocks of code and formulas
    r"|\$\$.*?\$\$|\$[^$]*\$"
    r"|\{[\w:-]+\}`[^`]*`|`[^`]*`"
    r"|\]\([^)]*\)|^:\w+:.*?$",
    re.DOTALL | re.MULTILINE,
)
RESULT = re.compile(
    r"(?<![\w.§])\d+\.\d+(?!\.?\w)|\b\d+ ?%|\b\d[\d,]* times\b|\bfactor of (?:\w+)"
)
NOTEBOOKS = sorted(ROOT.glob("chapters/*.ipynb"))


def typed_results(text):
    return RESULT.findall(NOT_PROSE.sub(" ", text))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xfail(path.stem in TYPING, reason="typed"))
        for path in NOTEBOOKS
    ],
    ids=[path.stem for path in NOTEBOOKS],
)
def test_prose_types_no_result(path):
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            found += typed_results(cell.source)
        shown = cell.metadata.get("mystnb", {})
        for text in (
            shown.get("image", {}).get("alt"),
            shown.get("figure", {}).get("caption"),
        ):
            found += typed_results(text or "")
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It measures 0.940 nats.", ["0.940"]),
        ("It measures {eval}`glue.oracle` nats.", []),
        ("A coin with $p = 0.9$, or `p=0.9`.", []),
        ("wrong 20 % of the time, 20% wrong", ["20 %", "20%"]),
        ("ten thousand times, 2,200 times faster", ["2,200 times"]),
        ("by a factor of three", ["factor of three"]),
        ("```python\nanswer = 0.5\n```", []),
        ("[MIT](https://x.org/1.5/2.5) and section 2.1.3", []),
    ],
)
def test_typed_results_are_told_from_given_numbers(text, found):
    assert typed_results(text) == found
