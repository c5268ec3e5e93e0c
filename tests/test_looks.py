"""Every page as a reader meets it: nothing sticks out, is cut off or too small, and nothing stands in anybody's way.

Everyday each page gets one scheme and width in turn, and one page of each pair of twins is searched for barriers, which
takes most of the time: with the frame around it once a language and case, since the frame is the same on all pages, and
for its colours where it is the first to show any of them. Whether words stand out from what is behind them is asked of
every page besides. `pytest -m long` takes all of them whole. Pictures of the key pages are left in .looks for people.
"""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from html_pages import twins

SHOTS = ROOT / ".looks"
KEY_PAGES = ("index.html", "steps/close-the-account.html", "retention/by-place.html", "retention/calculator.html")
CASES = [("light", 1280), ("dark", 390), ("light", 390), ("dark", 1280)]
PICTURES = CASES[:2]
NARROW = 320
FRAME = [[".md-header"], [".md-tabs"], [".md-sidebar--primary"], [".md-footer"]]  # the same on every page of a language
WEIGHED = ("color-contrast", "link-in-text-block")  # rules that weigh colours, and take half the time of all
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

# what a reader would notice, as a list of sentences; sizes in CSS pixels
LOOK = """() => {
  const found = []
  const wide = document.documentElement.scrollWidth - innerWidth
  if (wide > 0) found.push(`sticks out by ${wide} px`)
  const small = "small, .guide-source, .guide-status, .guide-tip, .guide-progress, code, time, .headerlink, .md-code__nav, sup, svg"
  const seen = new Map()
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement
    if (!node.data.trim() || element.closest("script, noscript, template, [hidden], svg") || !element.checkVisibility({ visibilityProperty: true })) continue
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const size = parseFloat(getComputedStyle(element).fontSize)
    const least = element.closest("article") && !element.closest(small) ? 16 : 14
    if (size < least - .1) seen.set(`${element.tagName.toLowerCase()}.${element.className} is ${size} px, not ${least}: ${node.data.trim().slice(0, 30)}`, 1)
  }
  for (const field of document.querySelectorAll("article :is(input:not([type=checkbox]), select, textarea)"))
    if (field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 15.9) seen.set(`field ${field.name} is smaller than 16 px`, 1)
  found.push(...[...seen.keys()].slice(0, 8))
  for (const element of document.querySelectorAll("article *")) {
    const style = getComputedStyle(element)
    if (style.overflowX !== "hidden" || style.clipPath !== "none" || !element.checkVisibility()) continue
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2) found.push(`cut off: ${element.tagName} ${element.className}`)
  }
  const blocks = [...document.querySelectorAll("article > *")].filter(element => element.checkVisibility() && getComputedStyle(element).position === "static" && element.getBoundingClientRect().height > 1)
  blocks.forEach((block, at) => {
    const next = blocks[at + 1]
    if (next && getComputedStyle(block).float === "none" && block.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 1) found.push(`overlap: ${block.tagName} ${block.textContent.slice(0, 30)}`)
  })
  if (getComputedStyle(document.body).getPropertyValue("--guide-paper").trim() === "") found.push("unstyled")
  return found
}"""

# all colours that words on the page have, each with what is behind it: [colours, contrast, least contrast, words]
COLOURS = """() => {
  const read = text => {
    const [r, g, b, alpha = 1] = (text.startsWith("color(") ? text.slice(11) : text).match(/[\\d.e-]+/g).map(Number)
    const scale = text.startsWith("color(") ? 255 : 1
    return [r * scale, g * scale, b * scale, alpha]
  }
  const over = ([r, g, b, alpha], below) => [r, g, b].map((part, at) => part * alpha + below[at] * (1 - alpha))
  const known = new Map([[null, { back: [255, 255, 255], opacity: 1 }]])
  const behind = element => {
    if (!known.has(element)) {
      const below = behind(element.parentElement), style = getComputedStyle(element)
      known.set(element, { back: over(read(style.backgroundColor), below.back), opacity: below.opacity * style.opacity })
    }
    return known.get(element)
  }
  const light = colour => {
    const [r, g, b] = colour.map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const found = new Map()
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement
    if (!node.data.trim() || element.closest("script, noscript, template, svg, option, :disabled") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const style = getComputedStyle(element), size = parseFloat(style.fontSize), { back, opacity } = behind(element)
    const [r, g, b, alpha] = read(style.color)
    const front = over([r, g, b, alpha * opacity], back)
    const [dark, pale] = [light(front), light(back)].sort((one, other) => one - other)
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5
    const link = element.closest("a")
    const around = link ? [getComputedStyle(link.parentElement).color, getComputedStyle(link).textDecorationLine] : []
    const colours = [front.map(Math.round), back.map(Math.round), least, ...around].join(" ")
    if (!found.has(colours)) found.set(colours, [colours, (pale + 0.05) / (dark + 0.05), least, node.data.trim().slice(0, 30)])
  }
  return [...found.values()]
}"""


