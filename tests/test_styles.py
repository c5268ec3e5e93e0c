"""The reduced styles: what they leave out, and that no page looks different for it."""

import re
from pathlib import Path

import material
import pytest
from conftest import ROOT, serve, until

from guide.site import sheets, styles
from guide.site.assets import OWN
from guide.site.seen import seen_in

PAGE = """<html lang="zh" dir="ltr"><body class="no-js" data-scheme="dark"><main class="md-main">
<p>x</p><ol class="guide-steps"><li id="one"><a href="x.html">x</a></li></ol><input type="radio"></main><script>if (1 < 2) document.body.className = "js"</script></body></html>"""
SCRIPT = """const box = document.createElement("div"); box.className = "guide-made"; box.dataset.mdState = "open"
one(`md-part--${side}`); row("li", "label")"""

# one page a type, and what makes it look different
KINDS = (
    "index.html",
    "en/steps/close-the-account.html",
    "steps/ask-for-erasure.html",
    "exchanges/okx.html",
    "en/retention/by-place.html",
    "retention/calculator.html",
    "faq.html",
    "glossary.html",
    "support-teams/reply-texts.html",
    "en/start/what-happens-to-your-data.html",
    "plan.html",
    "places/hk.html",
    "en/special-cases/closed-by-the-exchange.html",
    "special-cases/lost-access.html",
)
OWN_SHEETS = "search"  # comes with the first search
STATES = ("light", "dark", "narrow", "drawer", "search", "print")

# the styles that come with the first search
SEARCHED = """address => {
  if (document.querySelector("link[href$='search.css']")) return
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet" })
  link.href = `${address}/assets/stylesheets/search.css`
  document.head.append(link)
}"""

# the look of each element and of what stands before and after it: a number each, and its properties where asked for one
LOOK = """([wanted, set]) => {
  const names = [...getComputedStyle(document.body)].filter(name => set.includes(name) && !/^(--|-webkit-(locale|perspective|transform)|perspective-origin|transform|transition|animation|margin-(left|right|inline))/.test(name))
  const looks = {}
  let at = 0
  for (const element of document.querySelectorAll("html, body, body *:not(script, noscript, noscript *, path, option, svg *)")) {
    at += 1
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part)
      if (part && (["none", "normal"].includes(style.content) || style.display === "none")) continue
      let sum = 0
      const { x, width } = element.getBoundingClientRect() // steadier than margins that work themselves out
      const parts = [`x:${x}`, `wide:${width}`, ...names.map(name => `${name}:${style.getPropertyValue(name)}`)]
      for (const char of parts.join(";")) sum = Math.imul(sum, 31) + char.charCodeAt(0) | 0
      const key = `${at} ${element.localName}.${element.classList[0] || ""}${part}`
      looks[key] = [sum, wanted.includes(key) ? parts : []]
    }
  }
  return looks
}"""

# the properties that any style sheet sets, or a browser works out of what they set: others are as without styles
SET = """() => {
  const rules = list => [...list].flatMap(rule => [...(rule.style ? [rule] : []), ...(rule.cssRules ? rules(rule.cssRules) : [])])
  const found = [...document.styleSheets].flatMap(sheet => rules(sheet.cssRules)).flatMap(rule => [...rule.style])
  return [...new Set(["height", "width", "block-size", "inline-size", ...found])]
}"""

# what moves has arrived; the header's shadow, which comes as the page scrolls, is there
REST = """() => new Promise(done => requestAnimationFrame(() => {
  document.querySelector(".md-header").classList.add("md-header--shadow")
  for (const move of document.getAnimations()) move.finish()
  requestAnimationFrame(done)
}))"""


def reduce(css: str, page: str = PAGE, script: str = SCRIPT) -> str:
    """Return `css` reduced to what `page` and `script` can meet."""
    return styles.written(styles.reduced(styles.parsed(css), seen_in([page], [script])))


