"""Files that say themselves how they are encoded, so that a host which says something else does no harm.

What a server's header says of the encoding weighs more than a page's own word; the mark at the very start weighs most.
"""

from __future__ import annotations

import codecs
import re

from guide.site.built import BuiltSite

MARK = "\ufeff"
OTHER = re.compile(r"[^\x00-\x7f]")
MARKED = (".html", ".js")


def write_marks(site: BuiltSite) -> None:
    """Mark each page and script that has more than ASCII as UTF-8; write what style sheets have so as escapes."""
    for path in sorted(site.folder.rglob("*")):
        if path.suffix not in (*MARKED, ".css"):
            continue
        content = path.read_bytes()
        if content.isascii() or content.startswith(codecs.BOM_UTF8):
            continue
        text = content.decode("utf-8")
        path.write_text(with_mark(text) if path.suffix in MARKED else OTHER.sub(escaped, text), "utf-8")


def with_mark(text: str) -> str:
    """Return the `text` of a page or script, with the mark where it needs one."""
    return MARK + text if not text.startswith(MARK) and OTHER.search(text) else text


def escaped(sign: re.Match[str]) -> str:
    """Return a character as style sheets escape it."""
    return f"\\{ord(sign[0]):x} "
