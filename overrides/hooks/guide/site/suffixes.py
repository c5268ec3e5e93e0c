"""The script that tells which part of a domain somebody registered, from the whole Public Suffix List.

The list is a tree read from the right, written as `jp(ac,kawasaki?(*,!city))`: a name with `?` is no ending by itself,
`*` stands for any name, `!` for an exception. An ending of one part without any below it is what is taken anyway.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publicsuffixlist import PSLFILE

from guide.site.built import BuiltSite

SCRIPT = "assets/javascripts/suffixes.js"
CODE = """/*! Public Suffix List, Mozilla Foundation and contributors, MPL-2.0: licences.txt */
// The part of a domain that somebody registered: one name more than the ending, by the Public Suffix List.
// The list is a tree read from the right: "?" marks a name that is no ending, "*" any name, "!" an exception.
var guideOwner = (() => {{
  const text = "{tree}"
  let at = 0
  const branch = () => {{
    const found = new Map()
    for (;;) {{
      const [name] = /^[^,()]*/.exec(text.slice(at, at + 99))
      at += name.length
      const node = {{ ending: !name.endsWith("?"), below: null }}
      if (text[at] === "(") {{
        at++
        node.below = branch()
      }}
      found.set(node.ending ? name : name.slice(0, -1), node)
      if (text[at++] !== ",") return found
    }}
  }}
  let tree
  return host => {{
    const parts = host.split(".")
    let [length, level] = [1, tree ||= branch()]
    for (let count = 1; count <= parts.length && level; count++) {{
      const name = parts.at(-count)
      if (level.has("!" + name)) {{
        length = count - 1
        break
      }}
      const node = level.get(name) || level.get("*")
      if (!node) break
      if (node.ending) length = count
      level = node.below
    }}
    return parts.slice(-length - 1).join(".")
  }}
}})()
"""


def write_suffixes(site: BuiltSite) -> None:
    """Write the script with the list."""
    text = Path(PSLFILE).read_text("utf-8")
    (site.folder / SCRIPT).write_text(CODE.format(tree=written(tree_of(text))), "utf-8")


def tree_of(text: str) -> dict[str, Any]:
    """Return the rules of a Public Suffix List as a tree read from the right; the key "" marks a rule's end."""
    tree: dict[str, Any] = {}
    for line in text.splitlines():
        rule = line.strip()
        if not rule or rule.startswith("//"):
            continue
        exception = "!" if rule.startswith("!") else ""
        *path, last = (name if name == "*" else addressed(name) for name in reversed(rule.lstrip("!").split(".")))
        node = tree
        for name in path:
            node = node.setdefault(name, {})
        node.setdefault(exception + last, {})[""] = {}
    return {name: below for name, below in tree.items() if below.keys() - {""}}


def addressed(name: str) -> str:
    """Return a part of a domain in the letters that addresses use."""
    return name if name.isascii() else name.encode("idna").decode()


def written(tree: dict[str, Any]) -> str:
    """Return a tree as text, in order."""
    parts = []
    for name, below in sorted(tree.items()):
        if name:
            inside = written(below)
            parts.append(name + ("" if "" in below else "?") + (f"({inside})" if inside else ""))
    return ",".join(parts)
