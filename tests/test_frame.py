"""The frame around the pages: all of the theme's comforts with the guide's own script, real keys, and whatever storage does."""

import gzip
import itertools
import re
import zipfile

import brotli
import pytest
from conftest import serve, until
from html_pages import all_pages, twins

from guide.bench.weight import packed

STEP = "steps/close-the-account.html"
FOLD = "<details><summary>x</summary><p id='inside'>y</p></details>"
THROWS = (
    'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })'
)
NULL = 'Object.defineProperty(window, "localStorage", { value: null })'
SCHEME = "document.body.dataset.mdColorScheme"
INSIDE = "selector => document.activeElement.closest(selector) !== null"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
PAGES = (STEP, "index.html", "exchanges/okx.html", "retention/by-place.html", "faq.html")
# packed bytes: what all pages share, and what a page has around its text and contents list
SHARED, AROUND = 9_600, 1_900
# packed bytes of everything a page loads, and of what it has at rest
CONTENT, LISTS = (18_000, 20_000), (24_000, 26_000)
LISTED = re.compile(r"index\.html|exchanges/|retention/by-place|faq")
# pages that weigh more, each with its reason; what they weigh may shrink and not grow
HEAVIER = {
    "about/sources.html": (51_200, 53_000),  # all sources in one list, to look one up
    "support-teams/link-kit.html": (
        51_000,
        96_000,
    ),  # for support teams: all permanent addresses, with the words people use
    "support-teams/reply-texts.html": (36_800, 38_300),  # for support teams: all reply texts
    "stay-safe/check-a-link.html": (53_900, 55_700),  # a tool: the list of public suffixes
    "retention/calculator.html": (26_500, 39_500),  # a tool: the clocks of all places
    "steps/ask-for-erasure.html": (29_900, 47_000),  # a tool: all letters, with the laws of all places
    "steps/after-you-ask.html": (27_900, 29_700),  # a tool: the log, and who takes complaints in all places
    "steps/before-you-close.html": (19_300, 21_100),  # a tool: the checklist
    "start/choose-your-path.html": (18_400, 20_200),  # a tool
    "plan.html": (31_300, 33_100),  # a tool
}


@pytest.fixture
def wide(page):
    """Return a page in a window with room for all columns."""
    page.set_viewport_size(WIDE)
    return page


@pytest.fixture
def narrow(page):
    """Return a page on a phone."""
    page.set_viewport_size(NARROW)
    return page


def opened(page, selector) -> bool:
    """Return whether a drawer's or dialog's checkbox is ticked."""
    return page.evaluate("selector => document.querySelector(selector).checked", selector)


# Search box --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["f", "s", "/"])
def test_keys_open_the_search_and_escape_gives_the_focus_back(wide, either, key):
    wide.goto(f"{either}/{STEP}")
    wide.focus("article a")
    wide.keyboard.press(key)
    assert wide.evaluate(INSIDE, ".md-search__input") and opened(wide, "#__search")
    assert wide.input_value(".md-search__input") == ""
    wide.wait_for_selector(".md-search__output", state="visible")
    wide.keyboard.press("Escape")
    assert not opened(wide, "#__search") and wide.evaluate(INSIDE, "article a")
    assert not wide.is_visible(".md-search__output")


def test_a_field_keeps_its_letters(wide, either):
    wide.goto(f"{either}/stay-safe/check-a-link.html")
    wide.focus("form[data-tool=link-check] [name=url]")
    wide.keyboard.type("fsnp/.,")
    assert not opened(wide, "#__search") and wide.input_value("form[data-tool=link-check] [name=url]") == "fsnp/.,"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_tab_stays_in_the_open_search(page, either, size):
    page.set_viewport_size(size)
    page.goto(f"{either}/{STEP}")
    page.keyboard.press("/")
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        page.keyboard.press(key)
        assert page.evaluate(INSIDE, ".md-search__inner"), key


def test_tab_passes_the_closed_search_which_opens_at_the_first_letter(wide, either):
    wide.goto(f"{either}/{STEP}")
    found = stops(wide, 70)
    assert ".md-search" in found and "article" in found and not opened(wide, "#__search")
    wide.evaluate("scrollTo(0, 0); document.querySelector('.guide-switch a').focus()")
    wide.keyboard.press("Tab")
    assert not opened(wide, "#__search")
    wide.keyboard.type("x")
    assert opened(wide, "#__search") and wide.evaluate(INSIDE, ".md-search__input")


