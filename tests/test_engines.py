"""What readers do, in Chromium, Firefox and WebKitGTK, over HTTP and from disk.

    python -m pytest -m long tests/test_engines.py

As root on Debian it installs what is missing. An engine that cannot be had fails its tests, with the reason.
"""

from contextlib import ExitStack

import engines
import pytest
from conftest import serve
from html_pages import all_pages

pytestmark = pytest.mark.long
PLAN = "plan.html#exchange=okx&residence=de&wish=erase"
# one page of each kind, in both languages
KINDS = (
    "index",
    "plan",
    "exchanges/okx",
    "exchanges/kraken",
    "exchanges/index",
    "places/de",
    "retention/by-place",
    "steps/close-the-account",
    "steps/ask-for-erasure",
    "special-cases/frozen-account",
    "stay-safe/check-a-link",
    "start/choose-your-path",
    "faq",
    "glossary",
    "take-it-along",
    "support-teams/link-kit",
    "support-teams/reply-texts",
    "about/sources",
    "about/architecture",
)


@pytest.fixture(scope="module", params=list(engines.ENGINES))
def engine(request):
    """Return a running engine."""
    with ExitStack() as stack:
        try:
            yield stack.enter_context(engines.ENGINES[request.param]())
        except engines.Missing as reason:
            pytest.fail(f"{request.param}: {reason}", pytrace=False)


@pytest.fixture(scope="module")
def folder(engine, site, tmp_path_factory):
    """Return the folder of the site; for WebKitGTK with a watch on each page."""
    return engines.watched(site, tmp_path_factory.mktemp("watched") / "site") if engine.name == "webkit" else site


@pytest.fixture(scope="module", params=["http", "file"])
def where(request, folder):
    """Return the site's address over HTTP and from disk."""
    if request.param == "file":
        yield folder.as_uri()
        return
    server = serve(folder)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(autouse=True)
def quiet(engine):
    """Fail where the console said something that it must not."""
    yield
    found = engine.problems()
    assert not found, f"{engine.name}: {found}"


def fill(engine, form: str, **values) -> None:
    """Fill in a form's fields, as somebody who chooses and types."""
    for name, value in values.items():
        field = f"document.querySelector('form[data-tool={form}]').elements['{name}']"
        engine.run(
            f"(() => {{ const f = {field}; f.value = {value!r}; for (const type of ['input', 'change']) f.dispatchEvent(new Event(type, {{ bubbles: true }})) }})()"
        )


def submit(engine, form: str) -> None:
    """Submit a form."""
    engine.run(f"document.querySelector('form[data-tool={form}]').requestSubmit()")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_open_and_switch(engine, where, code):
    root, other = ("", "en") if code == "zh" else ("en/", "zh")
    engine.open(f"{where}/{root}steps/close-the-account.html")
    assert engine.run("document.documentElement.lang").startswith(code)
    assert engine.run("getComputedStyle(document.body).getPropertyValue('--guide-brand').trim()")
    engine.click(f"header a[hreflang={other}]")
    engine.until(f"document.documentElement.lang.startsWith('{other}') && document.querySelector('h1')")


@pytest.mark.parametrize(("root", "words"), [("", "okx 注销"), ("en/", "close okx")])
def test_search(engine, where, root, words):
    engine.open(f"{where}/{root}faq.html")
    engine.key("f")
    engine.until("document.activeElement.matches('.md-search__input')")
    if root:
        engine.key(words)
    else:  # as an input method does it
        engine.run(
            f"(() => {{ const f = document.activeElement; f.value = {words!r}; f.dispatchEvent(new InputEvent('input', {{ bubbles: true, isComposing: false }})) }})()"
        )
    engine.until("document.querySelector('.md-search-result__link mark')")
    engine.key("Enter")
    engine.until("!location.pathname.endsWith('faq.html') && document.querySelector('h1')")


@pytest.mark.parametrize("root", ["", "en/"])
def test_plan(engine, where, root):
    engine.open(f"{where}/{root}{PLAN}")
    engine.until("document.querySelectorAll('.guide-plan [data-step], .guide-plan li').length > 3")
    assert engine.run("Boolean(document.querySelector('[data-company]'))")
    fill(engine, "plan", closed="2026-01-31")
    submit(engine, "plan")
    engine.until("document.querySelector('output time[data-record]')")


def test_path(engine, where):
    engine.open(f"{where}/en/start/choose-your-path.html")
    engine.until("document.querySelector('form[data-tool=path] fieldset ul a')")
    for _ in range(6):
        if engine.run("Boolean(document.querySelector('form[data-tool=path] output a'))"):
            break
        engine.click("form[data-tool=path] fieldset ul a")
        engine.until("document.querySelector('form[data-tool=path] output a, form[data-tool=path] fieldset ul a')")
    assert engine.run("Boolean(document.querySelector('form[data-tool=path] output a'))")


def test_checklist(engine, where):
    engine.open(f"{where}/steps/before-you-close.html")
    name = engine.run("document.querySelector('form[data-tool=checklist] [type=checkbox]').name")
    engine.click("form[data-tool=checklist] [type=checkbox]")
    engine.open(f"{where}/en/steps/before-you-close.html")
    assert engine.run(f"document.querySelector('form[data-tool=checklist] [name={name}]').checked"), (
        "the tick is kept on the device"
    )
    engine.run("localStorage.clear()")


