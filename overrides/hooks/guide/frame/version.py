"""Which version of the text a site is built from: the commit and its day."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[4]
EXPORTED = "version.txt"  # `git archive` writes the commit and its day into it, see .gitattributes
DIGITS = 10  # of the commit, whatever a machine's settings say
WATCHED = ("docs", "overrides", "mkdocs.yml")  # what a page is made from
UNKNOWN = "unknown"


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of the folder this program stands in."""
    return version_of(ROOT)


def version_of(root: Path) -> str:
    """Return `COMMIT DAY`, the commit with "+changes" where files differ from it; "unknown" where nobody can tell."""
    if (root / ".git").exists():  # a folder inside somebody else's repository is not that repository
        commit, _, day = git(root, "log", "-1", "--format=%H %cs").partition(" ")
        changes = "+changes" if git(root, "status", "--porcelain", "--", *WATCHED) else ""
        return f"{commit[:DIGITS]}{changes} {day}" if day else UNKNOWN
    exported = (root / EXPORTED).read_text("utf-8").strip() if (root / EXPORTED).exists() else "$"
    commit, _, day = exported.partition(" ")
    return UNKNOWN if "$" in exported else f"{commit[:DIGITS]} {day}"


def git(root: Path, *words: str) -> str:
    """Return what a git command prints; nothing where it fails or there is no git."""
    try:
        found = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()
