"""The click paths by which an exchange's customers close their account, the one to show first in front."""

from __future__ import annotations

from guide.data import ClickPath, Exchange, Guide
from guide.data.base import OFFICIAL


def closing_paths(guide: Guide, exchange: Exchange) -> list[ClickPath]:
    """Return the paths for closing at `exchange`: official texts first, then the newest."""

    def age(path: ClickPath) -> tuple[bool, list[int]]:
        days = (guide.sources[name].dated or "" for name in path.sources)
        return path.status not in OFFICIAL, [-ord(letter) for letter in max(days)]

    return sorted((path for path in exchange.paths if path.task == "close"), key=age)
