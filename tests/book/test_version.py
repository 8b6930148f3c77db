"""The version is said in infolib/__init__.py; what repeats it agrees."""

import tomllib

import yaml

import infolib
from tests.book.conftest import ROOT


def test_citation_has_the_version_of_the_library():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == infolib.__version__


def test_the_books_package_has_the_version_of_the_library():
    project = tomllib.loads((ROOT / "infobook/pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == infolib.__version__