def test_a_tap_opens_the_search_and_the_arrow_closes_it(narrow, either):
    narrow.goto(f"{either}/{STEP}")
    narrow.click("label.md-header__button[for=__search]")
    assert opened(narrow, "#__search") and narrow.evaluate(INSIDE, ".md-search__input")
    narrow.click(".md-search__icon[for=__search]")
    assert not opened(narrow, "#__search") and not narrow.evaluate(INSIDE, ".md-search__inner")


# Drawer ------------------------------------------------------------------------------------------------------


def stops(page, presses: int) -> list[str]:
    """Return what takes the focus in turn, as a word for where it stands."""
    found = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        found.append(
            page.evaluate(
                "['.md-sidebar--primary', '.md-search', '.md-header', 'article'].find(s => document.activeElement.closest(s)) || ''"
            )
        )
    return found


@pytest.mark.parametrize("path", ["index.html", STEP])
def test_closed_drawer_and_search_take_no_focus(narrow, either, path):
    narrow.goto(f"{either}/{path}")
    found = stops(narrow, 22)
    assert ".md-sidebar--primary" not in found and ".md-search" not in found and "article" in found


def test_nothing_of_the_closed_search_flashes_over_its_sign(narrow, base):
    narrow.goto(f"{base}/{STEP}")
    assert narrow.locator(".md-header__button[for=__search]").is_visible()
    assert narrow.locator(".md-search__overlay").is_hidden()


def test_the_drawer_opens_by_key_keeps_the_focus_and_gives_it_back(narrow, either):
    narrow.goto(f"{either}/{STEP}")
    narrow.focus(".md-header__button[for=__drawer] button")
    assert narrow.get_attribute(".md-header__button[for=__drawer] button", "aria-label")
    narrow.keyboard.press("Enter")
    until(narrow, "() => document.activeElement.closest('.md-sidebar--primary')")
    assert set(stops(narrow, 25)) == {".md-sidebar--primary"}
    narrow.keyboard.press("Escape")
    assert not opened(narrow, "#__drawer") and narrow.evaluate(INSIDE, ".md-header__button[for=__drawer]")


def test_what_a_section_covers_in_the_drawer_takes_no_focus(narrow, either):
    narrow.goto(f"{either}/{STEP}")
    narrow.click(".md-header__button[for=__drawer]")
    until(narrow, "() => document.activeElement.closest('.md-sidebar--primary')")
    narrow.wait_for_timeout(400)  # the drawer slides in
    for _ in range(20):
        narrow.keyboard.press("Tab")
        assert narrow.evaluate(
            """() => { const b = document.activeElement.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + b.height / 2
            const seen = document.elementFromPoint(x, y)
            return y > innerHeight || document.activeElement.contains(seen) || !!seen?.contains(document.activeElement) }"""
        ), narrow.evaluate("document.activeElement.outerHTML")
    # back to the list of sections, one level at a time, and into the contents of the page
    for level in (2, 1):
        narrow.click(f".md-sidebar--primary .md-nav__item--active > .md-nav[data-md-level='{level}'] > .md-nav__title")
    narrow.wait_for_selector(".md-tabs", state="hidden")
    assert not narrow.evaluate("document.querySelector('.md-sidebar--primary .md-nav--primary > .md-nav__title').inert")


def test_a_link_in_the_drawer_s_contents_closes_it(narrow, either):
    narrow.goto(f"{either}/{STEP}")
    narrow.click(".md-header__button[for=__drawer]")
    narrow.click(".md-sidebar--primary label[for=__toc]:not(.md-nav__title)")
    narrow.click(".md-sidebar--primary [data-md-component=toc] a[href='#okx']")
    until(narrow, "() => !document.querySelector('#__drawer').checked")


# Keys, sections, the way up ----------------------------------------------------------------------------------


def test_n_and_p_turn_the_pages_of_a_path(wide, either):
    wide.goto(f"{either}/en/steps/before-you-close.html")
    for key, name in (
        ("n", "close-the-account"),
        (".", "contact-support"),
        (",", "close-the-account"),
        ("p", "before-you-close"),
    ):
        wide.keyboard.press(key)
        wide.wait_for_url(f"**/en/steps/{name}.html")


def test_the_section_in_view_is_marked(wide, either):
    wide.goto(f"{either}/{STEP}")
    active = ".md-sidebar--secondary .md-nav__link--active"
    links = wide.locator(".md-sidebar--secondary [data-md-component=toc] a")
    for index in range(links.count()):
        links.nth(index).click()
        until(
            wide,
            "([selector, index]) => document.querySelector(selector)?.hash === document.querySelectorAll('.md-sidebar--secondary [data-md-component=toc] a')[index].hash",
            arg=[active, index],
        )
    wide.evaluate("scrollTo(0, 0)")
    until(wide, "selector => !document.querySelector(selector)", arg=active)


