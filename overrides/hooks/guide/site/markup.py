"""Small changes to a page's HTML that the theme leaves to its script, or makes for it."""

import re

TABLE = re.compile(r"<table>.*?</table>", re.S)
# what only the theme's own script looks for
HANDLE = re.compile(
    r' data-md-(?:scrollfix|component="(?:skip|announce|header|header-title|header-topic|logo|container|tabs|main'
    r'|sidebar|content|top|dialog)"'
    r'|type="(?:navigation|toc)")(?=[\s>])'
)

# the lists inside the navigation: landmarks without a name of their own, or with one that isn't there
INNER_NAV = re.compile(r'(<nav class="md-nav" data-md-level="[1-9]") aria-labelledby="[^"]*" aria-expanded="\w+"')
NAV_LABEL = re.compile(r' id="__nav_[\d_]+_label"')


def boxed(html: str) -> str:
    """Return `html` with each plain table in a box that scrolls: a narrow page scrolls the table and not itself."""
    box = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'
    return TABLE.sub(lambda found: box.format(found[0]), html)


def unhandled(html: str) -> str:
    """Return a page's `html` without the marks by which the theme's script, left out here, finds its parts."""
    return HANDLE.sub("", html)


def one_landmark(html: str) -> str:
    """Return a page's `html` with its navigation as one landmark: the lists inside it are lists and no more."""
    return NAV_LABEL.sub("", INNER_NAV.sub(r'\1 role="none"', html))