@pytest.fixture(scope="module")
def windows(chromium):
    """Return a page for each scheme, all in one browser."""
    yield from in_each_scheme(chromium)


@pytest.fixture(scope="module")
def measured(blind):
    """Return a page for each scheme that is laid out and never drawn."""
    yield from in_each_scheme(blind)


def in_each_scheme(browser):
    """Yield a page for each scheme."""
    contexts = {
        scheme: browser.new_context(color_scheme=scheme, reduced_motion="reduce") for scheme in ("light", "dark")
    }
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


def opened(windows, path, scheme, width):
    """Return the page at `path` in a scheme and width."""
    page = windows[scheme]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    return page


def barriers(page, whole: bool, colours: bool) -> list[str]:
    """Return what axe finds on a page, one line for each rule and place.

    Without `whole` the frame around the page is left out, without `colours` what rules say that weigh these.
    """
    options = {
        **RULES,
        "rules": {rule: {"enabled": colours} for rule in WEIGHED},
        "resultTypes": ["violations"],
        "preload": False,
    }  # passes and files no rule reads cost a third more
    response = Axe().run(page, context=None if whole else {"exclude": FRAME}, options=options).response
    return [
        f"{rule['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in response["violations"]
        for node in rule["nodes"][:4]
    ]


def faint(colours) -> list[str]:
    """Return which words of a page hardly stand out from what is behind them."""
    return [f"contrast {ratio:.2f}, not {least}: {words}" for _, ratio, least, words in colours if ratio < least]


def sampled(pairs):
    """Return the pairs of pages without most of those drawn from one template: every eighth place, exchange, proof stays."""
    drawn = [pair for pair in pairs if pair[0].parent.name in ("places", "exchanges") or "proof" in pair[0].parts]
    return [pair for pair in pairs if pair not in drawn or drawn.index(pair) % 8 == 0]


