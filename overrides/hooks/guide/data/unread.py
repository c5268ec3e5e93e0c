"""What can still be said while some data cannot be read: everything but what would only follow from that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from guide.data.problems import has_word

FILE = re.compile(r"docs/data/[^\s:]+\.yml")
# what a line says is not there: an entry, an outside address, a page
IN_VAIN = re.compile(r"'([^']+)': no such |not in docs/data/sources: (\S+)|does not exist: \S*?([\w-]+)\.md")


def unread_text(problems: Iterable[str], texts: Mapping[str, str]) -> str:
    """Return the text of the files that `problems` are in, for these are not read in full; `texts` by file."""
    files = {found[0] for line in problems if (found := FILE.match(line))}
    return "\n".join(f"{Path(name).stem}\n{texts.get(name, '')}" for name in sorted(files))  # an id may be the file's


def by_themselves(found: Iterable[str], unread: str) -> Iterator[str]:
    """Yield the lines that say of a name that it is not there, where it doesn't stand in the `unread` files either."""
    yield from (line for line in found if IN_VAIN.search(line) and stands_by_itself(line, unread))


def stands_by_itself(line: str, unread: str) -> bool:
    """Tell whether a line names nothing that stands in the `unread` files."""
    match = IN_VAIN.search(line)
    name = next((name for name in match.groups() if name), "") if match else ""
    return not name or not has_word(unread, name)
