"""Styles and scripts of a built site: a sheet for plain pages, more for others, one for what opens later.

Works on the folder after all pages are written, before the copy to take along is packed. The theme's own script, its
search worker and its sheets go: frame.js and site.css stand in for them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import ascii_lowercase as LETTERS

import minify

from guide.data import Guide
from guide.locales import DEFAULT, LOCALES
from guide.site import sheets, styles
from guide.site.built import BuiltSite
from guide.site.marks import with_mark
from guide.site.seen import Seen, seen_in, united
from guide.site.tool_files import LISTS, with_data_apart, with_scripts_joined

SHEETS = "assets/stylesheets"
SCRIPTS = "assets/javascripts"
GO = "go"  # permanent addresses: pages of another kind, with a sheet of their own
OWN = ("frame.css", "guide.css", "home.css", "results.css", "plan.css")  # after the theme's
JOINED = ("frame.js", "guide.js")  # on every page, as the first of them, after HEAD
RESTING = ("reading.js", "search-start.js", "keep-start.js")  # on every page once it is at rest, as the first of them
HEAD = "header.js"  # runs where it stands, before anything is painted; the others wait for the whole page
TEXTS = {  # what HEAD and JOINED say, by the labels of the data
    "light": "scheme-light",
    "dark": "scheme-dark",
    "system": "scheme-system",
    "search": "search-name",
    "reset": "search-reset",
    "hint": "search-hint",
    "failed": "search-failed",
    "link": "search-failed-link",
    "stop": "full-stop",
    "close": "close",
    "copy": "copy-code",
    "copied": "code-copied",
    "top": "to-top",
    "overdue": "overdue",
}
GONE, GONE_TEXT = "gone.js", "part-gone"  # fetched for an address that no part of a page has, with its sentence
OWN_SCRIPT = re.compile(r'<script defer src="[^"]*/([\w-]+)\.js"')
LINK = re.compile(rf'<link rel="stylesheet" href="([^"]*){SHEETS}/site\.css">')
COMMENT = re.compile(r"(?:^|(?<=\s))// .*$", re.M)  # of a script: words for maintainers, which no page shows
# the theme's variables that nothing but its styles names; a host sets its colours by their own names
VARIABLE = re.compile(r"--md-(?!primary-fg-color)[\w-]+")
UNSEARCHED = " data-search-exclude"
# what a page may have beyond plain text: site.css has what plain pages show, each other sheet, named after what its
# pages have, what these show beyond
PLAIN = ""
TOOL = re.compile(r'data-tool="([\w-]+)"')
HAVING = {
    "steps": re.compile(r"guide-progress"),
    "cards": re.compile(r"guide-card"),
    "place": re.compile(r"guide-rights"),
    "lists": re.compile(r"guide-(?:choices|kit|chart|compan)|guide-places(?!__right)"),
    "quote": re.compile(r"<blockquote\b"),
    "text": re.compile(r"<(?:figure|dl)\b"),
    "table": re.compile(r"<table\b"),
    "code": re.compile(r"<pre\b"),
}
# of the theme: the pictures of its boxes, which our own sheet hides
UNSHOWN = re.compile(r"(?:-webkit-)?mask-image:var\(--md-admonition-icon--[\w-]+\);?")
# of the theme: a button that selects lines, which nothing here makes, their numbers, a header that hides; lists with a
# type; results of search, which have their own look; colours of code, where ours has none; more tabs than a row holds
UNMADE = re.compile(
    r"data-md-type=select|code a\[id\]|\.md-header\[hidden|[ou]l\[type\]"
    r"|\.md-search-result(?:__item|__link|__more| )|\{\.highlight \.\w+$"
    r"|\.md-tabs__item:nth-child\((?:[7-9]|1\d)\)"
)
# what shows only once it is opened, scrolled or pointed at: search, its results, buttons that copy and their message,
# the way up, the drawer
SEARCH = re.compile(
    r"\.md-search-result|\.md-search__(?:output|scrollwrap|overlay|options)|data-md-toggle=search"
)  # comes with the guide's own look of search, at its first use
LATER = re.compile(
    rf"{SEARCH.pattern}|data-md-toggle=drawer|\.md-dialog|\.guide-newer|\.md-top|\.md-overlay|\.md-header__title--active|\.md-tabs__item:nth-child|\.md-tabs\[hidden"
    r"|\[for=__toc\] \.md-icon|\.md-code__"
    r"|max-width:(?:76\.234|59\.984)375em\)\{(?:\[dir=ltr\] )?\.md-nav"
)


def write_assets(built: BuiltSite) -> None:
    """Write the sheets and scripts of a built site; ValueError where a sheet is broken."""
    site = built.folder
    write_scripts(site / SCRIPTS, built.guide)
    texts = ((path, built.text(path)) for path in sorted(site.rglob("*.html")) if path.parent != site / GO)
    pages = {path: html for path, html in texts if LINK.search(html)}
    kinds = {path: kind_of(html) for path, html in pages.items()}
    seen: dict[str, Seen] = {}
    read = cache(code_in)  # the same scripts are on pages of many kinds
    for kind in sorted({PLAIN, *kinds.values()}):
        shown = [html for path, html in pages.items() if kinds[path] == kind]
        seen[kind] = seen_in(shown, code_of(site / SCRIPTS, shown, read), seen.get(PLAIN))
    scripts = [path for path in sorted((site / SCRIPTS).glob("*.js")) if path.stem not in LISTS]
    write_sheets(site / SHEETS, seen, united([*seen.values(), seen_in([], map(read, scripts))]))
    shorten(site / SCRIPTS)
    own = {name for html in pages.values() for name in OWN_SCRIPT.findall(html)}
    loaded = set()
    for path, html in pages.items():
        if found := LINK.search(html):
            kind = kinds[path]
            more = f'\n<link rel="stylesheet" href="{found[1]}{SHEETS}/{kind}.css">' if kind else ""
            # search has read the pages: what it leaves out needs no mark any more
            styled = html.replace(found[0], found[0] + more, 1).replace(UNSEARCHED, "")
            light = with_scripts_joined(with_data_apart(styled, found[1], site), site / SCRIPTS)
            path.write_text(with_mark(light), "utf-8")
            loaded.update(OWN_SCRIPT.findall(light))
    for name in own - loaded:
        (site / SCRIPTS / f"{name}.js").unlink()


def write_draft_assets(built: BuiltSite) -> None:
    """Write the scripts as ever and all sheets whole, in one, for `serve`: no page needs to be looked at."""
    write_scripts(built.folder / SCRIPTS, built.guide)
    folder = built.folder / SHEETS
    paths = sheets_of(folder)
    (folder / "site.css").write_text(focus_seen("\n".join(path.read_text("utf-8") for path in paths)), "utf-8")
    (folder / "later.css").write_text("", "utf-8")


def sheets_of(folder: Path) -> list[Path]:
    """Return the sheets of the theme, then the guide's own."""
    return [*folder.glob("main.*.css"), *folder.glob("palette.*.css"), *(folder / name for name in OWN)]


