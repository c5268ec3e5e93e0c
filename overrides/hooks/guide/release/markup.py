"""A page's article as it stands in a book: XHTML without scripts, tools and folds; the book gives links and ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborNode

DROPPED = {"script", "template", "button", "select", "textarea", "noscript", "style"}
# what stands on every page, leads about the site, or is a tip over a word
DROPPED_CLASSES = {
    "headerlink",
    "guide-tip",
    "guide-progress",
    "guide-impostor",
    "guide-copied",
    "guide-downloads",
    "guide-print-id",
    "guide-moved",
    "guide-changed",
    "guide-chooser__plan",
    "guide-message__paper",
    "md-button",
}
RENAMED = {"form": "div", "output": "div", "label": "span", "fieldset": "div", "legend": "p", "article": "div"}
VOID = {"br", "hr", "img", "wbr"}
KEPT = {
    "id",
    "class",
    "lang",
    "href",
    "datetime",
    "colspan",
    "rowspan",
    "scope",
    "start",
    "role",
    "aria-level",
}
REFERRING = ("aria-labelledby",)
HEADING = re.compile(r"h([1-6])")
PROOF, PROVEN, FOLD_TITLE = "guide-proof", "guide-proven", "guide-book-fold__title"
# a picture carries its colours along: not every reader gives it those of the page
PICTURE = (
    "<style>text{fill:#1f2a2c;font-size:18px;"
    'font-family:"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Noto Sans",sans-serif}'
    ".guide-picture__name,.guide-picture__on,.guide-picture__owner{font-weight:700}"
    ".guide-picture__note{fill:#545d5e}.guide-picture__on{fill:#fff}.guide-picture__owner{fill:#9a4a12}"
    ".guide-picture__code{font-family:monospace;font-size:17px}"
    ".guide-picture__bar{fill:#175a5c}.guide-picture__box{fill:#f1efe8;stroke:#8d8f88}"
    ".guide-picture__line,.guide-picture__cut{fill:none;stroke:#8d8f88;stroke-width:2}"
    ".guide-picture__cut{stroke:#b3b5ae;stroke-dasharray:5 4}"
    ".guide-picture__thick{fill:none;stroke:#9a4a12;stroke-width:4}</style>"
)


@dataclass(frozen=True)
class Rules:
    """What a book decides: where a link leads (None: nowhere), an id's name, what stands for a fold of proof."""

    href: Callable[[str], str | None]
    named: Callable[[str], str]
    proof: Callable[[LexborNode], str]
    proven: Callable[[str], LexborNode]  # the proof that a page links to instead of holding it
    deeper: int = 0  # levels by which headings go down


def classes(node: LexborNode) -> set[str]:
    """Return the classes of an element."""
    return set((node.attributes.get("class") or "").split())


def inside(node: LexborNode, rules: Rules) -> str:
    """Return what an element holds, as XHTML."""
    return "".join(written(child, rules) for child in node.iter(include_text=True))


def written(node: LexborNode, rules: Rules) -> str:
    """Return an element or a text as XHTML; nothing for what has no place in a book."""
    tag = node.tag or ""
    if tag == "-text":
        return escape(node.text(deep=False), quote=False)
    if tag.startswith("-") or tag in DROPPED or "hidden" in node.attributes or classes(node) & DROPPED_CLASSES:
        return ""
    if tag == "input":
        return "□ " if node.attributes.get("type") == "checkbox" else ""
    if tag == "details":
        return rules.proof(node) if PROOF in classes(node) else unfolded(node, rules)
    if PROVEN in classes(node):
        return "".join(rules.proof(rules.proven(found.attributes["href"] or "")) for found in node.css("a[href]"))
    if tag == "a":
        return link(node, rules)
    if tag == "svg":
        return "" if "aria-hidden" in node.attributes else element(tag, node, rules, PICTURE + inside(node, rules))
    content = inside(node, rules)
    if not content.strip() and tag in {"p", "ul", "ol", "div", "form", "output", "fieldset", "small"}:
        return ""
    tag = lower(RENAMED.get(tag, tag), rules.deeper)
    return f"<{tag}{attributes(node, rules)}/>" if tag in VOID else element(tag, node, rules, content)


def element(tag: str, node: LexborNode, rules: Rules, content: str) -> str:
    """Return an element with its attributes around `content`."""
    return f"<{tag}{attributes(node, rules)}>{content}</{tag}>"


def lower(tag: str, levels: int) -> str:
    """Return a heading's tag `levels` further down; other tags as they are."""
    return f"h{min(6, int(found[1]) + levels)}" if (found := HEADING.fullmatch(tag)) else tag


def attributes(node: LexborNode, rules: Rules) -> str:
    """Return an element's attributes that a book needs; in pictures all of them."""
    drawn = is_drawn(node)
    kept = []
    for key, value in node.attributes.items():
        if key == "id" and value:
            value = rules.named(value)
        elif key in REFERRING:
            value = " ".join(rules.named(part) for part in (value or "").split())
        if (key in KEPT or (drawn and not key.startswith("data-"))) and value is not None:
            kept.append(f' {key}="{escape(value)}"')
    if (node.tag or "") == "svg" and "xmlns" not in node.attributes:
        kept.append(' xmlns="http://www.w3.org/2000/svg"')
    return "".join(kept)


def is_drawn(node: LexborNode) -> bool:
    """Tell whether an element is a picture or part of one."""
    found: LexborNode | None = node
    while found is not None and found.tag != "svg":
        found = found.parent
    return found is not None


def link(node: LexborNode, rules: Rules) -> str:
    """Return a link; its words alone where it leads nowhere in the book."""
    content = inside(node, rules)
    address = rules.href(node.attributes.get("href") or "")
    if address is None:
        return content
    kept = "".join(
        f' {key}="{escape(rules.named(value) if key == "id" else value)}"'
        for key, value in node.attributes.items()
        if key in ("id", "class", "lang") and value
    )
    return f'<a{kept} href="{escape(address)}">{content}</a>'


def unfolded(node: LexborNode, rules: Rules) -> str:
    """Return a fold laid open: its summary as a heading or as a line, then what it holds."""
    summary = node.css_first("summary")
    title = inside(summary, rules) if summary else ""
    body = "".join(written(child, rules) for child in node.iter(include_text=True) if child.tag != "summary")
    if not body.strip():
        return ""
    if summary and summary.css_first("h1,h2,h3,h4"):
        return title + body
    return f'<div{attributes(node, rules)}><p class="{FOLD_TITLE}">{title}</p>{body}</div>'