def test_title_tabs_and_the_way_up_follow_the_reader(wide, either):
    wide.goto(f"{either}/{STEP}")
    wide.wait_for_selector(".md-top", state="attached")
    assert wide.locator(".md-top[hidden]").count() and not wide.locator(".md-header__title--active").count()
    wide.evaluate("dispatchEvent(new Event('scroll'))")
    until(wide, "() => [...document.styleSheets].some(sheet => sheet.href.includes('later'))")
    for fold in wide.locator("article > details.guide-fold > summary").all():  # a page to scroll in
        fold.click()
    wide.evaluate("scrollTo(0, 2000)")
    wide.wait_for_selector(".md-header__title--active")
    assert wide.locator(".md-tabs[hidden], .md-header--shadow").count() == 2
    wide.evaluate("scrollTo(0, 1500)")
    wide.wait_for_selector(".md-top:not([hidden])")
    wide.click(".md-top")
    until(wide, "() => scrollY === 0")


# Copying, folds, switch --------------------------------------------------------------------------------------


def test_code_has_a_button_that_copies_it(chromium, base):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}/support-teams/reply-texts.html")
    page.locator("article > details.guide-fold:has(pre) > summary").first.click()
    button = page.locator(".md-code__button").first
    text = page.evaluate("document.querySelector('pre > code').textContent.trimEnd()")
    button.click()
    page.wait_for_selector(".md-dialog--active")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text and button.get_attribute(
        "title"
    )
    context.close()


def test_folds_open_for_an_address_and_on_paper(wide, base):
    wide.goto(f"{base}/{STEP}")
    wide.evaluate(
        "html => document.querySelector('article').insertAdjacentHTML('beforeend', html + html.replace('<details', '<details class=guide-proof').replace('inside', 'proof'))",
        FOLD,
    )
    states = "[...document.querySelectorAll('details')].slice(-2).map(({ open }) => open)"
    wide.wait_for_selector(".md-top", state="attached")  # at rest
    wide.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert wide.evaluate(states) == [True, False]
    wide.evaluate("dispatchEvent(new Event('afterprint'))")
    assert wide.evaluate(states) == [False, False]
    wide.evaluate("location.hash = 'proof'")
    until(wide, "() => document.querySelector('#proof').closest('details').open")


@pytest.mark.parametrize("hash", ["#okx", "#%E0%A4%A", "#a=1&b=%3Cimg%3E"])
def test_the_switch_keeps_the_place(wide, base, hash):
    wide.goto(f"{base}/{STEP}{hash}")
    wide.click(".guide-switch a")
    wide.wait_for_url("**/en/steps/close-the-account.html*")
    assert wide.evaluate("location.hash") == hash


# Scheme and storage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_follows_the_system_until_chosen(chromium, base, system):
    context = chromium.new_context(color_scheme=system)
    page = context.new_page()
    page.goto(f"{base}/{STEP}")
    before = {"light": "default", "dark": "slate"}
    assert page.evaluate(SCHEME) == before[system]
    other = "dark" if system == "light" else "light"
    page.emulate_media(color_scheme=other)
    until(page, f"() => {SCHEME} === '{before[other]}'")
    page.click("label[for=__palette_1]")
    assert page.evaluate(SCHEME) == "default"
    page.click("label[for=__palette_2]")
    assert page.evaluate(SCHEME) == "slate"
    page.goto(f"{base}/en/index.html")
    assert page.evaluate(SCHEME) == "slate" and page.is_visible("label[for=__palette_0]")
    context.close()


DAMAGED = ["damaged{", "5", "[]", "null", '{"index": 7}', '{"index": "length"}', '{"index": 1e99, "color": {}}']


def test_damaged_choices_are_dropped(wide, base):
    wide.goto(f"{base}/{STEP}")
    for value in DAMAGED:
        wide.evaluate("value => localStorage.setItem('/.__palette', value)", value)
        wide.reload()
        assert wide.evaluate(SCHEME) == "default" and wide.evaluate("localStorage.getItem('/.__palette')") is None, (
            value
        )
        wide.click("label[for=__palette_1]")
        wide.keyboard.press("f")
        assert opened(wide, "#__search") and wide.locator(".md-header__button:visible").count(), value


