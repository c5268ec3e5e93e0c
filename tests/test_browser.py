"""How the tests get a browser: an installed one first, then the tool's download, then Debian's package, else one sentence."""

import browser
import pytest


def order(monkeypatch, installed, downloaded, debian):
    """Return browser.options() where each way of getting a browser answers as given."""
    monkeypatch.setattr(browser, "installed", lambda: installed)
    monkeypatch.setattr(browser, "downloaded", lambda: downloaded)
    monkeypatch.setattr(browser, "from_debian", lambda: debian)
    return browser.options()


def test_an_installed_browser_comes_first(monkeypatch):
    assert order(monkeypatch, "/a/chromium", True, "/b/chromium")["executable_path"] == "/a/chromium"


def test_then_the_tool_s_own_download(monkeypatch):
    assert "executable_path" not in order(monkeypatch, None, True, "/b/chromium")


def test_then_debian_s_package(monkeypatch):
    assert order(monkeypatch, None, False, "/b/chromium")["executable_path"] == "/b/chromium"


def test_else_one_clear_sentence(monkeypatch):
    with pytest.raises(RuntimeError, match=r"^The tests open the guide in a real browser: install Chromium or Google Chrome, then run them again.$"):
        order(monkeypatch, None, False, None)


def test_debian_s_package_is_for_root_only(monkeypatch):
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000, raising=False)
    assert browser.from_debian() is None


def test_a_source_mark_names_its_source_when_pointed_at(page, base):
    page.goto(f"{base}/en/steps/ask-for-erasure.html")
    mark = page.locator("article .guide-source").first
    mark.hover()
    source = page.locator(f"#source-{mark.get_attribute('data-source')}")
    assert mark.get_attribute("title") and source.inner_text().startswith(mark.get_attribute("title"))
