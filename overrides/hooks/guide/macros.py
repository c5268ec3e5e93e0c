"""Every macro of the guide: importing a room registers what it offers to pages."""

from guide.permalinks import support
from guide.render import downloads, exchange, exits, home, inline, pictures, places, plan, tables, tools
from guide.render.registry import MACROS

__all__ = [
    "MACROS",
    "downloads",
    "exchange",
    "exits",
    "home",
    "inline",
    "pictures",
    "places",
    "plan",
    "support",
    "tables",
    "tools",
]
