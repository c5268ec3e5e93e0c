"""The list of forms to take along, on the page take-it-along: the zip, until a release makes the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guide.data import Guide
from guide.locales import CODES, own_first
from guide.render.citations import PageContext
from guide.render.registry import macro
from guide.render.templates import templates

PAGE = "take-it-along.md"
NAME = "exchange-exit-guide"
FORMS = {"zip": ".zip", "pdf": ".pdf", "epub": ".epub", "zim": ".zim", "html": ".html"}  # and the ending of its files
OF_BOTH = ("zip", "zim")  # forms that hold every language
LIST = re.compile(r'<ul class="guide-downloads">.*?</ul>', re.DOTALL)


@dataclass(frozen=True)
class Download:
    """A file to take along; `locale` empty: it holds every language; `size` empty: not known yet."""

    form: str
    locale: str = ""
    size: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{NAME}{f'-{self.locale}' if self.locale else ''}{FORMS[self.form]}"


def all_downloads() -> list[Download]:
    """Return every file a release makes, those of both languages first in each form."""
    return [Download(form, code) for form in FORMS for code in ([""] if form in OF_BOTH else CODES)]


def download_list(guide: Guide, locale: str, top: str, files: Sequence[Download]) -> str:
    """Return the list of `files` as HTML, for a page from which `top` leads to the site's root.

    The files in the page's own language stand before those in another.
    """
    order = ["", *own_first(locale)]
    forms = list(FORMS)
    ranked = sorted(files, key=lambda file: (forms.index(file.form), order.index(file.locale)))
    html = (
        templates()
        .get_template("pages/downloads.html")
        .render(files=ranked, top=top, label=lambda name: guide.labels[name][locale])
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def with_downloads(html: str, guide: Guide, locale: str, top: str, files: Sequence[Download]) -> str:
    """Return a built page's `html` with the list of `files` in the place of the one it has; ValueError without one."""
    if not LIST.search(html):
        raise ValueError("the page has no list of downloads to fill in")
    return LIST.sub(lambda _: download_list(guide, locale, top, files), html)


@macro
def downloads(context: PageContext) -> str:
    """Return the list of what the build itself makes."""
    return download_list(context.guide, context.locale, context.top, [Download("zip")])
