"""Find a browser for the tests, get one, or say in one sentence what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MISSING = "The tests open the guide in a real browser: install Chromium or Google Chrome, then run them again."


def installed() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None) or next((str(path) for path in PLACES if path.exists()), None)


def downloaded() -> bool:
    """Try the browser tool's own download; return whether it worked."""
    return succeeds(sys.executable, "-m", "playwright", "install", "chromium-headless-shell", timeout=240)


def from_debian() -> str | None:
    """As root on Debian, install its Chromium package; return the path, or None."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    succeeds("apt-get", "update", timeout=300)
    # the shell is the same browser without windows: it opens a page in half the time
    for package in ("chromium-headless-shell", "chromium"):
        if succeeds("apt-get", "install", "--yes", "--no-install-recommends", package, "fonts-noto-cjk", timeout=900):
            break
    return installed()


def succeeds(*command: str, timeout: int) -> bool:
    """Run `command` quietly for at most `timeout` seconds; return whether it ended well."""
    try:
        return subprocess.run(command, capture_output=True, timeout=timeout, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def options(*more: str) -> dict:
    """Return how to launch the browser, with `more` switches; RuntimeError with one clear sentence where there is none."""
    path = installed()
    if path is None and not downloaded():
        path = from_debian()
        if path is None:
            raise RuntimeError(MISSING)
    return {"args": [*QUIET, *more], **({"executable_path": path} if path else {})}
