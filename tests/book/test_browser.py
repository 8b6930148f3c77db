"""The browser that the tests bring where the system has none."""

import subprocess
from pathlib import Path

import pytest

from tools import browser


@pytest.fixture
def unpacked(monkeypatch, tmp_path):
    """Where the browser would be unpacked to: an empty folder."""
    monkeypatch.setattr(browser, "UNPACKED", tmp_path / "unpacked")
    return tmp_path / "unpacked"


def test_browser_on_the_path_comes_first(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", {"google-chrome": "/opt/chrome"}.get)
    assert browser._found() == {"executable_path": "/opt/chrome"}


def test_whoever_unpacks_second_leaves_what_the_first_unpacked(monkeypatch, unpacked):
    def node(args, env, **options):
        Path(env["TMPDIR"], "chromium").write_text("second")
        unpacked.mkdir()
        (unpacked / "chromium").write_text("first")

    monkeypatch.setattr(browser, "node", node)
    browser._unpack()
    assert (unpacked / "chromium").read_text() == "first"
    assert list(unpacked.parent.iterdir()) == [unpacked]


def test_unpacking_that_fails_leaves_nothing_behind(monkeypatch, unpacked):
    def node(args, env, **options):
        Path(env["TMPDIR"], "chromium").write_text("half")
        raise subprocess.CalledProcessError(1, "node")

    monkeypatch.setattr(browser, "node", node)
    with pytest.raises(subprocess.CalledProcessError):
        browser._unpack()
    assert list(unpacked.parent.iterdir()) == []


def test_without_any_browser_the_tests_fail_and_say_why(monkeypatch, tmp_path):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "PACKAGE", tmp_path / "missing")
    failed = subprocess.CompletedProcess("playwright", 1)
    monkeypatch.setattr(browser.subprocess, "run", lambda *args, **options: failed)
    with pytest.raises(browser.NoBrowserError, match="There is no Chromium"):
        browser._found()
