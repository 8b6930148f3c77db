"""A term of the glossary that a chapter defines, in bold, is not used before that.

The opening, which asks the chapter's question, may name it. Where another chapter
defines a term, its first mention links to the glossary (see _ext/glossary_terms.py).
"""

import re

import nbformat
import pytest

from tests.book.conftest import ROOT
from tests.book.test_prose import NOT_PROSE, NOTEBOOKS, TYPING

GLOSSARY = (ROOT / "reference" / "glossary.md").read_text()
TERMS = [
    line
    for line in re.search(r"```\{glossary\}\n(.*?)```", GLOSSARY, re.DOTALL)[1].split(
        "\n"
    )
    if line and not line.startswith(" ")
]


def used_before_defined(text):
    """Return the terms that a chapter's text uses ahead of setting them in bold."""
    text = re.sub(r"^#+ .*$", " ", NOT_PROSE.sub(" ", text), flags=re.MULTILINE)
    return [
        term
        for term in TERMS
        if (defined := re.search(rf"\*\*{term}s?\*\*", text, re.IGNORECASE))
        and re.search(
            rf"(?<![\w-]){term}s?(?![\w-])", text[: defined.start()], re.IGNORECASE
        )
    ]


@pytest.mark.parametrize(
    "path",
    [path for path in NOTEBOOKS if path.stem not in TYPING],
    ids=lambda path: path.stem,
)
def test_terms_are_explained_before_they_are_used(path):
    cells = nbformat.read(path, as_version=4).cells[1:]
    prose = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert used_before_defined(prose) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A **bit** is a half. Two bits are more.", []),
        ("Two bits are more. A **bit** is a half.", ["bit"]),
        ("## Bits and `bit`\n\nA **bit** is a half.", []),
        ("Two bits are more.", []),
    ],
)
def test_early_uses_are_told_from_definitions(text, found):
    assert used_before_defined(text) == found
