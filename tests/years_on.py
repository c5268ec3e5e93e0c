"""What maintainers make of the guide over the years, done to a copy: a new page, exchange and place, a value that
changes, a page that gets a new name, a section that leaves it, an answer that is retired. One copy has it all, so that
it is built once for the tests of each.
"""

from __future__ import annotations

import re
from pathlib import Path

import newcomer
import yaml

from guide.checks.confirmed import confirm
from guide.locales import DEFAULT

TRIAL = """---
title: Trial
description: Trial of a page that moves.
---

# Trial {: #top }

<div class="guide-answer" markdown>

A trial.

</div>

## Stays {: #stays }

It stays.

## Leaves {: #leaves }

It leaves.
"""
LATER = "2031-01-01"


def years_on(root: Path) -> None:
    """Change the copy of the guide in `root` as its maintainers would."""
    docs = root / "docs"
    confirm(
        docs, [path.relative_to(docs / DEFAULT).as_posix() for path in (docs / DEFAULT).rglob("*.md")]
    )  # test_pairs.py asks that
    publish_trial(root)
    rename_trial(root)
    add(root / "docs/data/moved.yml", {"from": "about/index.md#gone", "to": "faq.md#q-dust", "day": LATER})
    germany = root / "docs/data/places/de.yml"
    replace(germany, "years: 5\n", "years: 13\n")
    text = germany.read_text("utf-8")
    germany.write_text(re.sub(r"checked: \S+", f"checked: {newcomer.TODAY}", text, count=1), "utf-8")  # and read again
    newcomer.begin_all(root)
    newcomer.finish(root, "about/renamed")


def write_pages(root: Path, name: str, text: str) -> None:
    """Write a trial page in both languages."""
    for locale, title in (("zh", "试验"), ("en", "Trial")):
        (root / f"docs/{locale}/about/{name}.md").write_text(text.replace("Trial", title), "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def add(path: Path, entry: dict) -> None:
    """Add an entry to a file that is a list; days stand without quotation marks there."""
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False)
    text = re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n" + text, "utf-8")


def publish_trial(root: Path) -> None:
    """Add a page and two answers on it."""
    write_pages(root, "trial", TRIAL)
    for anchor in ("stays", "leaves"):
        entry = {
            "id": f"trial-{anchor}",
            "topic": "guide",
            "page": "about/trial.md",
            "anchor": anchor,
            "question": {"zh": f"试验吗？ trial-{anchor}", "en": f"A trial? trial-{anchor}"},
            "answer": {"zh": "是的，只是试验。", "en": "Yes, a mere trial."},
            "since": "2026-11-23",
            "checked": "2026-11-23",
        }
        add(root / "docs/data/links.yml", entry)


def rename_trial(root: Path) -> None:
    """Give the page another name, take a section and its answer from it."""
    for locale in ("zh", "en"):
        (root / f"docs/{locale}/about/trial.md").unlink()
    write_pages(root, "renamed", TRIAL.split("## Leaves")[0])
    moved = root / "docs/data/moved.yml"
    add(moved, {"from": "about/trial.md", "to": "about/renamed.md", "day": LATER})
    add(moved, {"from": "about/trial.md#leaves", "to": "about/index.md#corrections", "day": LATER})
    links = root / "docs/data/links.yml"
    replace(links, "page: about/trial.md\n  anchor: stays", "page: about/renamed.md\n  anchor: stays")
    retired = f"  status: retired\n  retired: {LATER}\n  reason: {{zh: 试验结束了。, en: The trial is over.}}\n"
    assert links.read_text("utf-8").endswith("checked: 2026-11-23\n")
    links.write_text(links.read_text("utf-8") + retired, "utf-8")
    replace(root / "mkdocs.yml", "      - about/sources.md\n", "      - about/sources.md\n      - about/renamed.md\n")
