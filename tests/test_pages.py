"""Each page as a reader meets it: it opens, it is styled, it has one title, its language, its policy, its frame."""

import itertools
import re

import pytest
from conftest import opened
from html_pages import all_pages, read, twins
from tour import SCREEN, faults, tour

from guide.site.csp import sha256
from guide.text.html import trimmed

MARKER = re.compile(r"\{\{|\}\}|\{%|\{:|\bundefined\b|\[\[|TODO|FIXME")
TAUGHT = re.compile(r"\{: #name \}|\$\{\{ github\.\w+ \}\}")  # notation that a page explains


def test_every_page_opens_styled_without_leaving_the_machine(toured):
    """And each answer can be seen where its address leads."""
    wrong = {name: faults(found) for name, found in toured.items() if faults(found)}
    assert not wrong, wrong


@pytest.mark.long
def test_every_page_opens_styled_the_other_way_too(chromium, site, served):
    page = opened(chromium, viewport=SCREEN)
    wrong = {name: faults(found) for name, found in tour(page, site, served, other=True).items() if faults(found)}
    page.context.close()
    assert not wrong, wrong


def test_one_h1_and_language_on_each_page(site):
    for zh, en in twins(site):
        for path, lang in ((zh, "zh"), (en, "en")):
            found = read(path)
            assert found.lang.startswith(lang), path
            assert [level for level, _ in found.headings].count(1) == 1, path


def test_headings_step_down_one_level_at_a_time(site):
    for path in all_pages(site):
        levels = [level for level, _ in read(path).headings]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_no_unrendered_marker(site):
    for path in all_pages(site):
        found = MARKER.search(TAUGHT.sub("", read(path).text))
        assert found is None, f"{path}: {found[0] if found else ''}"


def test_no_id_stands_twice(site):
    for path in all_pages(site):
        ids = read(path).ids
        assert len(ids) == len(set(ids)), (path, [name for name in ids if ids.count(name) > 1])


def test_strict_policy_on_every_page(site):
    for path in all_pages(site):
        html = path.read_text("utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert policy, path
        assert "unsafe" not in policy[1] and "default-src 'none'" in policy[1], path
        inline = (
            re.findall(r"<style>(.*?)</style>", html, re.S) if path.name == "404.html" else []
        )  # it can name no file
        assert all(sha256(code) in policy[1] for code in inline), path
        styled = [tag for tag, values in read(path).tags if "style" in values or (tag == "style" and not inline)]
        assert not styled, f"{path}: inline style on {styled}"
        handlers = [key for _, values in read(path).tags for key in values if re.fullmatch(r"on[a-z]+", key)]
        assert not handlers, f"{path}: inline handlers {handlers}"


def test_only_classic_scripts_from_the_site(site):
    for path in all_pages(site):
        for tag, values in read(path).tags:
            assert not (tag == "script" and values.get("type") == "module"), path
        assert not [url for url in read(path).resources if re.match(r"(https?:)?//", url)], path


def test_switch_names_the_twin_on_every_page(site):
    for pair in twins(site):
        for path, other in (pair, pair[::-1]):
            switches = {values["hreflang"]: href for href, values in read(path).links if "hreflang" in values}
            lang = "en" if other.is_relative_to(site / "en") else "zh"
            assert (path.parent / switches[lang]).resolve() == other.resolve(), path


@pytest.mark.parametrize("folders", [3, pytest.param(None, marks=pytest.mark.long)])
def test_switch_leads_to_the_twin(page, base, site, folders):
    """On a page of some folders; which twin the switch of every page names is read above."""
    first_of_folder = {zh.parent: zh for zh, _ in reversed(twins(site))}.values()
    for zh in list(first_of_folder)[:folders]:
        address = zh.relative_to(site).as_posix()
        page.goto(f"{base}/{address}")
        page.click(".guide-switch a[hreflang=en]")
        assert page.url == f"{base}/en/{address}"
        page.click(".guide-switch a[hreflang=zh]")
        assert page.url == f"{base}/{address}"


def test_every_page_shows_the_impostor_note_version_and_page_id(site):
    for pair in twins(site):
        for path in pair:
            html = path.read_text("utf-8")
            assert 'class="guide-impostor"' in html and 'class="guide-version"' in html, path
            relative = path.relative_to(site).with_suffix("").as_posix()
            expected = relative if relative.startswith("en/") else f"zh/{relative}"
            assert f'<code class="guide-page-id">{expected}</code>' in html, path


def test_the_search_dialog_has_a_name_in_the_page_s_language(page, either):
    for address, name in (("index.html", "搜索"), ("en/index.html", "Search")):
        page.goto(f"{either}/{address}")
        assert page.locator(".md-search").get_attribute("aria-label") == name


def test_only_blanks_that_do_not_show_are_taken_out():
    html = "<div>\n\n   <p>a\n  b</p>\n<pre>\n  x\n\n  y</pre>\n  <textarea>\n z</textarea>\n\n</div>"
    assert trimmed(html) == "<div>\n<p>a\nb</p>\n<pre>\n  x\n\n  y</pre>\n<textarea>\n z</textarea>\n</div>"


def test_cards_and_their_words_only_with_a_site_address(site):
    assert not list((site / "assets/images").glob("card-*"))
    assert "og:image" not in (site / "index.html").read_text("utf-8")
