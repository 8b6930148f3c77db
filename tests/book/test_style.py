"""Linter and formatter, on everything; the type checker, on infolib and who uses it."""

import subprocess
import sys

import pytest

from tests.book.conftest import ROOT

COMMANDS = {
    "linter": ["check", "--no-cache"],
    "formatter": ["format", "--check", "--no-cache"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_code_passes_the(name):
    command = [sys.executable, "-m", "ruff", *COMMANDS[name], "."]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run make format\n{run.stdout}{run.stderr}"


def test_types_hold():
    command = [sys.executable, "-m", "mypy"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stdout}{run.stderr}"
