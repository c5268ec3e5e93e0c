"""What `serve` keeps from one build to the next, so that a change shows within seconds.

A page whose own text is as it was isn't made again while the data, the templates and the code stand. After a change in
these, the pages somebody looks at are made again first; any other once it is asked for. A strict build knows nothing of
all this: it makes every page, and checks everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.data import Guide
from guide.render.proof_pages import FOLDER
from guide.site.assets import write_draft_assets
from guide.site.built import BuiltSite
from guide.site.go_pages import write_permalinks
from guide.site.plan_data import write_plan_data
from guide.site.search import write_indexes
from guide.site.suffixes import write_suffixes
from guide.text.front_matter import front_of

LOOKED_AT = 6  # pages made again first
STUB = '<div data-draft="same"></div>'
ONCE = (write_indexes, write_suffixes)  # search finds what was there when `serve` began
WITH_DATA = (write_permalinks, write_plan_data)

Stamp = tuple[tuple[str, int], ...]
Application = Callable[[Any, Any], Iterable[bytes]]


def stamp(folder: Path, pattern: str) -> Stamp:
    """Return when the files below `folder` that match `pattern` were last changed."""
    return tuple((path.as_posix(), path.stat().st_mtime_ns) for path in sorted(folder.rglob(pattern)))


@dataclass
class Makings:
    """What every page is made with, besides its own text."""

    guide: Guide
    templates: Stamp
    code: Stamp


@dataclass
class Kept:
    """A page as it was made: its text, what it was made with, and what MkDocs wants of it."""

    source: str
    makings: Makings
    html: str
    toc: Any
    anchors: set[str]


@dataclass
class Drafts:
    """The pages of `serve`, by their source's path; those looked at lately, by address; those made with old makings."""

    makings: Makings | None = None
    kept: dict[str, Kept] = field(default_factory=dict)
    looked_at: list[str] = field(default_factory=list)
    stale: set[str] = field(default_factory=set)
    checked: dict[str, int] = field(default_factory=dict)  # a page and when it was changed before it was found good
    files: dict[Path, bytes] = field(default_factory=dict)  # what was made once, by its path in the site
    made_with: Guide | None = None  # the data behind what is made beside the pages

    def take_over(self, before: Drafts) -> None:
        """Go on with what the same program, before its code was changed, had kept."""
        self.kept, self.looked_at, self.stale, self.files = before.kept, before.looked_at, before.stale, before.files

    def begin(self, makings: Makings) -> None:
        """Begin a build; the same makings stay the same object."""
        self.makings = self.makings if self.makings == makings else makings

    def stub(self, name: str, address: str, source: str) -> str | None:
        """Return what stands for the text of a page that needn't be made again; None for one that must be."""
        kept = self.kept.get(name)
        if not kept or kept.source != source:
            return None
        if kept.makings is not self.makings:
            if address in self.looked_at:
                return None
            self.stale.add(address)
        return f"{front_of(source)}\n{STUB}\n"

    def again(self, name: str, html: str) -> Kept | None:
        """Return what was kept of a page if its `html` is a stub's."""
        return self.kept[name] if STUB in html else None

    def keep(self, name: str, address: str, source: str, html: str, toc: Any, anchors: set[str]) -> None:
        """Keep a page that was made."""
        if self.makings:
            self.kept[name] = Kept(source, self.makings, html, toc, anchors)
            self.stale.discard(address)

    def unchecked(self, pages: Iterable[Path]) -> list[Path]:
        """Return those of `pages` that were changed since they were last found good."""
        return [path for path in pages if self.checked.get(path.as_posix()) != path.stat().st_mtime_ns]

    def good(self, pages: Iterable[Path]) -> None:
        """Note that `pages` were found good."""
        self.checked |= {path.as_posix(): path.stat().st_mtime_ns for path in pages}

    def write(self, site: BuiltSite) -> None:
        """Write what the pages need beside them, from the last build where its data were the same."""
        for path, content in self.files.items():
            (site.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (site.folder / path).write_bytes(content)
        before = set(site.folder.rglob("*"))
        for make in (*(() if self.files else ONCE), *(() if self.made_with is site.guide else WITH_DATA)):
            make(site)
        made = (path for path in set(site.folder.rglob("*")) - before if path.is_file())
        self.files |= {path.relative_to(site.folder): path.read_bytes() for path in made}
        self.made_with = site.guide
        write_draft_assets(site)

    def watching(self, serve: Application, mount: str, again: Callable[[], None]) -> Application:
        """Return the application `serve` that notes the pages looked at, and calls `again` for one that is stale."""

        def noting(environ: Mapping[str, str], start_response: Any) -> Iterable[bytes]:
            address = environ["PATH_INFO"].removeprefix(mount) or "index.html"
            address += "index.html" if address.endswith("/") else ""
            if address.endswith(".html"):
                wanted = {address.replace(FOLDER, "", 1), address}  # whose proof it may be, and itself
                self.looked_at[:] = [*(other for other in self.looked_at if other not in wanted), *wanted][-LOOKED_AT:]
                if wanted & self.stale:
                    again()
            return serve(environ, start_response)

        return noting
