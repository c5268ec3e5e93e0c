"""On the web: what was opened opens without a network, a new version moves in whole or not at all, and it can be ended."""

import json
import os
import shutil
import struct
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, QuietHandler, until
from html_pages import all_pages
from own_data import GUIDE

from guide.locales import CODES, LOCALES
from guide.site import worker
from guide.site.built import BuiltSite

LABELS = GUIDE.labels
STEP, OTHER, NEVER = "steps/close-the-account.html", "retention/by-place.html", "places/jp.html"
KEPT = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith("guide "))
  return Object.fromEntries(await Promise.all(names.map(async name =>
    [name.split(" ")[2], (await (await caches.open(name)).keys()).map(({ url }) => decodeURI(new URL(url).pathname).slice(1))])))
}"""
NAMES = '(await caches.keys()).filter(name => name.startsWith("guide ")).map(name => name.split(" ")[2]).join()'
ALONE = f"async version => {NAMES} === version"
HAS = "async path => Boolean(await caches.match(`${location.origin}/${encodeURI(path)}`))"
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  const coming = (await registration.update().catch(() => registration)).installing
  while (coming && coming.state === "installing") await new Promise(done => (coming.onstatechange = done))
  return coming?.state ?? "redundant"
}"""
WORKING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"


class Handler(QuietHandler):
    """Serves files until the network is cut; notes what was asked for."""

    def do_GET(self):
        """Serve a file, unless the network is cut, or answer late."""
        path = urlsplit(self.path).path[1:]
        self.server.asked.append(path)
        if self.server.cut or path in self.server.broken:
            return self.connection.close()
        if path in self.server.error:
            return self.send_error(503)
        if self.server.slow:
            self.server.released.wait(30)
        return super().do_GET()

    def end_headers(self):
        """Say what the settings for servers say."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Web(ThreadingHTTPServer):
    """A server of the site, until a test asks for a copy of its own to change, file by file."""

    def __init__(self, site: Path, spare: Path):
        self.site, self.spare = site, spare
        self.asked, self.broken, self.error, self.released = [], set(), set(), threading.Event()
        self.cut = self.slow = False
        super().__init__(("127.0.0.1", 0), lambda *request: Handler(*request, directory=self.site))
        self.url = f"http://127.0.0.1:{self.server_port}"

    @property
    def own(self) -> Path:
        """Return the folder of the copy, which is served from now on."""
        if self.site != self.spare:
            self.site = shutil.copytree(self.site, self.spare, copy_function=os.link)
        return self.spare


@pytest.fixture
def page(unused):
    """Return a page of a browser that nobody used before: a worker outlives the pages it works for."""
    return unused


@pytest.fixture
def web(site, tmp_path):
    """Return a server of the site."""
    server = Web(site, tmp_path / "site")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()


def put(path: Path, text: str) -> None:
    """Write a file of its own in place of one that others share."""
    path.unlink(missing_ok=True)
    path.write_text(text, "utf-8")


def publish(web, monkeypatch, change: str, commit: str = "0123456789 2027-01-01") -> None:
    """Put a new version on the server: every page's version and one word changed."""
    for path in [web.own / STEP, web.own / "index.html", web.own / "en/index.html"]:
        html = path.read_text("utf-8")
        old = html.split('<code class="guide-version">')[1].split("<")[0]
        put(
            path, html.replace(f'guide-version">{old}<', f'guide-version">{commit}<').replace("</h1>", f"{change}</h1>")
        )
    for name in (worker.WORKER, worker.LIST):
        (web.own / name).unlink()
    monkeypatch.setattr(worker, "version", lambda: commit)
    worker.write_worker(BuiltSite(web.own, ROOT / "docs", GUIDE, ""))


