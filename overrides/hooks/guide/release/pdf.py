"""The guide as a PDF: set by WeasyPrint, with bookmarks, tags, page numbers in the contents and subset fonts."""

from __future__ import annotations

from pathlib import Path

from guide.release.book import Book, one_document
from guide.release.forms import filled, style

MISSING = (
    "A PDF needs the program library Pango and fonts for Chinese; on Debian: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
)


def write_pdf(book: Book, target: Path) -> None:
    """Write a book as PDF; RuntimeError says what to install where the setter lacks its libraries."""
    try:
        from weasyprint import HTML  # takes a second, and libraries that only a release needs
    except OSError as error:
        raise RuntimeError(MISSING) from error
    html = filled("book.html", book, one_document(), style=style("style", "paper"))
    HTML(string=html).write_pdf(target, pdf_variant="pdf/ua-1", custom_metadata=False)
