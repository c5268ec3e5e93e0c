"""Lighthouse's four marks, where Node and Lighthouse are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WAIT = 180  # seconds a page may take


def lighthouse() -> str | None:
    """Return the program: LIGHTHOUSE, or one on the path; None without it or without Node."""
    return (os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")) if shutil.which("node") else None


def marks(program: str, address: str, browser: str | None) -> dict[str, float]:
    """Return the marks of a page (0 to 100), its largest paint and blocking time (ms) and its layout shift (× 1000)."""
    command = [program, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    flags = "--chrome-flags=--headless=new --no-sandbox"
    environment = {**os.environ, **({"CHROME_PATH": browser} if browser else {})}
    done = subprocess.run([*command, flags], capture_output=True, text=True, timeout=WAIT, env=environment, check=True)
    return read(json.loads(done.stdout))


def read(report: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    """Return what counts of a report."""
    found = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    audits = report["audits"]
    return {
        **found,
        "LCP": round(audits["largest-contentful-paint"]["numericValue"]),
        "TBT": round(audits["total-blocking-time"]["numericValue"]),
        "CLS": round(1000 * audits["cumulative-layout-shift"]["numericValue"]),
    }