def shown(css: str) -> str:
    """Return `css` without pictures that our own sheet hides, and with the mark of focus that browsers know."""
    return UNSHOWN.sub("", focus_seen(css))


def focus_seen(css: str) -> str:
    """Return `css` without the mark that a script of the theme sets on what has the keyboard's focus.

    Browsers know it themselves.
    """
    return css.replace(".focus-visible", ":focus-visible")


def kind_of(html: str) -> str:
    """Return the kind of a page, empty for one of plain text: its tools and what else it has, in one name."""
    tools = dict.fromkeys(TOOL.findall(html))
    return "-".join([*tools, *(name for name, mark in HAVING.items() if mark.search(html))])


def code_of(folder: Path, pages: list[str], read: Callable[[Path], str]) -> list[str]:
    """Return the scripts that `pages` load at once or at rest, as `read`; what search makes has a sheet of its own."""
    own = {name for html in pages for name in OWN_SCRIPT.findall(html)} - set(LISTS)
    paths = [*sorted(folder.glob("frame*.js")), folder / RESTING[0], *(folder / f"{name}.js" for name in sorted(own))]
    return [read(path) for path in paths]


def code_in(path: Path) -> str:
    """Return the code of a script, without the words for maintainers."""
    return COMMENT.sub("", path.read_text("utf-8"))


