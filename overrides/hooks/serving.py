"""What `mkdocs serve` does beyond a build: keep pages, take changed code in, note which pages are looked at."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from guide.checks.everything import draft_faults
from guide.checks.pages import pages_of
from guide.data import Guide
from guide.macros import MACROS
from guide.render.proof_pages import FOLDER
from guide.site.draft import Drafts, Makings, stamp

HOOKS = Path(__file__).parent
CODE = stamp(HOOKS, "*.py")  # when this program's files were changed before they were read
DRAFTS = Drafts()
OWN = ("guide", "serving", "mkdocs_pages", "after_build")
# rooms that use no other: while their files stand, they and the data they have read can stay
FIRST_ROOMS = ("guide.locales", "guide.text", "guide.data")


def code_changed() -> bool:
    """Tell whether a file of this program was changed since it was read."""
    return stamp(HOOKS, "*.py") != CODE


def stays(module: str) -> bool:
    """Tell whether a module can stay as it is: nothing was changed in the first rooms, and it is one of them."""
    changed = {path for path, _ in set(stamp(HOOKS, "*.py")) ^ set(CODE)}
    rooms = tuple(f"{HOOKS.as_posix()}/{room.replace('.', '/')}" for room in FIRST_ROOMS)
    return module.startswith(FIRST_ROOMS) and not any(path.startswith(rooms) for path in changed)


def take_in(events: dict[str, Any], config: Any) -> None:
    """Run the program's files anew in the place of the old; `events`, the names of events.py, are what MkDocs keeps."""
    before = DRAFTS
    for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
        if not stays(name):
            del sys.modules[name]
    sys.path.insert(0, str(HOOKS))
    try:
        exec(compile((HOOKS / "events.py").read_text("utf-8"), str(HOOKS / "events.py"), "exec"), events)
    finally:
        sys.path.remove(str(HOOKS))
    events["SERVING"] = True
    events["serving"].DRAFTS.take_over(before)
    for methods in config.plugins.events.values():
        methods[:] = [
            events[method.__name__] if getattr(method, "__globals__", None) is events else method for method in methods
        ]


def begin(config: Any, guide: Guide) -> None:
    """Begin a build: note what all its pages are made with."""
    templates = (*stamp(Path(config.theme.custom_dir) / "partials", "*.html"), *stamp(HOOKS.parents[1], "mkdocs.yml"))
    DRAFTS.begin(Makings(guide, templates, CODE))


def faults(config: Any, guide: Guide) -> list[str]:
    """Return what is wrong with the pages that were changed since they were last found good."""
    docs = Path(config.docs_dir)
    pages = DRAFTS.unchecked(pages_of(docs))
    found = draft_faults(docs, Path(config.theme.custom_dir), guide, MACROS, pages)
    if not found:
        DRAFTS.good(pages)
    return found


def stub(page: Any) -> str | None:
    """Return what stands for the text of a page that needn't be made again."""
    address = "" if f"/{FOLDER}" in page.file.src_uri else page.file.url  # proof on its own page comes with its page
    return DRAFTS.stub(page.file.src_uri, address, page.file.content_string)


def again(page: Any, html: str) -> str | None:
    """Return the HTML of a page whose text was a stub, and give MkDocs what belongs to it."""
    kept = DRAFTS.again(page.file.src_uri, html)
    if kept:
        page.toc, page.present_anchor_ids, page.links_to_anchors = kept.toc, kept.anchors, {}
    return kept.html if kept else None


def keep(page: Any, html: str) -> None:
    """Keep a page that was made."""
    file = page.file
    DRAFTS.keep(file.src_uri, file.url, file.content_string, html, page.toc, page.present_anchor_ids)


def watch(server: Any) -> Path:
    """Let the `server` note which pages are looked at; return the file whose change makes it build again."""
    with tempfile.NamedTemporaryFile(prefix="guide-serve-", delete=False) as opened:
        poked = Path(opened.name)
    server.watch(str(poked))
    server.set_app(DRAFTS.watching(server.serve_request, server.mount_path, poked.touch))
    return poked
