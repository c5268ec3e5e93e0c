"""One strict build a session; a browser that fails a test on any outside request, uncaught error or policy report."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser as browsers
import pytest
from filelock import FileLock
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
HOME = "https://guide.example/help/"  # the address of the site that `hosted` builds
SOURCES = ("mkdocs.yml", "docs", "overrides")


def pytest_collection_modifyitems(config, items):
    """Leave the longer matrices out of the everyday run."""
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


def built_once(tmp_path_factory, name: str, **environment: str) -> Path:
    """Return the folder of the guide built with `environment`: once a run, whichever worker asks first."""
    run = tmp_path_factory.getbasetemp()
    run = run.parent if os.environ.get("PYTEST_XDIST_WORKER") else run  # workers share the run's folder
    target, log = run / f"built-{name}/site", run / f"built-{name}.log"
    with FileLock(run / f"{name}.lock"):
        if not log.exists():
            done = build(ROOT, target, **environment)
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


@pytest.fixture
def copy(tmp_path) -> Path:
    """Return a copy of what the build reads, for a test to break."""
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a log."""

    def log_message(self, *args):
        """Say nothing."""


def serve(folder: Path) -> ThreadingHTTPServer:
    """Serve `folder` on a free loopback port, in the background."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session", params=["http", "file"])
def base(request, site) -> str:
    """Return the site's address, served on loopback and opened from disk."""
    if request.param == "file":
        yield site.as_uri()
        return
    server = serve(site)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def served(site) -> str:
    """Return the site's address on loopback."""
    server = serve(site)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


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


class Watch:
    """Collects what must never happen while a page is open."""

    def __init__(self, page):
        self.problems: list[str] = []
        self.allowed: list[str] = []  # what a test provokes itself
        page.on("pageerror", lambda error: self.problems.append(f"uncaught error: {error}"))
        page.on("console", self.hear)
        page.on("request", self.see)

    def hear(self, message):
        """Note policy reports; the theme's own look for a sitemap fails harmlessly on file://."""
        if "Content Security Policy" in message.text:
            self.problems.append(f"policy report: {message.text}")

    def see(self, request):
        """Note each request that would leave the machine."""
        if not request.url.startswith(("file:", "data:", "about:", "blob:", "http://127.0.0.1")):
            self.problems.append(f"outside request: {request.url}")


@pytest.fixture
def page(chromium):
    """Return a page that fails the test on an outside request, an uncaught error or a policy report."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    watch = Watch(page)
    page.watch = watch
    yield page
    context.close()
    problems = [problem for problem in watch.problems if not problem.startswith(tuple(watch.allowed))]
    assert not problems, problems
