"""HTML as a run of tags and text, for changes that leave everything else as it stands."""

from __future__ import annotations

import re

TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADING = re.compile(r"<h([1-6])\b[^>]*\bid=\"([^\"]+)\"")
BLOCK = re.compile(r"</?(?:p|li|ul|ol|div|h[1-6]|t[dhr]|table|br|dt|dd|summary|details|figure|section)\b[^>]*>")
KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)
BLANKS = re.compile(r"\s*\n\s*")


def name_of(tag: str) -> str:
    """Return the name of a tag in small letters; empty for a comment and the like."""
    found = TAG_NAME.match(tag)
    return found[1].lower() if found else ""


def track(tag: str, open_tags: list[tuple[str, bool]], untouched: bool) -> None:
    """Keep `open_tags`, a stack of (name, is it left untouched?), in step with `tag`."""
    name = name_of(tag)
    if not name or tag.endswith("/>") or name in VOID:
        return
    if tag.startswith("</"):
        while open_tags and open_tags.pop()[0] != name:
            pass  # an element left open ends with its parent
    else:
        open_tags.append((name, untouched))


def plain(html: str) -> str:
    """Return the text of `html`; words of different blocks stay apart."""
    return TAG.sub("", BLOCK.sub(" ", html))


def trimmed(html: str) -> str:
    """Return `html` without empty lines and indentation, a tenth of a page, except where blanks show."""
    return "".join(part if KEPT.match(part) else BLANKS.sub("\n", part) for part in KEPT.split(html))