def test_retention(engine, where):
    engine.open(f"{where}/retention/calculator.html")
    fill(engine, "retention", place="hk", closed="2026年1月31日")
    submit(engine, "retention")
    engine.until(
        "document.querySelector('form[data-tool=retention] output time[data-record=identity]').dateTime === '2031-01-31'"
    )


def test_message(engine, where):
    engine.open(f"{where}/en/steps/ask-for-erasure.html")
    fill(engine, "message", exchange="okx", place="de")
    submit(engine, "message")
    engine.until("document.querySelector('form[data-tool=message] [name=text]').value.length > 300")


def test_log(engine, where):
    engine.open(f"{where}/en/steps/after-you-ask.html")
    fill(engine, "log", exchange="okx", residence="de", sent="2026-02-28")
    submit(engine, "log")
    engine.until("document.querySelector('form[data-tool=log] output time, form[data-tool=log] output table')")
    engine.run("localStorage.clear()")


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://www.okx.com/help", "official"),
        ("https://okx.com.collect.test/", "suspicious"),
        ("https://okx.com;evil.test", "unreadable"),
        ("https://weather.example/", "not-official"),
    ],
)
def test_link_check(engine, where, url, verdict):
    engine.open(f"{where}/stay-safe/check-a-link.html")
    fill(engine, "link-check", exchange="okx", url=url)
    engine.until(f"document.querySelector('form[data-tool=link-check] output').dataset.verdict === '{verdict}'")


def test_link_kit(engine, where):
    engine.open(f"{where}/en/support-teams/link-kit.html")
    engine.until("document.querySelectorAll('.guide-kit button').length > 3")


def test_go_link(engine, where):
    engine.open(f"{where}/go/q-dust.html")
    engine.until("!location.pathname.includes('/go/') && document.getElementById(location.hash.slice(1))")


def test_dark(engine, where):
    engine.open(f"{where}/index.html")
    for label in ("__palette_1", "__palette_2"):
        engine.click(f"label[for={label}]")
    assert engine.run("document.body.dataset.mdColorScheme") == "slate"
    engine.open(f"{where}/en/faq.html")
    assert engine.run("document.body.dataset.mdColorScheme") == "slate"
    assert engine.run("getComputedStyle(document.documentElement).colorScheme") == "dark"
    engine.run("localStorage.clear()")


def test_print(engine, where):
    engine.open(f"{where}/steps/close-the-account.html")
    closed = "document.querySelectorAll('article details.guide-fold:not([open])').length"
    before = engine.run(closed)
    assert before > 1
    engine.run("dispatchEvent(new Event('beforeprint'))")
    assert engine.run(closed) == 0, "sections stand open on paper"
    engine.run("dispatchEvent(new Event('afterprint'))")
    assert engine.run(closed) == before, "and close afterwards"


def test_on_a_phone(engine, where):
    engine.size(390, 844)
    engine.open(f"{where}/en/exchanges/okx.html")
    assert engine.run("document.documentElement.scrollWidth <= innerWidth + 1")
    engine.click("label.md-header__button[for=__drawer] button, label.md-header__button[for=__drawer]")
    engine.until("document.querySelector('#__drawer').checked")
    engine.key("Escape")
    engine.until("!document.querySelector('#__drawer').checked")
    engine.size(1280, 900)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_each_kind_are_quiet(engine, where, kind):
    for root in ("", "en/"):
        engine.open(f"{where}/{root}{kind}.html")
        assert engine.run("document.querySelectorAll('h1').length") == 1
        outside = engine.run(
            "performance.getEntriesByType('resource').map(({ name }) => name).filter(name => !/^(file:|data:|http:\\/\\/127\\.0\\.0\\.1)/.test(name))"
        )
        assert not outside, outside
        found = engine.problems()
        assert not found, (kind, root, found)


def test_every_page_is_quiet(engine, where, folder):
    """All pages of the site; two minutes an engine and protocol."""
    loud = {}
    for path in all_pages(folder):
        engine.open(f"{where}/{path.relative_to(folder).as_posix()}")
        if found := engine.problems():
            loud[path.relative_to(folder).as_posix()] = found
    assert not loud, loud


def test_kept_pages_search_and_plan_work_without_a_network(engine, site):
    server = serve(site)
    base = f"http://127.0.0.1:{server.server_port}"
    engine.open(f"{base}/en/index.html")
    engine.open(f"{base}/en/take-it-along.html")  # asks for the worker on the first visit
    last = f"{base}/en/stay-safe/index.html"
    engine.until(f"caches.match({last!r})", 90)
    server.shutdown()
    server.server_close()
    engine.open(f"{base}/en/faq.html")
    assert engine.run("document.querySelector('h1').textContent")
    engine.key("f")
    engine.until("document.activeElement.matches('.md-search__input')")
    engine.key("close okx")
    engine.until("document.querySelector('.md-search-result__link mark')")
    engine.open(f"{base}/en/{PLAN}")
    engine.until("document.querySelectorAll('.guide-plan li').length > 3")
    engine.run("self.guideWatch = []")  # no watch on a site that the worker compares with its list
    engine.problems()  # browsers name each request that failed
