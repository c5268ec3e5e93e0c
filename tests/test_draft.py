"""What `serve` keeps: a page that is as it was isn't made again; what macros make waits aside while Markdown reads."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from dataclasses import replace

import pytest

from guide.data import Guide
from guide.render.aside import ids, put_back, seated, set_aside
from guide.site.draft import STUB, Drafts, Makings, stamp
from guide.text.html import Shut, with_texts

SOURCE = "---\ntitle: A page\n---\n# A page\n"
GUIDE = Guide()
OLD = Makings(GUIDE, (), ())


def drafts(made=OLD) -> Drafts:
    """Return drafts with one page, made with `made`."""
    found = Drafts()
    found.begin(made)
    found.keep("zh/a.md", "a.html", SOURCE, "<p>made", "toc", {"x"})
    return found


def test_a_page_as_it_was_is_not_made_again():
    found = drafts()
    found.begin(Makings(GUIDE, (), ()))
    stub = found.stub("zh/a.md", "a.html", SOURCE)
    assert stub.startswith("---\ntitle: A page\n---\n") and STUB in stub and "# A page" not in stub
    assert found.again("zh/a.md", f"<p>x</p>{STUB}").html == "<p>made" and found.again("zh/a.md", "<p>x</p>") is None


def test_a_changed_or_new_page_is_made():
    found = drafts()
    assert found.stub("zh/a.md", "a.html", SOURCE + "more") is None
    assert found.stub("zh/b.md", "b.html", SOURCE) is None


@pytest.mark.parametrize(
    "new", [replace(OLD, guide=Guide()), replace(OLD, templates=(("x", 1),)), replace(OLD, code=(("x", 1),))]
)
def test_after_a_change_for_all_pages_those_looked_at_come_first_and_others_when_asked_for(new):
    found, again, told = drafts(), [], []
    watching = found.watching(lambda *_: [b"page"], "/", lambda: again.append(1))
    found.keep("zh/b.md", "b.html", SOURCE, "<p>b", "toc", set())
    assert watching({"PATH_INFO": "/b.html"}, told) == [b"page"] and not again
    found.begin(new)
    assert found.stub("zh/b.md", "b.html", SOURCE) is None, "looked at"
    assert found.stub("zh/a.md", "a.html", SOURCE), "as it was, for the time being"
    watching({"PATH_INFO": "/a.html"}, told)
    assert again and found.stub("zh/a.md", "a.html", SOURCE) is None
    found.keep("zh/a.md", "a.html", SOURCE, "<p>new", "toc", set())
    assert not found.stale


def test_changed_pages_are_checked_until_they_are_good(tmp_path):
    page, found = tmp_path / "a.md", Drafts()
    page.write_text("x")
    assert found.unchecked([page]) == [page] == found.unchecked([page])
    found.good([page])
    assert found.unchecked([page]) == [] and stamp(tmp_path, "*.md")[0][0].endswith("a.md")


def test_what_macros_make_waits_aside_where_it_stands_alone():
    aside = []
    block, word = set_aside('<table id="t"><tr></tr></table>', aside), set_aside("<em>x</em>", aside)
    inline = set_aside("<p>y</p>", aside)
    assert word == "<em>x</em>" and len(aside) == 2 and ids(aside) == {"t"}
    markdown = seated(f"a\n\n{block}\n\n- in a line {inline}\n", aside)
    assert markdown == f"a\n\n{block}\n\n- in a line <p>y</p>\n"
    assert put_back(f"<p>a</p>\n{block}", aside) == '<p>a</p>\n<table id="t"><tr></tr></table>'


def test_texts_are_changed_but_for_what_is_shut():
    html = 'a<br>a<q>a<q>a</q>a</q>a<img alt="a"><q/>a<p>a'
    assert (
        with_texts(html, Shut(lambda tag: tag.startswith("<q")), lambda text, _: text.upper())
        == 'A<br>A<q>a<q>a</q>a</q>A<img alt="a"><q/>A<p>A'
    )
    assert with_texts("x<i>y", Shut(lambda _: False), lambda text, tag: f"[{tag}]{text}") == "[]x<i>[<i>]y"


@pytest.mark.long
def test_serve_shows_a_change_of_a_page_a_template_and_the_code(copy):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", base.removeprefix("http://")],
        cwd=copy,
        env={**os.environ, "GUIDE_LOCALE": "zh", "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )

    def shown(address: str) -> str:
        return urllib.request.urlopen(f"{base}/{address}", timeout=120).read().decode()

    try:
        assert any("Serving on" in line for line in server.stderr)
        for name, old, new in (
            ("docs/zh/steps/contact-support.md", "{: #top }\n", "{: #top }\n\nnew-page\n"),
            ("overrides/partials/pages/proof.html", "<details", "<details data-new-template"),
            (
                "overrides/hooks/guide/frame/frame.py",
                "    html = html.replace(",
                '    html = "<!--new-code-->" + html.replace(',
            ),
        ):
            html = shown("steps/contact-support.html")
            path = copy / name
            path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
            sign = re.search(r"new-[a-z]+", new)[0]
            while sign not in html:  # the server answers here once it has built again
                shown("livereload/{}/{}".format(*re.search(r"livereload\((\d+), (\d+)\)", html).groups()))
                html = shown("steps/contact-support.html")
    finally:
        server.terminate()
        server.wait(30)
