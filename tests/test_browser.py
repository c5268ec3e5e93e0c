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
    with pytest.raises(
        RuntimeError,
        match=r"^The tests open the guide in a real browser: install Chromium or Google Chrome, then run them again.$",
    ):
        order(monkeypatch, None, False, None)


def test_debian_s_package_is_for_root_only(monkeypatch):
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000, raising=False)
    assert browser.from_debian() is None


def test_proof_opens_with_a_key_and_without_scripts(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/en/steps/identity-check.html")
    proof = page.locator("details.guide-proof").first
    assert not proof.locator(".guide-source").first.is_visible()
    proof.locator("summary").focus()
    page.keyboard.press("Enter")
    assert proof.locator(".guide-source").first.is_visible() and proof.locator("time.guide-checked").first.is_visible()
    context.close()
