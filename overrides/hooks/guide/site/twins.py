"""Packed twins of text files for hosts that serve them: NAME.br and NAME.gz, the same bytes every time."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guide.site.built import BuiltSite

KINDS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"}
LEAST = 256  # below, a twin saves nothing
BEST = 11
FAST = 9  # for pages: a hundredth larger, ten times as fast
SHARED = {".css", ".js", ".svg"}  # few, and on every page: worth the best


def write_twins(built: BuiltSite) -> None:
    """Write the twins of each text file of a built site that gets smaller by it, once the site has an address.

    A copy read from disk has no use for them, and packing takes as long as the rest of the build.
    """
    if not built.home:
        return
    files = [path for path in sorted(built.folder.rglob("*")) if path.suffix in KINDS and path.stat().st_size >= LEAST]
    with ThreadPoolExecutor() as pool:  # both libraries let go of the interpreter while they pack
        for _ in pool.map(write_twin, files):
            pass


def write_twin(path: Path) -> None:
    """Write PATH.br and PATH.gz."""
    import brotli  # only a site with an address has twins

    content = path.read_bytes()
    quality = BEST if path.suffix in SHARED else FAST
    path.with_name(path.name + ".br").write_bytes(brotli.compress(content, quality=quality))
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
