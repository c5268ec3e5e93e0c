"""The site as it stands once all pages are built, for what is made after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from guide.data import Guide
from guide.host import NOBODY, Host


@dataclass(frozen=True)
class BuiltSite:
    """The folder of the site, the folder of its pages' sources, its data, its address (empty: none), its host."""

    folder: Path
    docs: Path
    guide: Guide
    home: str
    host: Host = NOBODY
    texts: dict[Path, str] = field(default_factory=dict, compare=False, repr=False)

    def text(self, page: Path) -> str:
        """Return the HTML of a page as MkDocs wrote it, read once for search and for styles."""
        if page not in self.texts:
            self.texts[page] = page.read_text("utf-8")
        return self.texts[page]


def read_pages(site: BuiltSite) -> None:
    """Read all pages, before one of them is written anew."""
    for page in site.folder.rglob("*.html"):
        site.text(page)
