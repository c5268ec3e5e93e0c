"""The measure of the guide: its figures are right, kept and compared, and the command runs."""

import os
import subprocess
import sys

import brotli
import pytest
from conftest import ROOT
from rich.console import Console

from guide.bench.building import Cost, clean, grown, keep_text, plain_project
from guide.bench.command import own, weights
from guide.bench.lighthouse import CATEGORIES, read
from guide.bench.reading import Searches, name_in
from guide.bench.report import change, read_figures, shown, table_of, unit_of, write_figures
from guide.bench.weight import KINDS, packed, weight_of
from guide.locales import LOCALES


def test_a_page_weighs_each_file_once_by_kind(tmp_path):
    (tmp_path / "a.html").write_text("<p>" * 500)
    (tmp_path / "a.css").write_text("p{margin:0}")
    (tmp_path / "a.svg").write_text("<svg/>")
    weight = weight_of(tmp_path, ["a.html", "a.css", "a.svg", "a.css"])
    assert weight.requests == 3 and list(weight.kinds) == ["html", "css", "pictures"]
    assert weight.kinds["html"] == len(brotli.compress(b"<p>" * 500)) < 100
    assert weight.total == sum(weight.kinds.values()) and packed(b"") <= 2
    assert weights("page x zh", weight, "at load")["page x zh: requests at load"] == 3


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://127.0.0.1:80/", "index.html"),
        ("http://127.0.0.1:80/en/", "en/index.html"),
        ("http://127.0.0.1:80/a.html?x#y", "a.html"),
        ("data:image/svg+xml,x", ""),
    ],
)
def test_what_is_fetched_is_a_file_of_the_site(url, name):
    assert name_in("http://127.0.0.1:80", url) == name


def test_searches_are_counted():
    went = Searches(found=3, missed={"x": []}, milliseconds=[1, 9, 2])
    assert went.share == 0.75 and went.usual == 2 and Searches().share == 0


def test_each_language_knows_its_own_pages():
    assert own(LOCALES["en"])("en/faq.html") and not own(LOCALES["en"])("faq.html")
    assert own(LOCALES["zh"])("faq.html") and not own(LOCALES["zh"])("en/faq.html")


def test_figures_are_shown_with_their_unit_and_change():
    assert unit_of("page home zh: at load, B") == "B" and unit_of("lighthouse home zh: seo") == ""
    assert shown("x, B", 12345.6) == "12,346" and shown("x, s", 1.26) == "1.3" and shown("x, B", None) == "–"
    assert change(90, 100) == "-10 %" and change(100.2, 100) == "=" and change(1, None) == change(None, 1) == ""


def test_figures_are_kept_with_those_not_measured_this_time(tmp_path):
    path = tmp_path / "bench.json"
    assert read_figures(path) == {}
    write_figures(path, {"a, B": 1.4, "b, s": 2.26}, {"a, B": 9, "c, %": 50})
    assert read_figures(path) == {"a, B": 1, "c, %": 50, "b, s": 2.3}
    console = Console(width=100, record=True, file=(tmp_path / "out").open("w"))
    console.print(table_of({"a, B": 2}, read_figures(path)))
    table = console.export_text()
    assert "+100 %" in table and "c, %" in table


def test_the_kept_figures_are_of_pages_there_are(site):
    kept = read_figures(ROOT / "tests/bench.json")
    assert all(f"page {kind} {code}: at load, B" in kept for kind in KINDS for code in LOCALES)
    assert all((site / locale.root / page).exists() for page in KINDS.values() for locale in LOCALES.values())


def test_a_report_of_lighthouse_is_read():
    audits = {"largest-contentful-paint": 812.4, "total-blocking-time": 0, "cumulative-layout-shift": 0.0123}
    report = {
        "categories": {name: {"score": 0.995} for name in CATEGORIES},
        "audits": {name: {"numericValue": value} for name, value in audits.items()},
    }
    assert read(report) == {**dict.fromkeys(CATEGORIES, 100), "LCP": 812, "TBT": 0, "CLS": 12}


def test_pages_grow_by_copies_of_the_written_ones(tmp_path):
    source = tmp_path / "source"
    for code in LOCALES:
        (source / "docs" / code).mkdir(parents=True)
        for name in ("a", "b"):
            (source / "docs" / code / f"{name}.md").write_text(name)
    (source / "mkdocs.yml").write_text("x")
    target = grown(source, tmp_path / "grown", 8, 2)
    assert len(list((target / "docs/zh").glob("*.md"))) == 2 + 7 * 2
    assert Cost(200, 10.0, 100.0, 7.0).each == 50


def test_plain_material_gets_the_same_text_and_nothing_of_the_guide(tmp_path, monkeypatch):
    keep_text("zh/index.md", "lost")
    monkeypatch.setenv("GUIDE_TEXTS", str(tmp_path / "texts"))
    keep_text("zh/index.md", "# 标题")
    plain = plain_project(tmp_path / "texts", (ROOT / "mkdocs.yml").read_text("utf-8"), tmp_path / "plain")
    settings = (plain / "mkdocs.yml").read_text("utf-8")
    assert (plain / "docs/zh/index.md").read_text("utf-8") == "# 标题"
    assert "navigation.prune" in settings and "locale: en" in settings
    assert "hooks" not in settings and "macros" not in settings and "custom_dir" not in settings


def test_settings_of_a_host_are_left_out_of_a_measure():
    assert clean({"GUIDE_URL": "https://x.example/", "PATH": "p"}, {"GUIDE_LOCALE": "zh"}) == {
        "PATH": "p",
        "NO_MKDOCS_2_WARNING": "1",
        "GUIDE_LOCALE": "zh",
    }


def test_the_command_measures_a_built_site(site):
    command = [
        sys.executable,
        ROOT / "overrides/hooks/cli.py",
        "bench",
        "--site",
        site,
        "--only",
        "pages",
        "--kind",
        "home",
    ]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": "120"})
    assert done.returncode == 0, done.stderr
    assert "page home zh: at load, B" in done.stdout and "page home en: requests at load" in done.stdout


def test_one_search_can_be_tried(site):
    command = [sys.executable, ROOT / "overrides/hooks/cli.py", "search", "--site", site, "en"]
    done = subprocess.run([*command, "delete", "my", "account"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == " 1 en/steps/close-the-account.html"
    done = subprocess.run([*command[:4], site / "nowhere", "en", "x"], capture_output=True, text=True)
    assert done.returncode == 2 and "no built site; run mkdocs build first" in done.stderr
