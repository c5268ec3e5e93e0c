"""The pictures of the pages."""

from __future__ import annotations

from guide.data.reasons import meant
from guide.render.citations import FIRST, PageContext
from guide.render.registry import macro
from guide.render.templates import PARTIALS, partial


@macro
def picture(context: PageContext, name: str) -> str:
    """Return an inline drawing (pictures/NAME.html), with its words in the page's language; ValueError for another."""
    known = sorted(path.stem for path in (PARTIALS / "pictures").glob("*.html"))
    if name not in known:
        raise ValueError(f"no such picture; known are {', '.join(known)}{meant(name, known)}")
    host = next(iter(context.guide.exchanges[FIRST[0]].official_domains())).host
    return partial(f"pictures/{name}.html", context, types=list(context.guide.data_types.values()), host=host)
