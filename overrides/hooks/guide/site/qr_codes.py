"""QR codes of permanent addresses, to print or to paste: go/ID.svg and go/ID.png, once the site has an address."""

from __future__ import annotations

from pathlib import Path

from guide.site.built import BuiltSite

QUIET = 4  # modules of white around a code, as ISO/IEC 18004 asks for
PIXELS = 8  # a module in the picture


def write_codes(site: BuiltSite) -> None:
    """Write both pictures of each answer; nothing without an address, which is what a code holds."""
    for name in site.guide.links if site.home else ():
        write_code(f"{site.home}go/{name}.html", site.folder / "go" / name)


def write_code(address: str, path: Path) -> None:
    """Write the code of `address` as PATH.svg and PATH.png."""
    import segno  # takes a while to read, and only a site with an address has codes

    code = segno.make(address, micro=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    code.save(f"{path}.svg", border=QUIET, light="#fff", svgclass=None, lineclass=None)
    code.save(f"{path}.png", border=QUIET, scale=PIXELS, light="#fff")
