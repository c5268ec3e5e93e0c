"""One strict build a run; a browser that fails a test on any outside request, uncaught error or policy report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser as browsers
import pytest
from filelock import FileLock
from playwright.sync_api import Error, sync_playwright
from years_on import years_on

ROOT = Path(__file__).parents[1]
HOME = "https://guide.example/help/"  # the address of the site that `hosted` builds
SOURCES = ("mkdocs.yml", "docs", "overrides")


# files that take longest come first, so that the workers end together; the first two begin with different builds
FIRST = (
    "test_looks",
    "test_scaffold",
    "test_registry",
    "test_worker",
    "test_search",
    "test_tool_plan",
    "test_styles",
    "test_frame",
    "test_offline",
    "test_tools",
    "test_faults",
    "test_tool_message",
    "test_writing",
)


def pytest_collection_modifyitems(config, items):
    """Leave the longer matrices out of the everyday run; begin with the files that take longest."""
    rank = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(FIRST)))
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def build(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess:
    """Build the guide in `root` into `target`, strictly; return the ended process with what it printed."""
    clean = {key: value for key, value in os.environ.items() if key not in ("GUIDE_URL", "GUIDE_EXCHANGE")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env={**clean, "NO_MKDOCS_2_WARNING": "1", **environment}
    )


def run_folder(tmp_path_factory) -> Path:
    """Return the folder that all workers of this run share."""
    run = tmp_path_factory.getbasetemp()
    return run.parent if os.environ.get("PYTEST_XDIST_WORKER") else run


def built_once(tmp_path_factory, name: str, root: Path = ROOT, change=None, **environment: str) -> Path:
    """Return the folder of the guide in `root` built with `environment`: once a run, whichever worker asks first.

    With `change`, `root` is first filled with a copy of the guide, which `change` gets to work on.
    """
    run = run_folder(tmp_path_factory)
    target, log = run / f"built-{name}/site", run / f"built-{name}.log"
    with FileLock(run / f"{name}.lock"):
        if not log.exists():
            if change:
                change(copied(root))
            done = build(root, target, **environment)
            log.write_text(f"{done.returncode}\n{done.stderr}", "utf-8")
    code, _, said = log.read_text("utf-8").partition("\n")
    assert code == "0" and "WARNING" not in said, said[-4000:]
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Return the folder of the site, built once."""
    return built_once(tmp_path_factory, "plain")


@pytest.fixture(scope="session")
def hosted(tmp_path_factory) -> Path:
    """Return the folder of the site as a host builds it: with an address, and its own exchange first."""
    return built_once(tmp_path_factory, "hosted", GUIDE_URL=HOME, GUIDE_EXCHANGE="binance")


def until(page, expression: str, arg=None, seconds: float = 30) -> None:
    """Wait until `expression` is true in the page; Playwright's own wait calls `eval` there, which the policy forbids."""
    end = time.monotonic() + seconds
    while not holds(page, expression, arg):
        assert time.monotonic() < end, f"not true within {seconds} s: {expression}"
        page.wait_for_timeout(20)


def holds(page, expression: str, arg) -> bool:
    """Tell whether `expression` is true in the page; a page that is just being left has no say."""
    try:
        return bool(page.evaluate(expression, arg))
    except Error as error:
        if "context was destroyed" in str(error) or "navigat" in str(error):
            return False
        raise


@dataclass(frozen=True)
class Later:
    """A copy of the guide in later years: where it is, and its site."""

    root: Path
    site: Path


@pytest.fixture(scope="session")
def later(tmp_path_factory) -> Later:
    """Return the guide after years of maintenance, in a folder without repository."""
    root = run_folder(tmp_path_factory) / "later"
    return Later(root, built_once(tmp_path_factory, "later", root, change=years_on))


def copied(folder: Path) -> Path:
    """Fill `folder` with a copy of what the build reads; return it."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def copy(tmp_path) -> Path:
    """Return a copy of what the build reads, for a test to break."""
    return copied(tmp_path)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a log; a reader who leaves while a file is sent is no fault."""

    def handle(self):
        """Answer; whatever else goes wrong is told as ever."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *args):
        """Say nothing."""


def serve(folder: Path) -> ThreadingHTTPServer:
    """Serve `folder` on a free loopback port, in the background."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def served(site) -> str:
    """Return the site's address on loopback."""
    server = serve(site)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def address(request) -> str:
    """Return the site's address in the way that a parametrised fixture names."""
    return request.getfixturevalue("site").as_uri() if request.param == "file" else request.getfixturevalue("served")


@pytest.fixture(scope="session", params=["http", "file"])
def base(request) -> str:
    """Return the site's address, served on loopback and opened from disk."""
    return address(request)


@pytest.fixture(scope="session", params=["http", pytest.param("file", marks=pytest.mark.long)])
def either(request) -> str:
    """Return the site's address for what a script works out in the page, wherever that came from: disk in the long run."""
    return address(request)