def come_back(page, web, path=STEP, other="index.html"):
    """Open two pages of the guide, and wait until the worker has the second with all its language's lists."""
    page.goto(f"{web.url}/{other}")
    page.goto(f"{web.url}/{path}")
    until(page, HAS, path)
    last = worker.core(web.site)["en" if path.startswith("en/") else "zh"][-1]
    until(page, HAS, last)


def version_of(web) -> str:
    """Return the version of what the server has."""
    return worker.digest((web.site / worker.LIST).read_bytes())


def heading(page) -> str:
    """Return the page's heading, without the sign of its address."""
    return page.locator("article h1").inner_text().rstrip("#").strip()


# Nothing before it is wanted ---------------------------------------------------------------------------------


def test_a_first_visit_asks_for_nothing_more(page, web):
    page.goto(f"{web.url}/{STEP}")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise(done => setTimeout(done, 1500))")  # the page's own pause, and then some
    assert not [path for path in web.asked if "worker" in path or "keep" in path or "manifest" in path], web.asked
    assert not page.evaluate(WORKING) and not page.evaluate(KEPT)
    assert len(web.asked) <= 6


def test_nothing_of_it_from_disk(page, site):
    for path in (STEP, "take-it-along.html"):
        page.goto((site / path).as_uri())
        page.goto((site / path).as_uri())
        page.evaluate("() => new Promise(done => setTimeout(done, 1500))")
        assert not page.locator("link[rel=manifest], script[src$='keep.js']").count()
    assert page.locator(".guide-keep").is_hidden() and page.locator(".guide-newer").is_hidden()


def test_no_page_links_a_manifest_by_itself(site):
    assert not [path for path in all_pages(site) if 'rel="manifest"' in path.read_text("utf-8")]