def write_sheets(folder: Path, seen: dict[str, Seen], anything: Seen) -> None:
    """Replace the sheets in `folder` by reduced ones: site.css, one for each other kind in `seen`, and later.css.

    What is fetched later has the styles of `anything` that pages and scripts can show.
    """
    whole = [part for path in sheets_of(folder) for part in styles.parsed(shown(path.read_text("utf-8")))]
    for path in sheets_of(folder):
        path.unlink()
    nodes = styles.possible_parts(whole, anything)
    texts = {}
    for path in folder.glob("*.css"):
        css, alike = path.read_text("utf-8"), path.stem == GO  # its pages look all alike
        less = css if alike else styles.written(styles.reduced(styles.parsed(css), anything))
        texts[path] = minify.string("text/css", less) if alike else less
    made = sheets.parted(nodes, UNMADE)[0]
    at_once, opened = sheets.parted(made, LATER)
    still, moving = sheets.stilled(at_once)
    plain: list[styles.Rule | styles.Group] = []
    for kind, met in seen.items():
        rules = styles.reduced(still, met)
        texts[folder / f"{kind or 'site'}.css"] = styles.written(sheets.living(sheets.without(rules, plain)))
        plain = plain or rules
    every = list(styles.kept(made, anything))
    later, search = (list(styles.kept(parts, anything)) for parts in sheets.parted(opened, SEARCH))
    last = [*styles.kept(moving, anything), *later]
    texts[folder / "later.css"] = styles.written(sheets.with_variables(last, plain, every))
    own = texts[folder / "search.css"]
    texts[folder / "search.css"] = styles.written(sheets.with_variables(search, plain, every)) + own
    short = short_names("".join(texts.values()))
    for path, text in texts.items():
        path.write_text(VARIABLE.sub(lambda found: short[found[0]], text), "utf-8")


def short_names(css: str) -> dict[str, str]:
    """Return a short name for each variable of the theme in `css`, the commonest first."""
    count = Counter(VARIABLE.findall(css))
    names = sorted(count, key=lambda name: (-count[name], name))
    return {name: f"--{LETTERS[at % 26]}{at // 26 or ''}" for at, name in enumerate(names)}


def texts_of(guide: Guide) -> dict[str, dict[str, str]]:
    """Return the words of the frame's scripts, by language."""
    return {
        code: {"root": locale.root, **{name: guide.labels[label][code] for name, label in TEXTS.items()}}
        for code, locale in LOCALES.items()
    }


def frame_script(code: str) -> str:
    """Return the name of the frame's script in the language `code`: each says its own words alone."""
    return JOINED[0] if code == DEFAULT else f"frame-{code}.js"


def write_scripts(folder: Path, guide: Guide) -> None:
    """Join what every page loads into one file, and what can wait into another; leave the theme's out.

    Words stand before the scripts that say them.
    """
    at_once = (folder / HEAD).read_text("utf-8")
    waiting = ";\n".join((folder / name).read_text("utf-8") for name in JOINED)
    resting = ";\n".join((folder / name).read_text("utf-8") for name in RESTING)
    for name in (HEAD, *JOINED, *RESTING):
        (folder / name).unlink()
    (folder / RESTING[0]).write_text(resting, "utf-8")
    gone = {code: guide.labels[GONE_TEXT][code] for code in LOCALES}
    said_once = (folder / GONE).read_text("utf-8")
    (folder / GONE).write_text(f"{{const guideGone={json.dumps(gone, ensure_ascii=False)};\n{said_once}}}", "utf-8")
    for code, said in texts_of(guide).items():
        words = f"const guideTexts={json.dumps(said, ensure_ascii=False)}\n"
        target = folder / frame_script(code)
        # once the page is there, before the scripts of its tools: its keys and folds need not wait for these
        whole = f'document.addEventListener("readystatechange",()=>{{{waiting}}},{{once:true}})'
        target.write_text(words + at_once + whole, "utf-8")


def shorten(folder: Path) -> None:
    """Shorten the scripts, names inside functions too: last, since their texts are found line by line before."""
    for path in folder.glob("*.js"):
        path.write_text(minify.string("application/javascript", path.read_text("utf-8")), "utf-8")
