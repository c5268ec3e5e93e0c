"""Small changes to a page's HTML that the theme leaves to its script, or makes for it."""

import re

TABLE = re.compile(r"<table>.*?</table>", re.S)
# what only the theme's own script looks for
HANDLE = re.compile(
    r' data-md-(?:scrollfix|component="(?:skip|announce|header|header-title|header-topic|logo|container|tabs|main'
    r'|sidebar|content|top|dialog)"'
    r'|type="(?:navigation|toc)")(?=[\s>])'
)


def boxed(html: str) -> str:
    """Return `html` with each plain table in a box that scrolls: a narrow page scrolls the table and not itself."""
    box = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'
    return TABLE.sub(lambda found: box.format(found[0]), html)


def unhandled(html: str) -> str:
    """Return a page's `html` without the marks by which the theme's script, left out here, finds its parts."""
    return HANDLE.sub("", html)
