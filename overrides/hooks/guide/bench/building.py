"""What a build costs in time and memory, how both grow with the pages, and what plain Material takes for the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.locales import CODES, LOCALES

NAV_PAGE = re.compile(r"([\w-]+)\.md$", re.MULTILINE)  # a page's name in the navigation
READ = ("mkdocs.yml", "docs", "overrides", "version.txt")  # what a build reads
TEXTS = "GUIDE_TEXTS"  # the folder where a build leaves the text of its pages, as Markdown is to read it
MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024  # the system counts memory in these


@dataclass(frozen=True)
class Cost:
    """What a build took."""

    pages: int
    seconds: float  # of the processor: what else the machine does counts little
    megabytes: float  # the most at one time
    elapsed: float  # seconds by the clock: less where a second processor is free

    @property
    def each(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / max(1, self.pages)


def cost_of(folder: Path, target: Path, *options: str, **settings: str) -> Cost:
    """Build the project in `folder` into `target`; RuntimeError with what was said where it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target), *options]
    log = target.with_suffix(".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as said:
        begun = time.monotonic()
        child = subprocess.Popen(command, cwd=folder, env=clean(os.environ, settings), stdout=said, stderr=said)
        _, code, used = os.wait4(child.pid, 0)
        elapsed = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(code)
    if child.returncode:
        raise RuntimeError(log.read_text("utf-8")[-2000:])
    pages = len([path for path in target.rglob("*.html") if path.relative_to(target).parts[0] != "go"])
    return Cost(pages, used.ru_utime + used.ru_stime, used.ru_maxrss / MEGABYTE, elapsed)


def clean(environment: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """Return `environment` without settings of the guide but these, so that every measure is of the same site."""
    kept = {name: value for name, value in environment.items() if not name.startswith("GUIDE_")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **settings}


# More pages ------------------------------------------------------------------------------------------------------


def grown(root: Path, target: Path, factor: int, pages: int) -> Path:
    """Copy what a build reads to `target`, with so many copies of written pages as make `factor` times the `pages`.

    `pages` is the number of all pages of a language, drawn ones included.
    """
    target.mkdir(parents=True)
    for name in READ:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, target / name)
    written = [path for code in CODES for path in sorted((target / "docs" / code).rglob("*.md"))]
    settings = target / "mkdocs.yml"
    before, mark, nav = settings.read_text("utf-8").partition("\nnav:\n")
    parts = [before, mark, nav]
    for number in range(round((factor - 1) * pages * len(CODES) / len(written))):
        for path in written:
            shutil.copy(path, path.with_stem(f"{path.stem}-copy-{number}"))
        inside = textwrap.indent(NAV_PAGE.sub(rf"\1-copy-{number}.md", nav), "    ")
        parts.append(f"  - Copy {number}:\n{inside}")
    settings.write_text("".join(parts), "utf-8")
    return target


# Plain Material --------------------------------------------------------------------------------------------------

PLAIN = """site_name: The same text
site_url: ""
use_directory_urls: false
theme: {{name: material, language: zh, font: false, features: {features}}}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages: [{languages}]
markdown_extensions: {extensions}
"""
FEATURES = re.compile(r"^    - ((?:content|navigation)\.[\w.]+)", re.MULTILINE)
EXTENSIONS = """
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - toc: {permalink: "#", toc_depth: 3}
  - pymdownx.details
  - pymdownx.superfences"""


def keep_text(name: str, markdown: str) -> None:
    """Leave the text of a page, macros done, in the folder that a measure asks for; without one, do nothing."""
    if folder := os.environ.get(TEXTS):
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown, "utf-8")


def plain_project(texts: Path, settings: str, target: Path) -> Path:
    """Write a bare project with the same text, theme and extensions, without anything of the guide."""
    shutil.copytree(texts, target / "docs")
    languages = ", ".join(
        f"{{locale: {code}, name: {locale.name}{', default: true' if not locale.root else ''}}}"
        for code, locale in LOCALES.items()
    )
    features = ", ".join(FEATURES.findall(settings))
    text = PLAIN.format(features=f"[{features}]", languages=languages, extensions=EXTENSIONS)
    (target / "mkdocs.yml").write_text(text, "utf-8")
    return target