@pytest.mark.parametrize("storage", [THROWS, NULL])
def test_all_of_it_without_storage(page, base, storage):
    page.set_viewport_size(WIDE)
    page.add_init_script(storage)
    page.goto(f"{base}/{STEP}")
    page.click("label[for=__palette_1]")
    page.click("label[for=__palette_2]")
    assert page.evaluate(SCHEME) == "slate"
    page.keyboard.press("f")
    assert opened(page, "#__search")
    page.keyboard.press("Escape")
    page.goto(f"{base}/support-teams/reply-texts.html")
    page.mouse.move(9, 9)
    page.wait_for_selector(".md-code__button", state="attached")


def test_without_scripts_links_drawer_and_folds_work_and_nothing_dead_is_shown(chromium, base):
    context = chromium.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    page.goto(f"{base}/{STEP}")
    assert not page.is_visible(".md-search") and not page.is_visible("label[for=__search].md-header__button")
    page.click("label.md-header__button[for=__drawer]")
    page.locator(".md-sidebar--primary a[href='contact-support.html']").click()
    page.wait_for_url("**/contact-support.html")
    context.close()


# What is fetched ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def addressed(hosted):
    """Return the address of the site built with an address of its own."""
    server = serve(hosted)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fetched(chromium, addresses: list[str]) -> dict[str, tuple[list, list]]:
    """Open all `addresses`, each in a browser of its own, side by side: the rest that is waited for is the same for all.

    Return for each the (status, address) of what is fetched by the time it has loaded, and of all there is at rest.
    """
    found, pages = {}, []
    for address in addresses:
        page, answers = chromium.new_page(), []
        page.on("response", lambda answer, answers=answers: answers.append((answer.status, answer.url)))
        page.goto(address)
        pages.append(page)
        found[address] = (list(answers), answers)
    for page in pages:
        page.wait_for_load_state("networkidle")
        page.close()
    return found


BOTH = ("", "en/")


@pytest.mark.parametrize(
    ("where", "folders"),
    [
        ("served", BOTH),
        ("disk", BOTH[:1]),
        ("addressed", BOTH[1:]),
        pytest.param("disk", BOTH, marks=pytest.mark.long),
        pytest.param("addressed", BOTH, marks=pytest.mark.long),
    ],
)
def test_few_requests_none_in_vain(chromium, request, where, folders):
    start = request.getfixturevalue("site").as_uri() if where == "disk" else request.getfixturevalue(where)
    places = [f"{start}/{folder}{path}" for folder in folders for path in PAGES]
    for address, (loaded, answers) in fetched(chromium, places).items():
        assert len(loaded) <= 6, (address, loaded)
        assert {status for status, _ in answers} <= {0, 200}, (address, answers)
        assert not [url for _, url in answers if re.search(r"sitemap|/search|lunr|bundle|worker", url)], (
            address,
            answers,
        )


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("path", PAGES)
def test_the_frame_is_light(site, path, folder):
    html = (site / folder / path).read_text("utf-8")
    around = re.sub(r'<article.*?</article>|<a href="#[^"]*" class="md-nav__link">.*?</a>', "", html, flags=re.S)
    shared = sum(
        packed((site / f"assets/{name}").read_bytes()) for name in ("stylesheets/site.css", "javascripts/frame.js")
    )
    assert shared <= SHARED and packed(around.encode()) <= AROUND, (shared, packed(around.encode()))
    own = re.findall(r'<(?:script|img)\b[^>]* src="([^"]+)"|\n<link rel="stylesheet" href="([^"]+)"', html)
    assert 1 + len(own) <= 6, own


def weights(page, late: int, known: dict, quality: int = 11) -> tuple[int, int]:
    """Return the packed bytes that a page loads, and those it has at rest: with the `late` ones that all fetch then.

    Long data of a tool come after the words and count at rest.
    A lower `quality` is quicker and tells no less than there are.
    """
    html = re.sub("<noscript>.*?</noscript>", "", page.read_text("utf-8"), flags=re.S)
    own = re.findall(r'<(?:script|img)\b[^>]* src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', html)
    for path in {(page.parent / "".join(names)).resolve() for names in own} - known.keys():
        known[path] = packed(path.read_bytes())
    data = sum(packed((page.parent / name).read_bytes()) for name in re.findall(r'json" data-file="([^"]+)"', html))
    loaded = len(brotli.compress(page.read_bytes(), quality=quality))
    loaded += sum(known[(page.parent / "".join(names)).resolve()] for names in own)
    return loaded, loaded + data + late


def too_much(found, limits) -> bool:
    """Return whether one of the weights `found` is more than its limit."""
    return any(weight > limit for weight, limit in zip(found, limits, strict=True))


