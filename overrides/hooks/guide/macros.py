"""Every macro of the guide: importing a room registers what it offers to pages."""

from guide.permalinks import support
from guide.render import exchange, exits, home, inline, pictures, places, plan, tables, tools
from guide.render.registry import MACROS

__all__ = ["MACROS", "exchange", "exits", "home", "inline", "pictures", "places", "plan", "support", "tables", "tools"]
