"""Every link leads somewhere, and outside only to addresses the sources name. Nothing a scammer could use."""

import json
import re
import subprocess
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from conftest import ROOT
from html_pages import all_pages, read, twins

PHONE = re.compile(r"tel:|(?<![\w.])\+\d{8,15}\b")
PROMOTION = re.compile(r"\.apk\b|[?&](?:ref|referral|invite|inviteCode|channelId|aff)=|/join/|/register\b", re.I)
BINARY = {".png", ".zip", ".ico"}


@cache
def fields(path):
    """Return the names of a page's fields."""
    return {values.get("name") for _, values in read(path).tags}


@cache
def ids(path):
    """Return a page's ids."""
    return set(read(path).ids)


def test_every_internal_link_and_anchor_resolves(site):
    broken = []
    for path in all_pages(site):
        for href, _ in read(path).links:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            base = site if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if not target.is_file():
                broken.append(f"{path.relative_to(site)}: {href}")
            elif "=" in parts.fragment:  # choices handed to a tool
                lost = [name for name, _ in parse_qsl(parts.fragment) if name not in fields(target)]
                broken += [f"{path.relative_to(site)}: {href}: no field {name}" for name in lost]
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in ids(target):
                broken.append(f"{path.relative_to(site)}: {href}: no such id")
    assert not broken, "\n".join(broken)


def test_every_resource_is_there(site):
    for path in all_pages(site):
        for source in read(path).resources:
            base = site if source.startswith("/") else path.parent
            assert (base / source.lstrip("/")).resolve().is_file(), (path, source)


def test_outside_addresses_are_those_of_the_sources(site):
    sources = json.loads((site / "data/sources.json").read_text("utf-8"))
    known = {source["url"] for source in sources if source["url"]}
    hosts = {urlsplit(url).hostname for url in known}
    for path in all_pages(site):
        for href, values in read(path).links:
            parts = urlsplit(href)
            if parts.scheme in ("", "mailto"):
                continue
            assert parts.scheme == "https" and parts.hostname in hosts, f"{path}: {href} is not on the list of sources"
            assert "noopener" in values.get("rel", ""), f"{path}: {href}"


def test_no_promotion_no_download_no_phone_number_in_the_site(site):
    for path in all_pages(site):
        html = path.read_text("utf-8")
        for pattern in (PHONE, PROMOTION):
            assert not pattern.search(html), f"{path}: {pattern.search(html)[0]}"


def test_no_promotion_no_phone_number_in_the_repository():
    files = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in files:
        path = ROOT / name
        if not path.is_file() or path.suffix in BINARY or name.startswith("tests/") or name == "requirements.lock":
            continue
        text = path.read_text("utf-8")
        pattern = (
            PHONE if path.suffix in (".py", ".js", ".css") else re.compile(f"{PHONE.pattern}|{PROMOTION.pattern}", re.I)
        )
        found = (
            None if name == "overrides/hooks/guide/data/base.py" else pattern.search(text)
        )  # it holds the very pattern
        assert not found, f"{name}: {found[0] if found else ''}"


@pytest.mark.parametrize("home", ["index.html", "en/index.html"])
def test_every_page_is_three_clicks_or_fewer_from_home(site, home):
    start = site / home
    reached, edge = {start: 0}, [start]
    while edge:
        page = edge.pop(0)
        for href, _ in read(page).links:
            path = urlsplit(href).path
            target = (page.parent / unquote(path)).resolve() if path and "://" not in href else page
            if target.suffix == ".html" and target.is_file() and target not in reached:
                reached[target] = reached[page] + 1
                edge.append(target)
    own = {
        path.resolve()
        for pair in twins(site)
        for path in pair
        if (path.relative_to(site).parts[0] == "en") == home.startswith("en")
    }
    far = {path.relative_to(site).as_posix(): reached.get(path, "never") for path in own if reached.get(path, 99) > 3}
    assert not far, far
