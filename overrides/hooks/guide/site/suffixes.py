"""The endings under which names are registered (co.uk, github.io), for the link checker.

They are cut down from the Public Suffix List. The checker shows which part of a domain somebody registered; its
verdict never depends on this list.
"""

from __future__ import annotations

from pathlib import Path

from publicsuffixlist import PSLFILE

from guide.site.built import BuiltSite

SCRIPT = "assets/javascripts/suffixes.js"
# names by ending, and what to do with them: one part more than the ending belongs to whoever registered it
CODE = """// The part of a domain that somebody registered. Endings of two parts, cut down from the Public Suffix List.
var guideOwner = (() => {{
  const endings = new Set("{groups}".split("|").flatMap(group => {{
    const [last, ...names] = group.split(" ")
    return names.map(name => `${{name}}.${{last}}`)
  }}))
  return host => {{
    const parts = host.split(".")
    return parts.slice(endings.has(parts.slice(-2).join(".")) ? -3 : -2).join(".")
  }}
}})()
"""
PLACES = (".jp", ".no")  # towns by the hundred, no help to readers here


def write_suffixes(site: BuiltSite) -> None:
    """Write the script with the list."""
    endings = reduced(Path(PSLFILE).read_text("utf-8"))
    (site.folder / SCRIPT).write_text(CODE.format(groups=grouped(endings)), "utf-8")


def reduced(text: str) -> list[str]:
    """Return the two-part endings of a Public Suffix List, in the letters that addresses use, in order.

    One part is what the checker takes anyway; three and more are towns and customers of customers.
    """
    rules = {line.strip() for line in text.splitlines() if line.strip() and not line.startswith(("//", "!", "*"))}
    endings = {rule.encode("idna").decode() for rule in rules if rule.count(".") == 1}
    return sorted(ending for ending in endings if not ending.endswith(PLACES))


def grouped(endings: list[str]) -> str:
    """Return `endings` by their last part, a third the size: `uk ac co|io github`."""
    groups: dict[str, list[str]] = {}
    for ending in endings:
        name, last = ending.split(".")
        groups.setdefault(last, []).append(name)
    return "|".join(f"{last} {' '.join(names)}" for last, names in groups.items())
