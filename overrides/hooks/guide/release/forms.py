"""Templates of the forms to take along, filled in."""

from __future__ import annotations

from typing import Any

from guide.release.book import PROOFS, Book, Form
from guide.render.templates import templates


def filled(name: str, book: Book, form: Form, **values: Any) -> str:
    """Return a template of overrides/partials/release filled in for a book."""
    template = templates().get_template(f"release/{name}")
    return template.render(book=book, place=form.place, named=form.named, proofs=PROOFS, **values).strip()


def style(*names: str) -> str:
    """Return style sheets of overrides/partials/release, joined."""
    return "".join(templates().get_template(f"release/{name}.html").render() for name in names)
