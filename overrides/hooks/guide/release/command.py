"""The command `release`: make the forms to take along from a built site, and their sums."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from guide.data import Guide
from guide.locales import addresses, way_up
from guide.release.book import book_of, one_document, version_of
from guide.render.downloads import FORMS, PAGE, Download, all_downloads, with_downloads
from guide.site.archive import ARCHIVE, SUMS, sha256
from guide.site.twins import write_twin
from guide.site.worker import LIST, WORKER, renew

EPILOG = """The site must be built first. Beside each file stands FILE.sha256, and SHA256SUMS for all; where they lie in
the site's own folder download/, the page take-it-along lists them. The same commit gives the same bytes with the same
versions of the programs; for a PDF the fonts count too."""
MEGABYTE = 1_000_000


def add_release_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `release` to a parser."""
    parser.description = "Make the forms to take along from a built site: zip, PDF, EPUB, ZIM, one HTML file."
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--site", metavar="DIR", type=Path, help="the built site (default: site)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where to write (default: download/ in the site)")
    parser.add_argument("--form", action="append", choices=tuple(FORMS), help="this form alone; may be given again")


def run_release(arguments: argparse.Namespace, guide: Guide, root: Path) -> int:
    """Make the files, say what was made; 1 where something is missing."""
    site = arguments.site or root / "site"
    out = arguments.out or site / "download"
    if not (site / "version.json").exists() or not (site / ARCHIVE).exists():
        print(f"{site}: no built site; first: python -m mkdocs build --strict", file=sys.stderr)
        return 1
    version, _ = version_of(site, guide)
    if "+" in version or version == "unknown":
        print(f"version {version}: made from a folder that is no clean commit; don't hand it out", file=sys.stderr)
    wanted = [file for file in all_downloads() if file.form in (arguments.form or FORMS)]
    out.mkdir(parents=True, exist_ok=True)
    try:
        made = [write(file, maker(file, guide, site, root), out) for file in shown(wanted)]
    except (RuntimeError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    write_sums(out)
    if out.resolve() == (site / "download").resolve():
        list_downloads(site, guide, out)
    print("\n".join(made))
    return 0


def maker(file: Download, guide: Guide, site: Path, root: Path) -> Callable[[Path], None]:
    """Return what writes a file to a path. What only one form needs is imported with it: some of it is heavy."""
    config = root / "mkdocs.yml"

    def zipped(target: Path) -> None:
        if target.resolve() != (site / ARCHIVE).resolve():
            target.write_bytes((site / ARCHIVE).read_bytes())

    def pdf(target: Path) -> None:
        from guide.release.pdf import write_pdf

        write_pdf(book_of(site, config, guide, file.locale, one_document()), target)

    def epub(target: Path) -> None:
        from guide.release.epub import FORM, write_epub

        cover = (root / f"overrides/.covers/{file.locale}.png").read_bytes()
        write_epub(book_of(site, config, guide, file.locale, FORM), cover, target)

    def zim(target: Path) -> None:
        from guide.release.zim import ICON, entries, write_zim

        write_zim(entries(site), guide, version_of(site, guide)[1], (site / ICON).read_bytes(), target)

    def html(target: Path) -> None:
        from guide.release.single import CORE, write_single

        write_single(book_of(site, config, guide, file.locale, one_document(), CORE), target)

    return {"zip": zipped, "pdf": pdf, "epub": epub, "zim": zim, "html": html}[file.form]


def write(file: Download, make: Callable[[Path], None], out: Path) -> str:
    """Make a file, return a line that says how large it is and how long it took."""
    start = time.monotonic()
    make(out / file.name)
    return f"{file.name}  {size(out / file.name)}  {time.monotonic() - start:.0f} s"


def size(path: Path) -> str:
    """Return a file's size as people read it."""
    return f"{path.stat().st_size / MEGABYTE:.1f} MB"


def write_sums(out: Path) -> None:
    """Write FILE.sha256 beside each download in `out`, and SHA256SUMS for all of them."""
    lines = []
    for file in all_downloads():
        path = out / file.name
        if path.exists():
            lines.append(f"{sha256(path)}  {file.name}\n")
            path.with_name(f"{file.name}.sha256").write_text(lines[-1], "utf-8", newline="\n")
    (out / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def list_downloads(site: Path, guide: Guide, out: Path) -> None:
    """List the downloads that are there on the page take-it-along, in every language."""
    there = [replace(file, size=size(out / file.name)) for file in all_downloads() if (out / file.name).exists()]
    for locale, address in addresses(PAGE).items():
        page = site / address
        html = with_downloads(page.read_text("utf-8"), guide, locale, way_up(address), there)
        page.write_text(html, "utf-8", newline="\n")
        if page.with_name(f"{page.name}.br").exists():
            write_twin(page)
    renew(site, guide)  # it compares pages with a list
    for path in (site / WORKER, site / LIST):
        if path.with_name(f"{path.name}.br").exists():
            write_twin(path)


def shown(wanted: list[Download]) -> Any:
    """Yield the files to make with a progress bar on the error stream; without one where nobody watches."""
    console = Console(stderr=True)
    return track(wanted, f"Making {len(wanted)} files", console=console, disable=not console.is_terminal)