def has_its_turn(number: int) -> bool:
    """Tell whether a page is the one of its pair that is searched for barriers: so that each case comes as often."""
    return number % 2 == (number // 2).bit_count() % 2


def look(windows, site, cases, pairs, searched, thorough=False) -> dict[str, list[str]]:
    """Return what is wrong with each of the pages in `pairs`, in the cases that `cases` gives for its number.

    Barriers are looked for where `searched` says so, once a language and case with the frame around the page, and among
    colours where a page shows any that none before it has shown, or everywhere if `thorough`.
    """
    wrong, framed, shown = {}, set(), set()
    paths = [path for pair in pairs for path in pair]
    for number, path in enumerate(paths):
        for scheme, width in cases(number):
            page = opened(windows, path, scheme, width)
            colours = page.evaluate(COLOURS)
            problems = page.evaluate(LOOK) + faint(colours)
            if searched(number):
                around, here = (path.is_relative_to(site / "en"), scheme, width), {line[0] for line in colours}
                problems += barriers(page, around not in framed, thorough or not here <= shown)
                framed.add(around)
                shown |= here
            page.set_viewport_size({"width": NARROW, "height": 900})
            problems += [
                f"at {NARROW} px: {line}" for line in page.evaluate(LOOK) if line.startswith(("sticks", "cut"))
            ]
            if problems:
                wrong[f"{path.relative_to(site)} {scheme} {width}"] = problems
    return wrong


def test_nothing_in_the_way_on_any_page(measured, site):
    # twins come in pairs: each language of a page gets another case, and so does the next page
    wrong = look(measured, site, lambda number: [CASES[(number + number // 2) % 4]], sampled(twins(site)), has_its_turn)
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)


def test_barriers_are_looked_for_in_each_case_as_often():
    asked = [(number + number // 2) % 4 for number in range(64) if has_its_turn(number)]
    assert [asked.count(case) for case in range(4)] == [8] * 4


@pytest.mark.long
def test_nothing_in_the_way_in_all_schemes_and_widths(measured, site):
    wrong = look(measured, site, lambda number: CASES, twins(site), lambda number: True, thorough=True)
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)


def test_pictures_of_the_key_pages_are_kept(windows, site):
    SHOTS.mkdir(exist_ok=True)
    for path in KEY_PAGES:
        for folder in ("", "en/"):
            for scheme, width in PICTURES:
                page = opened(windows, site / folder / path, scheme, width)
                name = f"{folder}{path}".replace("/", "-").replace(".html", "")
                page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png")
    assert len(list(SHOTS.glob("*.png"))) >= len(KEY_PAGES) * 2 * len(PICTURES)


def test_the_skip_link_comes_first_and_focus_can_be_seen(windows, site):
    page = opened(windows, site / "en/steps/close-the-account.html", "light", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { let e = document.activeElement
            if (e.matches('.md-option')) e = e.nextElementSibling  // the switch between light and dark is drawn by its label
            const s = getComputedStyle(e), b = e.getBoundingClientRect()
            return [e.tagName, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' || e.matches('.md-search__input, label'), b.width > 0] }"""
        )
        assert seen[1] and seen[2], (seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))


def test_steps_show_where_they_stand(windows, site):
    page = opened(windows, site / "en/steps/contact-support.html", "light", 1280)
    progress = page.locator(".guide-progress")
    assert progress.locator("li").count() == 7
    assert progress.locator("[aria-current=step]").inner_text() == "Contact support"
    assert page.locator("a.md-footer__link--prev").get_attribute("href") == "close-the-account.html"
    page = opened(windows, site / "en/steps/before-you-close.html", "light", 1280)
    assert not page.locator("a.md-footer__link--prev").count()


def test_pictures_have_words_and_no_style(site):
    for folder in ("", "en/"):
        for path in (
            "start/closing-vs-deleting.html",
            "start/what-happens-to-your-data.html",
            "steps/after-you-ask.html",
            "stay-safe/check-a-link.html",
        ):
            html = (site / folder / path).read_text("utf-8")
            picture = html.split('<figure class="guide-picture">')[1].split("</figure>")[0]
            assert (
                'role="img"' in picture and "<title" in picture and "style" not in picture.replace("guide-picture", "")
            )


# headings whose last line is a single Chinese character, marks beside it not counted
ALONE = """() => [...document.querySelectorAll("article :is(h1, h2, h3, legend, summary)")].filter(heading => {
  if (!heading.checkVisibility()) return false
  const letters = []
  const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      if (/\\p{Script=Han}/u.test(node.data[at]) && range.getBoundingClientRect().width) letters.push(Math.round(range.getBoundingClientRect().top))
    }
  const last = letters.filter(top => Math.abs(top - letters.at(-1)) < 6)
  return last.length === 1 && letters.length > 3 && !/[A-Za-z0-9]/.test(heading.textContent)
}).map(heading => heading.textContent)"""


@pytest.mark.parametrize("width", [390, NARROW])
def test_no_heading_leaves_a_character_alone(measured, site, width):
    for folder in ("", "special-cases"):
        for path in sorted((site / folder).glob("*.html")):
            found = opened(measured, path, "light", width).evaluate(ALONE)
            assert not found, (path.name, found)


@pytest.mark.parametrize("path", ["steps/identity-check.html", "en/retention/by-place.html"])
def test_prints_on_paper(windows, site, path):
    page = opened(windows, site / path, "dark", 1280)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    colour = "element => getComputedStyle(element).color"
    assert page.locator("article a.guide-source").first.evaluate(colour) == "rgb(15, 66, 68)"
    for gone in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer__inner"):
        assert not page.locator(f"{gone}:visible").count()
    assert not page.locator(".guide-changed:visible, .guide-links:visible").count()  # news and buttons
    assert page.locator(".guide-print-id").is_visible() and "go/" in page.inner_text(".guide-print-id")
    assert len(page.pdf(format="A4")) > 20_000
    page.emulate_media(media="screen")
