"""The core of the guide as one HTML file: no script, no other file, so that a phone opens it from its own storage."""

from __future__ import annotations

from pathlib import Path

from guide.release.book import Book, one_document
from guide.release.forms import filled, style
from guide.site.csp import with_policy

# the four wishes, the plan, the steps, staying safe, the questions
CORE = ("plan", "steps/", "start/alternatives", "start/closing-vs-deleting", "retention/index", "stay-safe/", "faq")


def write_single(book: Book, target: Path) -> None:
    """Write a book as one file; it must have been made with the addresses of one_document()."""
    html = filled("book.html", book, one_document(), style=style("style", "screen"))
    target.write_text(with_policy(html) + "\n", "utf-8", newline="\n")