@pytest.mark.parametrize(
    "selector",
    [
        "ol",
        ".guide-steps",
        "#one",
        "[href]",
        "[type=radio]",
        "[data-scheme='dark']",
        "[href$='.html']",
        "main li:first-child > a:hover",
        ".no-js a",
        ".js a",
        ".guide-made",
        ".md-part--left",
        "[data-md-state=open]",
        "div",
        "label",
        ":is(.gone, .guide-steps) a",
        "a:not(.gone)",
        "input + *",
        "*",
        ":root",
        "a::before",
    ],
)
def test_what_may_be_met_stays(selector):
    assert reduce(f"{selector} {{ color: red }}")


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".gone",
        "#two",
        "[title]",
        "[type=checkbox]",
        "[dir=rtl] a",
        "[href^='http']",
        "ol ol",
        "p a",
        "a.guide-steps",
        ".open",
        ".md-else--left",
        ":is(.gone, table) a",
        "input + table",
        "a::-webkit-scrollbar",
    ],
)
def test_what_cannot_be_met_goes(selector):
    assert reduce(f"{selector} {{ color: red }}") == ""


def test_a_group_keeps_its_living_selectors_and_a_condition_its_rules():
    css = "@charset 'utf-8'; .gone, ol , a > b, a{ color : red ; margin: 0  1px } @media (min-width: 60em) { .gone { color: red } ol { margin: calc(1px + 2px) } } @media print { .gone { top: 0 } }"
    assert reduce(css) == "ol,a{color:red;margin:0 1px}@media (min-width:60em){ol{margin:calc(1px + 2px)}}"


def test_variables_and_keyframes_nobody_reads_go():
    css = ":root{--a:var(--b);--b:1px;--c:2px;--d:var(--a)} ol{margin:var(--a);animation:slide 1s} @keyframes slide{to{top:0}} @keyframes fade{to{top:0}}"
    assert reduce(css) == ":root{--a:var(--b);--b:1px}ol{margin:var(--a);animation:slide 1s}@keyframes slide{to{top:0}}"


def test_sheets_part_without_losing_or_doubling():
    css = (
        ":root{--a:1px;--b:2px} ol,table{margin:0} table{padding:var(--b)} @media print{table{top:0} ol{top:var(--a)}}"
    )
    nodes = styles.parsed(css)
    small = styles.reduced(nodes, seen_in([PAGE], []))
    large = styles.reduced(nodes, seen_in([PAGE, "<table></table>"], []))
    assert styles.written(small) == ":root{--a:1px}ol{margin:0}@media print{ol{top:var(--a)}}"
    assert (
        styles.written(sheets.without(large, small))
        == ":root{--b:2px}table{margin:0}table{padding:var(--b)}@media print{table{top:0}}"
    )


def test_a_rule_that_meets_more_in_a_later_sheet_comes_again_after_what_it_overrides():
    nodes = styles.parsed("table{margin:1px} ol{margin:1px} :is(table,ol){margin:0}")
    small, large = (styles.reduced(nodes, seen_in([PAGE, more], [])) for more in ("", "<table></table>"))
    assert styles.written(sheets.without(large, small)) == "table{margin:1px}:is(table,ol:not(*)){margin:0}"


def test_a_declaration_that_never_wins_goes():
    css = "ol{margin:1px;top:0} a,ol{left:0} @media print{ol{top:1px}} ol{margin:2px;top:2px!important} @media print{ol{left:1px}} ol{left:2px}"
    rules = styles.reduced(styles.parsed(css), seen_in([PAGE], []))
    assert styles.written(sheets.living(rules)) == "a,ol{left:0}ol{margin:2px;top:2px!important}ol{left:2px}"


def test_variables_that_a_part_reads_alone_come_along():
    seen = seen_in([PAGE], [])
    parts = styles.parsed(":root{--a:var(--b);--b:1px;--c:2px} ol{margin:var(--c)} a{top:var(--a)}")
    others, later = (list(styles.kept(some, seen)) for some in sheets.parted(parts, re.compile(r"\{a")))
    rules = styles.reduced(parts, seen)
    assert styles.written(styles.without_unread(others, set())) == ":root{--c:2px}ol{margin:var(--c)}"
    assert (
        styles.written(sheets.with_variables(later, others[1:], rules)) == ":root{--a:var(--b);--b:1px}a{top:var(--a)}"
    )


