"""Small changes to a page's HTML that the theme leaves to its script, or makes for it."""

import re

TABLE = re.compile(r"<table>.*?</table>", re.S)
ROW = re.compile(r"<tr>.*?</tr>", re.S)
HEAD, CELL = re.compile(r"<th>(.*?)</th>", re.S), re.compile(r"<td>(.*?)</td>", re.S)
TAG = re.compile(r"<[^>]+>")
WIDE = 3  # columns that a phone has no room for beside each other
# what only the theme's own script looks for
HANDLE = re.compile(
    r' data-md-(?:scrollfix|component="(?:skip|announce|header|header-title|header-topic|logo|container|tabs|main'
    r'|sidebar|content|top|dialog)"'
    r'|type="(?:navigation|toc)")(?=[\s>])| tabindex=""'
)

# the lists inside the navigation: landmarks without a name of their own, or with one that isn't there
INNER_NAV = re.compile(r'(<nav class="md-nav" data-md-level="[1-9]") aria-labelledby="[^"]*" aria-expanded="\w+"')
NAV_LABEL = re.compile(r' id="__nav_[\d_]+_label"')

# a part of the navigation with its pages, and how the theme marks the one the reader is in
PART = re.compile(
    r'<li class="md-nav__item md-nav__item--section md-nav__item--nested">'
    r'(?:(?!<li class="md-nav__item md-nav__item--s).)*?</nav>\s*</li>',
    re.S,
)
HERE = "md-nav__item--active md-nav__item--section md-nav__item--nested"
PART_LINK = re.compile(r'<a href="([^"]+)"')
PART_NAME = re.compile(r'<span class="md-ellipsis">.*?</span>', re.S)


def boxed(html: str) -> str:
    """Return `html` with its plain tables fit for a narrow page: a wide one in rows that stand as cards there, the
    others in a box that scrolls, so that the page itself doesn't."""
    box = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'
    return TABLE.sub(lambda found: in_cards(found[0]) or box.format(found[0]), html)


def in_cards(table: str) -> str:
    """Return a plain `table` with each row named by its first cell and each other cell by its column; empty for one
    that is narrow enough as it stands, or not as regular."""
    names = [TAG.sub("", name).replace('"', "&quot;") for name in HEAD.findall(table)]
    rows = [CELL.findall(row) for row in ROW.findall(table)][1:]
    if len(names) < WIDE or any(len(cells) != len(names) for cells in rows):
        return ""
    head = table[: table.index("<tbody>")].replace("<table>", '<table class="guide-table">')
    cards = [
        f'<tr><th scope="row">{first}</th>'
        + "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in zip(names[1:], rest, strict=True))
        + "</tr>"
        for first, *rest in rows
    ]
    return head.replace("<th>", '<th scope="col">') + "<tbody>\n" + "\n".join(cards) + "\n</tbody>\n</table>"


def unhandled(html: str) -> str:
    """Return a page's `html` without the marks by which the theme's script, left out here, finds its parts."""
    return HANDLE.sub("", html)


def one_landmark(html: str) -> str:
    """Return a page's `html` with its navigation as one landmark: the lists inside it are lists and no more."""
    return NAV_LABEL.sub("", INNER_NAV.sub(r'\1 role="none"', html))


def pruned(html: str) -> str:
    """Return a page's `html` with the pages of its own part of the navigation, and one link for each other part.

    A page outside all parts keeps them whole. The theme does so with the tabs.
    """
    return PART.sub(linked, html) if html.count(HERE) > 1 else html


def linked(part: re.Match[str]) -> str:
    """Return one link to the first page of a part of the navigation."""
    address, name = PART_LINK.search(part[0]), PART_NAME.search(part[0])
    if not address or not name:
        return part[0]
    sign = '<span class="md-nav__icon md-icon"></span>'
    link = f'<a href="{address[1]}" class="md-nav__link">\n{name[0]}\n{sign}\n</a>'
    return f'<li class="md-nav__item md-nav__item--pruned md-nav__item--nested">\n{link}\n</li>'
