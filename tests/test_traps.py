"""The toolchain's traps stay shut: each test fails when its trap is opened again."""

import re

import yaml
from conftest import ROOT, build
from html_pages import all_pages, read, twins
from packaging.version import Version


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml with its !ENV tags."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))
CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=Loader)
PLUGINS = [name for item in CONFIG["plugins"] for name in ([item] if isinstance(item, str) else item)]
OWN_SCRIPTS = sorted((ROOT / "overrides/assets/javascripts").glob("*.js"))


def test_the_theme_s_own_search_is_off():
    # with it every page loads an index and a worker, and Chinese joined to Latin letters is never found
    assert not {"search", "offline"} & set(PLUGINS)


def test_no_privacy_plugin_no_instant_loading_no_web_fonts():
    assert "privacy" not in PLUGINS
    assert not [name for name in CONFIG["theme"]["features"] if name.startswith("navigation.instant")]
    assert CONFIG["theme"]["font"] is False
    assert CONFIG["use_directory_urls"] is False


def test_no_page_names_a_script_from_the_network(site):
    for path in all_pages(site):
        html = path.read_text("utf-8")
        assert "unpkg" not in html and "fonts.g" not in html, path


def test_own_scripts_are_classic_and_fetch_nothing():
    for path in OWN_SCRIPTS:
        text = path.read_text("utf-8")
        assert not re.search(r"\bfetch\(|^import |^export |XMLHttpRequest|innerHTML|\beval\(", text, re.M), path


def test_pages_have_no_jinja_comment_sign():
    for path in (ROOT / "docs").rglob("*.md"):
        assert "{#" not in path.read_text("utf-8"), path


def test_links_between_pages_end_in_html(site):
    for path in all_pages(site):
        for href, _ in read(path).links:
            assert not (href.endswith("/") and "://" not in href), (path, href)


def test_section_links_speak_the_language_of_the_page(site):
    for zh, en in twins(site):
        titles = [
            {values.get("title") for _, values in read(path).links if values.get("class") == "headerlink"}
            for path in (zh, en)
        ]
        assert titles == [{"本节链接"}, {"Link to this section"}], zh


def test_bad_data_stops_the_build_with_every_problem(copy, tmp_path):
    path = copy / "docs/data/places/de.yml"
    path.write_text(
        path.read_text("utf-8").replace("years: 5", "years: five").replace("region: europe", "region: eu"), "utf-8"
    )
    done = build(copy, tmp_path / "out")
    assert done.returncode != 0
    assert re.search(r"docs/data/places/de\.yml:\d+: region: 'eu': ", done.stderr)
    assert re.search(r"docs/data/places/de\.yml:\d+: retention\.clocks\.\w+\.years: 'five': ", done.stderr)


def test_serve_watches_the_templates():
    assert CONFIG["watch"] == ["overrides"]


def test_without_an_address_no_canonical_and_no_sitemap(site):
    assert not (site / "sitemap.xml").exists()
    assert all('rel="canonical"' not in path.read_text("utf-8") for path in all_pages(site))


def test_with_an_address_canonical_sitemap_and_404_are_absolute(hosted):
    english = (hosted / "en/about/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://guide.example/help/en/about/index.html">' in english
    assert '<link rel="alternate" href="https://guide.example/help/about/index.html" hreflang="zh">' in english
    sitemap = (hosted / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("<url>") == 2 * len(twins(hosted)) and "None" not in sitemap
    assert 'hreflang="en" href="https://guide.example/help/en/about/index.html"' in sitemap
    missing = (hosted / "404.html").read_text("utf-8")
    assert 'href="https://guide.example/help/index.html"' in missing and "Content-Security-Policy" in missing


def test_theme_is_pinned_above_the_search_hole():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", lock, re.M))
    assert Version(pins["mkdocs-material"]) >= Version("9.7.7") and pins["mkdocs"] == "1.6.1"


def test_lock_names_no_host_and_no_folder():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|@ file|^-e", lock, re.M)
    for block in re.split(r"\n(?=[a-z])", lock.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
