"""Every macro of the guide: importing a room registers what it offers to pages."""

from guide.render import chart, exits, inline, plan, support, tables, tools
from guide.render.registry import MACROS

__all__ = ["MACROS", "chart", "exits", "inline", "plan", "support", "tables", "tools"]
