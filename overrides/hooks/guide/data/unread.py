"""What can still be said while some data cannot be read: everything but what would only follow from that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.data.problems import has_word

FILE = re.compile(r"docs/data/[^\s:]+\.yml")
IN_VAIN = re.compile(r"'([^']+)': no such |not in docs/data/sources: (\S+)|([\w-]+)\.md\b(?=[^:]*$)")


def unread_text(problems: Iterable[str], texts: Mapping[str, str]) -> str:
    """Return the text of the files that `problems` are in, for these are not read in full; `texts` by file."""
    files = {found[0] for line in problems if (found := FILE.match(line))}
    return "\n".join(texts.get(name, "") for name in sorted(files))


def by_themselves(found: Iterable[str], unread: str) -> Iterator[str]:
    """Yield what names something in vain that doesn't stand in the `unread` files either."""
    for line in found:
        match = IN_VAIN.search(line)
        if match and not has_word(unread, next(name for name in match.groups() if name)):
            yield line
