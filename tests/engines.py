"""Three engines behind one small set of gestures: Chromium, Firefox and WebKitGTK, as Debian has them.

Chromium is driven by Playwright, WebKitGTK by its own driver through Selenium, Firefox over its own WebDriver BiDi
socket, for which Selenium has the words: neither needs a driver from elsewhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import browser as browsers
from playwright.sync_api import sync_playwright
from selenium import webdriver
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PACKAGES = {"firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb"}
KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}
# a promise becomes an answer that every driver can carry: [good, value]
ANSWERED = "(async () => { try { return JSON.stringify([true, (await (%s)) ?? null]) } catch (error) { return JSON.stringify([false, String(error)]) } })()"
BAD = re.compile(r"Content.Security.Policy|Refused to|SyntaxError|TypeError|ReferenceError|Uncaught|CORS|blocked", re.I)


WATCH = """self.guideWatch = []
addEventListener("securitypolicyviolation", event => guideWatch.push(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`))
addEventListener("error", event => guideWatch.push(`Uncaught: ${event.message || event.target.src || event.target.href}`), true)
addEventListener("unhandledrejection", event => guideWatch.push(`Uncaught: ${event.reason}`))
"""


class Missing(Exception):
    """Why an engine cannot be had on this machine."""


class Engine:
    """What a reader does in a browser; each engine fills in how."""

    name = ""

    def __init__(self):
        self.said: list[str] = []  # errors and policy reports of the console

    def open(self, address: str) -> None:
        """Open an address and wait until it has loaded, and what helps while reading has come."""
        self.load(address)
        self.until("!self.guideFrame || document.querySelector('.md-top')")

    def load(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        raise NotImplementedError

    def raw(self, code: str) -> str:
        """Return the text an expression comes to."""
        raise NotImplementedError

    def key(self, key: str) -> None:
        """Press a key, or type several, where the focus is."""
        raise NotImplementedError

    def size(self, width: int, height: int) -> None:
        """Give the window a size."""
        raise NotImplementedError

    def run(self, code: str):
        """Return what an expression of the page, which may take its time, comes to."""
        good, value = json.loads(self.raw(ANSWERED % code))
        assert good, f"{self.name}: {code}: {value}"
        return value

    def until(self, code: str, seconds: float = 15) -> None:
        """Wait until an expression of the page is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(Exception):  # a page on its way has nothing to ask
                if self.run(f"(async () => Boolean(await ({code})))()"):
                    return
            time.sleep(0.1)
        raise AssertionError(f"{self.name}: not within {seconds} s: {code}; at {self.run('location.href')}")

    def click(self, selector: str) -> None:
        """Click the first element of a selector."""
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def problems(self) -> list[str]:
        """Return what the console said that it must not, and forget it."""
        found, self.said[:] = [line for line in self.said if BAD.search(line)], []
        return found


class Chromium(Engine):
    """Chromium by Playwright."""

    name = "chromium"

    def __init__(self, page):
        super().__init__()
        self.page = page
        page.on("console", lambda message: message.type == "error" and self.said.append(f"Uncaught: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"Uncaught: {error}"))

    def load(self, address):
        """Open an address."""
        self.page.goto(address)

    def raw(self, code):
        """Return the text an expression comes to."""
        return self.page.evaluate(code)

    def key(self, key):
        """Press a key, or type text."""
        if key in KEYS:
            self.page.keyboard.press(key)
        else:
            self.page.keyboard.type(key)

    def size(self, width, height):
        """Give the window a size."""
        self.page.set_viewport_size({"width": width, "height": height})


class Firefox(Engine):
    """Firefox by its own socket."""

    name = "firefox"

    def __init__(self, connection, context: str):
        super().__init__()
        self.connection, self.context = connection, context

    def ask(self, method: str, **params):
        """Send a command; return its result."""
        return ask(self.connection, method, **params)

    def load(self, address):
        """Open an address."""
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def raw(self, code):
        """Return the text an expression comes to."""
        answer = self.ask("script.evaluate", expression=code, target={"context": self.context}, awaitPromise=True)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def key(self, key):
        """Press a key, or type text."""
        keys = [KEYS[key]] if key in KEYS else list(key)
        moves = [{"type": kind, "value": one} for one in keys for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": moves}]
        )

    def size(self, width, height):
        """Give the window a size."""
        self.ask("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})


class WebKit(Engine):
    """WebKitGTK by its own driver."""

    name = "webkit"

    def __init__(self, driver):
        super().__init__()
        self.driver = driver

    def load(self, address):
        """Open an address."""
        self.driver.get(address)

    def raw(self, code):
        """Return the text an expression comes to."""
        return self.driver.execute_async_script(f"const done = arguments[0]; {code}.then(done)")

    def key(self, key):
        """Press a key, or type text."""
        webdriver.ActionChains(self.driver).send_keys(KEYS.get(key, key)).perform()

    def size(self, width, height):
        """Give the window a size."""
        self.driver.set_window_size(width, height)

    def problems(self):
        """Ask the page itself: its console is closed to the driver, so the site has a watch on each page (watched)."""
        self.said += self.run("self.guideWatch ?? ['Uncaught: nobody watches this page']")
        return super().problems()


def watched(site: Path, folder: Path) -> Path:
    """Return a copy of a site in which a script of its own, first on each page, notes errors and policy reports."""
    shutil.copytree(site, folder, copy_function=os.link)
    (folder / "watch.js").write_text(WATCH, "utf-8")
    for path in folder.rglob("*.html"):
        html, way = path.read_text("utf-8"), "../" * (len(path.relative_to(folder).parts) - 1)
        path.unlink()
        mark = '<meta name="viewport"'
        path.write_text(html.replace(mark, f'<script src="{way}watch.js"></script>\n{mark}', 1), "utf-8")
    return folder


# Starting them -----------------------------------------------------------------------------------------------


def command(*names: str) -> str:
    """Return the path of the first program that is there; as root on Debian, its package is installed first."""
    package = PACKAGES["webkit" if "WebKitWebDriver" in names or "Xvfb" in names else "firefox"]
    for _ in range(2):
        if found := next((path for name in names if (path := shutil.which(name))), None):
            return found
        if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
            browsers.succeeds("apt-get", "update", timeout=300)
            browsers.succeeds("apt-get", "install", "--yes", "--no-install-recommends", *package.split(), timeout=900)
    raise Missing(f"{names[0]} is not on this machine; Debian has it: apt-get install {package}")


@contextmanager
def chromium():
    """Yield Chromium."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(**browsers.options())
        except RuntimeError as error:
            raise Missing(str(error)) from None
        yield Chromium(found.new_page(locale="en-US"))
        found.close()


@contextmanager
def firefox():
    """Yield Firefox."""
    path = command("firefox-esr", "firefox")
    with tempfile.TemporaryDirectory() as profile:
        log = Path(profile) / "log"
        with log.open("w") as out:
            running = subprocess.Popen(
                [
                    path,
                    "--headless",
                    "--no-remote",
                    "--profile",
                    profile,
                    "--remote-debugging-port",
                    "0",
                    "about:blank",
                ],
                stdout=out,
                stderr=out,
            )
        try:
            address = said(log, r"WebDriver BiDi listening on (ws://\S+)", running)
            connection = WebSocketConnection(f"{address}/session", timeout=60, interval=0.05)
            ask(connection, "session.new", capabilities={})
            context = ask(connection, "browsingContext.getTree")["contexts"][0]["context"]
            engine = Firefox(connection, context)
            listen(connection, engine)
            yield engine
            connection.close()
        finally:
            running.terminate()
            running.wait(20)


@contextmanager
def webkit():
    """Yield WebKitGTK, on a display of its own."""
    driver_path, display_path = command("WebKitWebDriver"), command("Xvfb")
    browser_path = next(Path("/usr/lib").rglob("webkit2gtk-4.1/MiniBrowser"), None)
    if browser_path is None:
        raise Missing("the driver of WebKitGTK is there, its MiniBrowser is not")
    with tempfile.TemporaryDirectory() as folder:
        number = Path(folder) / "display"
        with number.open("w") as out:
            display = subprocess.Popen(
                [display_path, "-displayfd", "1", "-screen", "0", "1280x900x24"], stdout=out, stderr=subprocess.DEVNULL
            )
        options = Options()
        options.binary_location = str(browser_path)
        options.add_argument("--automation")
        service = Service(driver_path)
        shown = said(number, r"(\d+)", display)
        service.env = {**os.environ, "DISPLAY": f":{shown}", "HOME": folder, "XDG_RUNTIME_DIR": folder}
        driver = None
        try:
            driver = webdriver.WebKitGTK(options=options, service=service)
            driver.set_script_timeout(60)
            yield WebKit(driver)
        finally:
            if driver:
                driver.quit()
            display.terminate()
            display.wait(20)


ENGINES = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


def said(log: Path, pattern: str, running: subprocess.Popen) -> str:
    """Return what a starting program writes that fits a pattern."""
    for _ in range(600):
        if found := re.search(pattern + r"\s", log.read_text("utf-8", "replace")):
            return found[1]
        if running.poll() is not None:
            break
        time.sleep(0.1)
    raise Missing(f"{running.args[0]} did not start: {log.read_text('utf-8', 'replace')[-300:]}")


def ask(connection, method: str, **params):
    """Send a command of WebDriver BiDi; return its result."""

    def sent():
        return (yield {"method": method, "params": params})

    return connection.execute(sent())


@dataclass
class Logged:
    """An entry of the console."""

    event_class: ClassVar[str] = "log.entryAdded"
    level: str
    text: str

    @classmethod
    def from_json(cls, params):
        """Return the entry that an event tells of."""
        return cls(params["level"], str(params.get("text")))


def listen(connection, engine: Firefox) -> None:
    """Note errors and warnings of the console."""
    connection.add_callback(
        Logged, lambda entry: entry.level in ("error", "warn") and engine.said.append(f"Uncaught: {entry.text}")
    )
    ask(connection, "session.subscribe", events=[Logged.event_class])