@pytest.fixture(scope="session")
def chromium():
    """Return a running browser."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(**browsers.options())
        except RuntimeError as error:
            pytest.exit(str(error), returncode=1)
        yield found
        found.close()


UNDRAWN = "--disable-threaded-compositing"


@pytest.fixture(scope="session")
def blind(chromium):
    """Return a browser that lays pages out and never draws them, which is a sixth of its work; nothing can be clicked."""
    found = chromium.browser_type.launch(**browsers.options(UNDRAWN))
    yield found
    found.close()


class Watch:
    """Collects what must never happen while a page is open."""

    def __init__(self, page):
        self.problems: list[str] = []
        self.allowed: list[str] = []  # what a test provokes itself
        page.on("pageerror", lambda error: self.problems.append(f"uncaught error: {error}"))
        page.on("console", self.hear)
        page.on("request", self.see)
        page.on("dialog", self.refuse)

    def hear(self, message):
        """Note policy reports; the theme's own look for a sitemap fails harmlessly on file://."""
        if "Content Security Policy" in message.text:
            self.problems.append(f"policy report: {message.text}")

    def refuse(self, dialog):
        """Note and close a dialog: the guide opens none."""
        self.problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def see(self, request):
        """Note each request that would leave the machine."""
        if not request.url.startswith(("file:", "data:", "about:", "blob:", "http://127.0.0.1")):
            self.problems.append(f"outside request: {request.url}")


def opened(browser, day: str = "", **settings):
    """Return a page in a context of its own, with `settings`, that watches what must never happen; on a `day`, at noon."""
    page = browser.new_context(**{"locale": "zh-CN", **settings}).new_page()
    if day:
        page.clock.set_fixed_time(f"{day}T12:00:00")
    page.watch, page.day, page.used_up, page.undo = Watch(page), day, False, []
    page.session = page.context.new_cdp_session(page)
    for name, how in LASTING.items():
        setattr(page, name, lasting(page, name, how))
    return page


def removed(made, page, *values):
    """Take out what `made` stands for."""
    made.__exit__(None, None, None)


# what a page keeps until it is taken out again, and how that is done
LASTING = {
    "add_init_script": removed,
    "expose_binding": removed,
    "expose_function": removed,
    "route": removed,
    "on": lambda made, page, *values: page.remove_listener(*values),
    "set_extra_http_headers": lambda made, page, *values: page.set_extra_http_headers({}),
}


def lasting(page, name: str, how):
    """Return a method of `page` that notes how to undo what it did."""
    method = getattr(page, name)

    def noted(*values, **named):
        made = method(*values, **named)
        page.undo.append(partial(how, made, page, *values))
        return made

    return noted


@pytest.fixture
def unused(chromium):
    """Return a page of a browser that nobody used before; it fails the test as `page` does."""
    page = opened(chromium)
    yield page
    page.context.close()
    heard(page)


def heard(page) -> None:
    """Fail on what must never happen and did."""
    problems = [problem for problem in page.watch.problems if not problem.startswith(tuple(page.watch.allowed))]
    page.watch.problems, page.watch.allowed = [], []
    assert not problems, problems


SIZE = {"width": 1280, "height": 720}
TODAY = "2026-11-25"  # for tests that count days


@pytest.fixture(scope="session")
def spare() -> dict:
    """Return the pages that wait for the next test, by the fixture that hands them out."""
    return {}


@pytest.fixture
def page(chromium, spare):
    """Return an empty page with nothing stored that fails the test on an outside request, an uncaught error, a policy report.

    It is the one the test before has left: what a test puts into it is taken out again, but for a clock.
    """
    yield from handed_on(spare, "page", lambda: opened(chromium))


@pytest.fixture
def undrawn(blind, spare):
    """Return a page as `page` does, in the browser that draws nothing."""
    yield from handed_on(spare, "undrawn", lambda: opened(blind))


@pytest.fixture
def dated(chromium, spare):
    """Return a page as `page` does, on the day that the tests know; a test may put it on another day."""
    yield from handed_on(spare, "dated", lambda: opened(chromium, TODAY))


def handed_on(spare: dict, kind: str, make):
    """Yield the page that the test before has left, or one that `make` makes: that takes as long as opening the guide."""
    page = spare.pop(kind, None) or make()
    yield page
    try:
        emptied(page)
    except Error:  # it does not answer any more
        page.used_up = True
    if page.used_up:
        page.context.close()
    else:
        spare[kind] = page
    heard(page)


def emptied(page) -> None:
    """Leave a page as it was when it was new; one without a day that got a clock is used up."""
    while page.undo:
        page.undo.pop()()
    origin = "file://" if page.url.startswith("file:") else "/".join(page.url.split("/")[:3])
    page.context.set_offline(False)
    page.session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    day = page.evaluate("""() => {
        window.name = ""
        try { sessionStorage.clear() } catch {}
        return "__pwClock" in globalThis ? new Date().toISOString().slice(0, 10) : ""
    }""")
    if page.day and day != page.day:
        page.clock.set_fixed_time(f"{page.day}T12:00:00")
    page.used_up = bool(day) != bool(page.day)
    page.emulate_media(media="null", color_scheme="light")
    if page.viewport_size != SIZE:
        page.set_viewport_size(SIZE)
    page.goto("about:blank")


@pytest.fixture(scope="session")
def toured(tmp_path_factory, blind, site, served) -> dict[str, dict]:
    """Return what each page takes, by its address below the site's top: one tour a run, see tour.py."""
    from tour import SCREEN, tour  # which reads the data: a fault in them is no fault of every test

    notes = run_folder(tmp_path_factory) / "tour.json"
    with FileLock(notes.with_suffix(".lock")):
        if not notes.exists():
            page = opened(blind, viewport=SCREEN)
            notes.write_text(json.dumps(tour(page, site, served)), "utf-8")
            page.context.close()
    return json.loads(notes.read_text("utf-8"))
