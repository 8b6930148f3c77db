"""The reference of infolib is whole, and leads to the chapters and back."""

import inspect
import re

import infolib
from tests.book.conftest import SITE


def test_every_public_name_has_its_entry():
    page = (SITE / "reference" / "infolib.html").read_text(encoding="utf-8")
    entries = re.findall(r'<dt class="[^"]*" id="infolib\.(\w+)"', page)
    assert sorted(entries) == sorted(infolib.__all__)


def test_a_function_and_its_section_lead_to_each_other():
    reference = (SITE / "reference" / "infolib.html").read_text(encoding="utf-8")
    chapter = (SITE / "chapters" / "entropy.html").read_text(encoding="utf-8")
    assert re.search(
        r'Explained in: <a[^>]*href="\.\./chapters/entropy\.html#', reference
    )
    assert 'href="../reference/infolib.html#infolib.entropy"' in chapter


def test_every_function_shows_formula_units_source_and_example():
    functions = [name for name in infolib.__all__ if name.islower()]
    for name in functions:
        text = getattr(infolib, name).__doc__
        parts = ["Returns", "References", "Examples", ">>> "]
        if inspect.signature(getattr(infolib, name)).parameters:
            parts.append("Parameters")
        for part in parts:
            assert part in text, f"{name} has no {part}"