def test_broken_styles_are_told_with_their_line():
    with pytest.raises(ValueError, match="styles, line 2"):
        reduce("ol { color: red }\nol { color red }")


def whole() -> str:
    """Return all styles as they were before: the theme's, then our own."""
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    own = ROOT / "overrides/assets/stylesheets"
    paths = [*folder.glob("main.*.css"), *folder.glob("palette.*.css"), *(own / name for name in OWN)]
    return "\n".join(path.read_text("utf-8") for path in paths).replace(".focus-visible", ":focus-visible")


@pytest.fixture(scope="module")
def address(site):
    """Return the site's address."""
    server = serve(site)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def open_in(chromium, address: str, path: str, state: str, everything: str | None):
    """Return a page in a `state`, with its own sheets or with `everything` in one."""
    width = 390 if state in ("narrow", "drawer") else 1280
    context = chromium.new_context(
        color_scheme="dark" if state == "dark" else "light",
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    if everything is not None:
        page.route(
            re.compile(rf"/(?!(?:site|{OWN_SHEETS})\.css)[\w-]+\.css$"),
            lambda route: route.fulfill(body="", content_type="text/css"),
        )
        page.route(
            re.compile(rf"/({OWN_SHEETS})\.css$"),
            lambda route: route.fulfill(path=ROOT / "overrides/assets/stylesheets" / route.request.url.split("/")[-1]),
        )
        page.route("**/site.css", lambda route: route.fulfill(body=everything, content_type="text/css"))
    page.goto(f"{address}/{path}")
    page.evaluate("dispatchEvent(new Event('scroll'))")  # the first sign of a reader
    until(page, "() => [...document.styleSheets].some(sheet => sheet.href?.includes('later.css'))")
    if state in ("drawer", "search"):
        page.evaluate("name => document.getElementById(`__${name}`).click()", state)
        page.evaluate("document.activeElement.blur()")
    page.evaluate(SEARCHED, address)  # what is closed has its look too, though nobody sees it
    until(page, "() => [...document.styleSheets].some(sheet => sheet.href?.includes('search.css'))")
    if state == "print":
        page.emulate_media(media="print")
    return page


def differences(chromium, address: str, path: str, state: str, everything: str) -> list[str]:
    """Return what looks different on a page with all styles, one line for each kind of element."""
    pages = [open_in(chromium, address, path, state, sheet) for sheet in (None, everything)]
    names = sorted({name for page in pages for name in page.evaluate(SET)})
    for _ in range(3):  # something may still be moving at the first look
        for page in pages:
            page.evaluate(REST)
        looks = [page.evaluate(LOOK, [[], names]) for page in pages]
        if looks[0] == looks[1]:
            break
    other = {
        key.split(" ", 1)[1]: key for key in looks[0].keys() | looks[1].keys() if looks[0].get(key) != looks[1].get(key)
    }
    found = []
    if other:
        parts = [page.evaluate(LOOK, [list(other.values()), names]) for page in pages]
        for name, key in other.items():
            now, before = (set(look[key][1]) if key in look else {"nothing"} for look in parts)
            found.append(f"{path} {state} {name}: {sorted(now - before)[:4]} was {sorted(before - now)[:4]}")
    for page in pages:
        page.context.close()
    return found


def test_what_scripts_make_has_its_styles(site):
    sheet = (site / "assets/stylesheets/search.css").read_text("utf-8")
    for part in (".guide-hit{", ".guide-hit__title{", ".guide-hit__text{", ".guide-hit__more{", ".guide-hit__ways a{"):
        assert part in sheet, part


def test_every_type_of_page_looks_as_with_all_styles(chromium, address):
    everything = whole()
    # a state each, in turn; the longer run has all of them on every page
    found = [
        line
        for at, path in enumerate(KINDS)
        for line in differences(chromium, address, path, STATES[at % len(STATES)], everything)
    ]
    assert not found, "\n".join(found[:20])


@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
def test_every_page_looks_as_with_all_styles(chromium, address, site, state):
    everything = whole()
    pages = [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*.html"))
        if 'site.css"' in path.read_text("utf-8")
    ]
    found = [line for path in pages for line in differences(chromium, address, path, state, everything)]
    assert not found, "\n".join(found[:20])
