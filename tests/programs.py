"""Programs the long tests check downloads with: found, or installed as root on Debian, else a sentence that says what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = {"java": "epubcheck", "zimcheck": "zim-tools", "minisign": "minisign", "unshare": "util-linux"}
EPUBCHECK = "/usr/share/java/epubcheck.jar"


def program(name: str, file: str = "") -> str:
    """Return the path of a program, installed if need be with `file` beside it; RuntimeError where there is none."""
    if shutil.which(name) and (not file or Path(file).exists()):
        return shutil.which(name)
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGES[name]]):
            subprocess.run(["apt-get", "-o", "DPkg::Lock::Timeout=300", *command], capture_output=True, check=False)
    path = shutil.which(name)
    if not path or (file and not Path(file).exists()):
        raise RuntimeError(f"the long tests need {name}: install the package {PACKAGES[name]}")
    return path


def run(*command: str, **options) -> subprocess.CompletedProcess:
    """Run a command, return what it printed and its exit code."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
