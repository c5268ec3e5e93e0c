"""The guide as EPUB 3: a file a chapter, the proof in files of a hundred entries, contents, cover."""

from __future__ import annotations

import uuid
from pathlib import Path

from guide.release.book import PROOFS, Book, Form
from guide.release.forms import filled, style
from guide.release.packed import write_zip

MIMETYPE = ("mimetype", b"application/epub+zip")
ENTRIES = 100  # of the proof in one file: e-readers open a file as a whole
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "exchange-exit-guide.invalid")


def file_of(name: str, anchor: str = "") -> str:
    """Return the file that holds a chapter, or the entry of the proof that `anchor` (such as n12) names."""
    if name != PROOFS:
        return name.replace("/", ".") + ".xhtml"
    return f"{PROOFS}-{(int(anchor[1:]) - 1) // ENTRIES + 1 if anchor else 1}.xhtml"


FORM = Form(
    place=lambda name, anchor: file_of(name, anchor) + (f"#{anchor}" if anchor else ""),
    named=lambda name, anchor: anchor,
)


def write_epub(book: Book, cover: bytes, target: Path) -> None:
    """Write a book as EPUB; it must have been made with the addresses of FORM."""
    pages = {"front.xhtml": page(book, "front", book.label("guide-name"))}
    for chapter in book.chapters:
        pages[file_of(chapter.name)] = page(book, "chapter", chapter.title, chapter=chapter)
    for start in range(0, len(book.proofs), ENTRIES):
        entries = book.proofs[start : start + ENTRIES]
        title = f"{book.label('release-proofs')} {entries[0].number}–{entries[-1].number}"
        pages[file_of(PROOFS, entries[0].first)] = page(book, PROOFS, title, entries=entries, how=not start)
    files = [(name, "<svg" in text) for name, text in pages.items()]
    identifier = uuid.uuid5(NAMESPACE, book.language).urn
    made = {
        "META-INF/container.xml": filled("epub/container.html", book, FORM),
        "EPUB/package.opf": filled("epub/package.html", book, FORM, files=files, identifier=identifier),
        "EPUB/nav.xhtml": page(book, "nav", book.label("release-contents")),
        "EPUB/style.css": style("style"),
        **{f"EPUB/{name}": text for name, text in pages.items()},
    }
    write_zip(target, [*((name, text.encode()) for name, text in made.items()), ("EPUB/cover.png", cover)], MIMETYPE)


def page(book: Book, kind: str, title: str, **values: object) -> str:
    """Return one file of the EPUB."""
    return filled("epub/page.html", book, FORM, kind=kind, title=title, **values)