def test_every_page_is_light(site):
    known, heavy = {}, []
    late = packed((site / "assets/javascripts/reading.js").read_bytes())
    for page in (page for pair in twins(site) for page in pair):
        name = page.relative_to(site).as_posix().removeprefix("en/")
        limits = HEAVIER.get(name) or (LISTS if LISTED.match(name.removeprefix("proof/")) else CONTENT)
        found = weights(page, late, known, quality=7)
        if too_much(found, limits) and too_much(found := weights(page, late, known), limits):
            heavy.append((page.relative_to(site).as_posix(), found, limits))
    assert not heavy, "give it `proof: apart`, a page of proof `proof_from`, or say less: " + "\n".join(
        map(str, sorted(heavy))
    )


def test_packed_twins_hold_the_same_and_stay_out_of_the_copy(hosted):
    for path in [
        *all_pages(hosted)[:5],
        hosted / "assets/stylesheets/site.css",
        hosted / "assets/javascripts/frame.js",
        hosted / "links.json",
    ]:
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == path.read_bytes()
        packed = path.with_name(path.name + ".gz").read_bytes()
        assert gzip.decompress(packed) == path.read_bytes() and packed[4:8] == bytes(4), "a time would change the bytes"
    with zipfile.ZipFile(hosted / "download/exchange-exit-guide.zip") as archive:
        assert not [name for name in archive.namelist() if name.endswith((".br", ".gz"))]


def test_no_page_asks_for_what_is_not_there(site):
    for path in [page for pair in twins(site) for page in pair]:
        html = path.read_text("utf-8")
        assert 'rel="next"' not in html and 'rel="prev"' not in html and "__config" not in html
        for address in re.findall(r'<(?:script|img)\b[^>]* src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', html):
            assert (path.parent / "".join(address)).exists(), (path, address)


@pytest.mark.parametrize("viewport", [WIDE, NARROW, {"width": 340, "height": 800}])
@pytest.mark.parametrize(
    ("path", "script", "below"),
    [
        (STEP, "frame.js", ".guide-switch"),
        ("retention/calculator.html", "retention.js", ".guide-result"),
        ("retention/by-place.html", "places.js", ".guide-places"),
        ("steps/before-you-close.html", "checklist.js", ".guide-checklist > fieldset"),
        ("steps/ask-for-erasure.html", "message.js", ".guide-message > [data-part='builder']"),
        ("stay-safe/check-a-link.html", "link-check.js", "#read-it-yourself"),
    ],
)
def test_nothing_moves_when_a_script_comes(page, site, path, script, below, viewport):
    page.set_viewport_size(viewport)
    places = []
    for blocked in (False, True):
        if blocked:
            page.route(f"**/*{script}", lambda route: route.abort())
        page.goto((site / path).as_uri())
        box = page.locator(below).first.bounding_box()
        places.append((box["x"], box["y"]))
    assert places[0] == pytest.approx(places[1], abs=2), places


# every page with a tool, and one of each kind that a script touches
STILL = (
    "index.html",
    "plan.html",
    STEP,
    "exchanges/okx.html",
    "retention/by-place.html",
    "retention/calculator.html",
    "start/choose-your-path.html",
    "stay-safe/check-a-link.html",
    "steps/before-you-close.html",
    "steps/ask-for-erasure.html",
    "steps/after-you-ask.html",
    "support-teams/link-kit.html",
    "take-it-along.html",
)
PHONE = {"width": 412, "height": 823}
SHIFTS = """window.shifts = []
new PerformanceObserver(list => {
  for (const { value, sources } of list.getEntries()) shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])
}).observe({ type: "layout-shift", buffered: true })"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.long)])
def test_nothing_moves_on_a_phone_when_scripts_come_after_the_first_look(chromium, served, turn):
    """The scripts that wait for the page are held back until it is painted, as on a slow line.

    Everyday each page in one language, in turn; in the long run in the other too.
    """
    moved = {}
    for path, folder in zip(STILL, itertools.cycle(BOTH if turn else BOTH[::-1])):
        page = chromium.new_page(viewport=PHONE)
        page.add_init_script(SHIFTS)
        page.route(re.compile(r"/(?!frame)[\w-]+\.js$"), lambda route: None)
        page.goto(f"{served}/{folder}{path}", wait_until="commit")
        until(page, PAINTED)
        page.evaluate(FRAMES)
        page.unroute_all()  # lets them all come
        until(page, "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/reading.js'))")
        page.wait_for_load_state("networkidle")
        page.evaluate(FRAMES)
        if found := page.evaluate("shifts"):
            moved[folder + path] = found
        page.close()
    assert not moved