@pytest.mark.parametrize("code", CODES)
def test_the_manifest_names_the_guide_and_icons_that_stand(site, code):
    folder = site / LOCALES[code].root
    manifest = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == LABELS["guide-name"][code] and len(manifest["short_name"]) <= 12
    assert (folder / manifest["start_url"]).exists() and (folder / manifest["scope"]).resolve() == site.resolve()
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        picture = (folder / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", picture[16:24])
        assert picture.startswith(b"\x89PNG") and f"{width}x{height}" == icon["sizes"]


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_page_that_is_kept_links_the_manifest_of_its_language(page, web, folder):
    come_back(page, web, f"{folder}{STEP}")
    linked = page.locator("link[rel=manifest]").evaluate("link => link.href")
    assert linked == f"{web.url}/{folder}manifest.webmanifest" and page.request.get(linked).ok


# Without a network -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", pytest.param("en/", marks=pytest.mark.long)])
def test_what_was_opened_search_and_plan_work_without_a_network(page, web, folder):
    come_back(page, web, f"{folder}{STEP}", f"{folder}{OTHER}")
    web.cut = True
    page.goto(f"{web.url}/{folder}{STEP}#top")
    page.reload()
    assert heading(page) and page.evaluate("getComputedStyle(document.body).getPropertyValue('--guide-brand')")
    for path in ("", "faq.html", "take-it-along.html"):
        page.goto(f"{web.url}/{folder}{path}")
        assert heading(page)
    page.keyboard.press("f")
    page.fill(".md-search__input", "okx 注销" if not folder else "close okx")
    page.wait_for_selector("mark")
    page.goto(f"{web.url}/{folder}plan.html#exchange=okx&residence=de&wish=erase")
    page.wait_for_selector(".guide-plan li")


def test_a_page_that_is_not_kept_says_so_and_leads_home(page, web):
    come_back(page, web)
    web.cut = True
    for path in (NEVER, "%E0%A4%A", "no/such/page.html?q=%3Cscript%3E"):
        page.goto(f"{web.url}/{path}")
        assert page.locator("h1").all_inner_texts() == [LABELS["missing-title"][code] for code in CODES]
        assert page.evaluate("document.querySelector('script')") is None
    page.locator("section[lang=zh] a").click()
    assert heading(page)


@pytest.mark.long
def test_a_network_that_does_not_answer_is_not_waited_for(page, web):
    come_back(page, web)
    web.slow = True
    page.goto(f"{web.url}/{STEP}", wait_until="commit", timeout=8000)
    page.wait_for_selector("article h1", timeout=8000)
    asked = page.evaluate("performance.timing.responseStart - performance.timing.navigationStart")
    assert 3000 <= asked <= 7000, asked
    page.goto(f"{web.url}/index.html", wait_until="commit", timeout=3000)  # and not once more


@pytest.mark.long
def test_a_server_s_error_shows_what_is_kept(page, web):
    come_back(page, web)
    web.error.add(STEP)
    page.goto(f"{web.url}/{STEP}")
    assert heading(page)


# All of it ---------------------------------------------------------------------------------------------------


def keep_all(page, web, code="zh"):
    """Press the button that keeps the whole guide, and wait for its sentence."""
    page.goto(f"{web.url}/{LOCALES[code].root}take-it-along.html")
    page.locator(".guide-keep button").first.click()
    said = LABELS["keep-kept"][code].split("%{size}")[1].split("MB")[1]
    page.locator(".guide-keep [role=status]", has_text=said.strip()).wait_for(timeout=120_000)


@pytest.fixture
def taken(page, web):
    """Return a page of a browser that keeps the whole guide."""
    keep_all(page, web)
    return page


@pytest.mark.long
def test_the_whole_guide_is_kept_on_request_and_erased_on_request(page, web, site):
    keep_all(page, web, "en")
    files = set(worker.listed(web.site))
    [(version, kept)] = page.evaluate(KEPT).items()
    assert version == version_of(web) and set(kept) == {*files, worker.LIST}
    size = int(page.locator(".guide-keep [role=status]").inner_text().split("about ")[1].split(" ")[0])
    assert abs(size - 15) <= 5, f"the page says about 15 MB, the button {size}"
    web.cut = True
    for path in {path.parent: path for path in all_pages(site) if path.name != "404.html"}.values():
        page.goto(f"{web.url}/{path.relative_to(site).as_posix()}")
        assert heading(page) and page.locator(".guide-newer").is_hidden(), path
    page.goto(f"{web.url}/go/q-dust.html")
    page.wait_for_url("**/*.html#*")
    web.cut = False
    page.goto(f"{web.url}/en/take-it-along.html")
    page.locator(".guide-keep button").last.click()
    page.locator(".guide-keep [role=status]", has_text=LABELS["keep-erased"]["en"]).wait_for()
    assert not page.evaluate(KEPT) and not page.evaluate(WORKING)
    page.goto(f"{web.url}/en/{STEP}")
    page.evaluate("() => new Promise(done => setTimeout(done, 1500))")
    assert not page.evaluate(KEPT) and not page.evaluate(WORKING), "kept again after it was erased"
    page.goto(f"{web.url}/en/take-it-along.html")
    page.locator(".guide-keep button").last.click()  # while the page is still under the worker's hand
    keep_all(page, web, "en")
    [(_, kept)] = page.evaluate(KEPT).items()
    assert set(kept) == {*files, worker.LIST}


@pytest.mark.long
def test_every_page_opens_without_a_network(taken, web, site):
    web.cut = True
    for path in all_pages(site):
        taken.goto(f"{web.url}/{path.relative_to(site).as_posix()}")
        assert taken.locator("h1").count() == 1 and taken.title() not in ("", LABELS["missing-title"]["zh"]), path


@pytest.mark.parametrize("code", CODES)
def test_too_little_room_is_said(page, web, code):
    client = page.context.new_cdp_session(page)
    client.send("Storage.overrideQuotaForOrigin", {"origin": web.url, "quotaSize": 3_000_000})
    page.goto(f"{web.url}/{LOCALES[code].root}take-it-along.html")
    page.locator(".guide-keep button").first.click()
    page.locator(".guide-keep [role=status]", has_text=LABELS["keep-full"][code]).wait_for()
    page.goto(f"{web.url}/{STEP}")
    assert heading(page)


@pytest.mark.long
def test_a_network_that_breaks_off_is_said_and_it_goes_on(page, web):
    page.goto(f"{web.url}/take-it-along.html")
    until(page, WORKING)
    web.broken.add(NEVER)
    page.locator(".guide-keep button").first.click()
    page.locator(".guide-keep [role=status]", has_text=LABELS["keep-network"]["zh"]).wait_for(timeout=120_000)
    web.broken.clear()
    keep_all(page, web)


def test_a_browser_that_forbids_it_is_heard(page, web):
    page.add_init_script(
        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'))"
    )
    page.goto(f"{web.url}/take-it-along.html")
    page.locator(".guide-keep button").first.click()
    page.locator(".guide-keep [role=status]", has_text=LABELS["keep-refused"]["zh"]).wait_for()


# A new version -----------------------------------------------------------------------------------------------


def test_a_new_version_is_said_moves_in_and_the_old_one_goes(page, web, monkeypatch):
    come_back(page, web)
    old = version_of(web)
    assert page.locator(".guide-newer").is_hidden()
    publish(web, monkeypatch, "二")
    assert old != version_of(web)
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    page.locator(".guide-newer a").wait_for()
    until(page, ALONE, version_of(web))  # an event of the old worker may still be on its way
    assert page.evaluate(HAS, STEP), "what was kept of the old version is kept of the new one"
    page.locator(".guide-newer a").click()
    until(page, "document.querySelector('h1')?.textContent.includes('二')")
    assert page.locator(".guide-newer").is_hidden()
    web.cut = True
    page.reload()
    assert "二" in heading(page)


def test_a_reader_with_a_network_never_sees_an_old_page(page, web, monkeypatch):
    come_back(page, web)
    publish(web, monkeypatch, "二")
    page.reload()
    assert "二" in heading(page)
    until(page, ALONE, version_of(web))
    assert page.locator(".guide-newer").is_hidden()


@pytest.mark.long
def test_a_version_cut_off_midway_leaves_the_old_one_whole(page, web, monkeypatch):
    come_back(page, web)
    old, first = version_of(web), heading(page)
    publish(web, monkeypatch, "二")
    web.broken |= {STEP, f"en/{STEP}"}
    assert page.evaluate(UPDATED) == "redundant"
    assert old in page.evaluate(KEPT)
    web.cut = True
    page.reload()
    assert heading(page) == first
    web.cut, web.broken = False, set()
    assert page.evaluate(UPDATED) == "installed"  # it takes over with the next load, as the tests above show
    kept = page.evaluate(KEPT)
    assert set(kept[version_of(web)]) >= set(kept[old])


@pytest.mark.long
def test_what_a_server_changed_on_the_way_is_shown_and_not_kept(page, web):
    path = web.own / OTHER
    put(path, path.read_text("utf-8").replace("</body>", "<p>added by the host</p></body>"))
    come_back(page, web)
    page.goto(f"{web.url}/{OTHER}")
    assert page.get_by_text("added by the host").count()
    assert not page.evaluate(HAS, OTHER)
    page.goto(f"{web.url}/take-it-along.html")
    page.locator(".guide-keep button").first.click()
    page.locator(".guide-keep [role=status]", has_text=LABELS["keep-changed"]["zh"]).wait_for(timeout=120_000)


def test_the_switch_ends_it(page, web):
    come_back(page, web)
    page.evaluate("caches.open('somebody else')")
    put(web.own / "worker.js", (web.own / "hosting/worker-off.js").read_text("utf-8"))
    page.reload()
    until(page, f"async () => !{NAMES} && !(await ({WORKING})())")
    assert page.evaluate("caches.keys()") == ["somebody else"]
