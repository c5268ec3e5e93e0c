"""The watch on the sources, against a server on loopback whose pages vanish, move, change, hang and lie."""

import argparse
import json
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from rich.console import Console

from guide.watch import extract, run
from guide.watch.fetch import Fetcher, Limits

TODAY = date(2026, 11, 25)
QUOTE = "You cannot undo this: your “account” is closed."
WORDS = 'Close an account. You cannot undo this: your "account"  is closed. This page says so at length, for tests.'


def html(words=WORDS, day="4 April 2024"):
    """Return a page as a help centre has it."""
    head = "<!doctype html><title>Help</title><nav>Menu</nav>"
    return f"{head}<p>{words}</p><p>Last updated: <b>{day}</b></p><script>x</script>"


def pdf(words):
    """Return a small PDF with one line of text, written by hand."""
    stream = f"BT /F1 12 Tf 40 700 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


class Site(BaseHTTPRequestHandler):
    """Answers as the test's table says: path → (status, headers, body) or a function of the handler."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer, and note who asked for what."""
        self.server.asked.append((self.path, dict(self.headers), time.monotonic()))
        answer = self.server.pages.get(self.path, (404, {}, b"no such page"))
        if callable(answer):
            answer(self)
            self.close_connection = True
            return
        status, headers, body = answer
        body = body.encode() if isinstance(body, str) else body
        if status == 200 and headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
            status, body = 304, b""
        self.send_response(status)
        for key, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site(monkeypatch):
    """Return a server on loopback with `pages` to fill and `asked` to read."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # a watch that gives up on a page leaves: nothing to print
    server.pages, server.asked, server.stop = {}, [], threading.Event()
    server.home = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.stop.set()
    server.shutdown()
    server.server_close()


def source(site, name, **more):
    """Return a source of the data at a page of the test's server."""
    values = {"kind": "help", "dated": None, "checked": date(2026, 11, 20), "url": f"{site.home}/{name}"}
    return SimpleNamespace(id=name, title=dict.fromkeys(("zh", "en"), name), **{**values, **more})


def guide(*sources, quotes=()):
    """Return data with `sources` and facts that quote them: (quote, source ids)."""
    facts = {
        f"fact-{n}": SimpleNamespace(id=f"fact-{n}", quote=quote, sources=ids) for n, (quote, ids) in enumerate(quotes)
    }
    return SimpleNamespace(sources={s.id: s for s in sources}, facts=facts, places={})


def watch(tmp_path, data, *options, today=TODAY):
    """Run the command; return its exit code and {source: [kinds]} of its JSON report."""
    parser = argparse.ArgumentParser()
    run.add_watch_arguments(parser)
    files = [
        "--json",
        str(tmp_path / "r.json"),
        "--markdown",
        str(tmp_path / "r.md"),
        "--state",
        str(tmp_path / "state.json"),
    ]
    code = run.run_watch(parser.parse_args([*files, "--pause", "0", "--seconds", "0.5", *options]), data, today)
    rows = json.loads((tmp_path / "r.json").read_text("utf-8"))["sources"]
    return code, {row["id"]: [change["kind"] for change in row["changes"]] for row in rows}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Ask again at once, once."""
    monkeypatch.setattr(
        run, "Limits", lambda **values: Limits(**{**values, "retries": 1, "backoff": 0, "size": 5000, "redirects": 3})
    )


def test_unchanged(site, tmp_path, capsys):
    site.pages["/a"] = (200, {}, html())
    assert watch(tmp_path, guide(source(site, "a", dated="2024-04"), quotes=[(QUOTE, ["a"])])) == (0, {"a": []})
    assert capsys.readouterr() == ("", "1 looked at, 1 unchanged\n"), "no progress where nobody watches"
    agent = site.asked[0][1]["User-Agent"]
    assert "exchange-exit-guide" in agent, agent
    assert [path for path, *_ in site.asked] == ["/robots.txt", "/a"]


def test_gone_and_moved(site, tmp_path):
    site.pages |= {
        "/b": (301, {"Location": "/new"}, ""),
        "/new": (200, {}, html()),
        "/c": (410, {}, ""),
        "/d": (302, {"Location": "/d/"}, ""),
        "/d/": (200, {}, html()),
        "/e": (301, {"Location": "/a"}, ""),
    }
    code, found = watch(tmp_path, guide(*(source(site, name) for name in "abcde")))
    assert (code, found) == (1, {"a": ["gone"], "b": ["moved"], "c": ["gone"], "d": [], "e": ["gone"]})
    assert f"`for good, to {site.home}/new`" in (tmp_path / "r.md").read_text("utf-8")


def test_quotation_no_longer_there(site, tmp_path):
    site.pages["/a"] = (200, {}, html("Accounts can be reopened within 30 days after closing, on request to support."))
    code, found = watch(tmp_path, guide(source(site, "a"), quotes=[(QUOTE, ["a"])]))
    assert (code, found) == (1, {"a": ["quotation"]})
    assert f"fact-0: “{QUOTE}”" in (tmp_path / "r.md").read_text("utf-8")


def test_a_quotation_of_one_of_several_texts(site, tmp_path):
    site.pages |= {
        "/a": (200, {}, html("Something else, at a length that a reader would call text.")),
        "/b": (200, {}, html()),
    }
    data = guide(source(site, "a"), source(site, "b"), quotes=[(QUOTE, ["a", "b"])])
    assert watch(tmp_path, data) == (0, {"a": [], "b": []})
    assert watch(tmp_path, data, "--source", "a") == (0, {"a": []})
    site.pages["/b"] = (200, {}, html("Another text that has lost the sentence, and is long enough."))
    assert watch(tmp_path, data) == (1, {"a": ["quotation"], "b": ["quotation"]})


def test_a_lost_quotation_is_reported_although_another_text_cannot_be_read(site, tmp_path):
    site.pages["/b"] = (200, {}, html())
    site.pages["/a"] = (403, {}, "")
    data = guide(source(site, "a"), source(site, "b"), quotes=[(QUOTE, ["a", "b"])])
    assert watch(tmp_path, data) == (2, {"a": ["unreachable"], "b": []})
    site.pages["/b"] = (200, {}, html("Another text that has lost the sentence, and is long enough."))
    assert watch(tmp_path, data) == (1, {"a": ["unreachable"], "b": ["quotation"]})


def test_date_of_the_text(site, tmp_path):
    site.pages["/a"] = (200, {}, html(day="May 2, 2026"))
    data = guide(source(site, "a", dated="2024-04-04"))
    for _ in range(2):  # until somebody corrects the data
        assert watch(tmp_path, data) == (1, {"a": ["date"]})
    assert "the text says 2026-05-02, the data say 2024-04-04" in (tmp_path / "r.md").read_text("utf-8")


def test_date_and_text_against_the_last_look(site, tmp_path):
    undated = f"<p>{WORDS}</p>"
    site.pages |= {"/a": (200, {}, html()), "/b": (200, {}, undated), "/c": (200, {}, undated)}
    data = guide(*(source(site, name) for name in "abc"), quotes=[(QUOTE, ["c"])])
    assert watch(tmp_path, data) == (0, {"a": [], "b": [], "c": []})
    site.pages |= {
        "/a": (200, {}, html(day="2026-11-24")),
        "/b": (200, {}, undated + "<p>More.</p>"),
        "/c": (200, {}, undated + "<p>More.</p>"),
    }
    for _ in range(2):  # not forgotten before a person has read it
        assert watch(tmp_path, data) == (1, {"a": ["date"], "b": ["text"], "c": []})
    read = guide(*(source(site, name, checked=date(2026, 11, 26)) for name in "abc"), quotes=[(QUOTE, ["c"])])
    assert watch(tmp_path, read, today=date(2026, 11, 27)) == (0, {"a": [], "b": [], "c": []})


def test_conditional_requests(site, tmp_path):
    site.pages["/a"] = (
        200,
        {"ETag": '"1"', "Last-Modified": "Thu, 04 Apr 2024 00:00:00 GMT"},
        html("Text without the sentence, long enough to count."),
    )
    data = guide(source(site, "a"), quotes=[(QUOTE, ["a"])])
    assert watch(tmp_path, data)[0] == 1
    assert watch(tmp_path, data) == (1, {"a": ["quotation"]}), (
        "what was missing is still missing when nothing was modified"
    )
    asked = [headers for path, headers, _ in site.asked if path == "/a"]
    assert "If-None-Match" not in asked[0]
    assert (asked[1]["If-None-Match"], asked[1]["If-Modified-Since"]) == ('"1"', "Thu, 04 Apr 2024 00:00:00 GMT")
    watch(
        tmp_path, guide(source(site, "a"), quotes=[("long enough", ["a"])])
    )  # another quotation: the whole text again
    assert "If-None-Match" not in [headers for path, headers, _ in site.asked if path == "/a"][2]


def hang(handler):
    """Never answer."""
    handler.server.stop.wait(20)


def drip(handler):
    """Answer a byte at a time, each in good time."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while not handler.server.stop.wait(0.2):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return


def test_pages_that_hang_drip_loop_overflow_or_break_off(site, tmp_path):
    site.pages |= {
        "/a": hang,
        "/b": drip,
        "/c": (302, {"Location": "/c"}, ""),
        "/d": (200, {}, html("x" * 6000)),
        "/e": lambda handler: None,
        "/f": (503, {}, ""),
        "/g": (302, {"Location": "mailto:a@b.example"}, ""),
        "/h": (304, {}, ""),
        "/i": (200, {"Content-Encoding": "gzip"}, "no gzip"),
        "/j": (302, {"Location": "http://[broken"}, ""),
    }
    started = time.monotonic()
    code, found = watch(tmp_path, guide(*(source(site, name) for name in "abcdefghij")))
    assert (code, found) == (2, {name: ["unreachable"] for name in "abcdefghij"})
    assert time.monotonic() - started < 12
    assert [path for path, *_ in site.asked].count("/f") == 2, "asked again once"
    report = (tmp_path / "r.md").read_text("utf-8")
    for words in (
        "no answer in time",
        "not complete after 0.5 seconds",
        "more than 3 redirects",
        "larger than 5000 bytes",
        "HTTP 503",
    ):
        assert words in report, words
    assert "object at 0x" not in report


def test_progress_where_somebody_watches(site, tmp_path, capsys, monkeypatch):
    site.pages["/a"] = (200, {}, html())
    monkeypatch.setattr(run, "Console", lambda stderr: Console(stderr=stderr, force_terminal=True))
    watch(tmp_path, guide(source(site, "a")))
    out, err = capsys.readouterr()
    assert "Looking at sources" in err and out == ""


def test_nobody_there(tmp_path, site):
    site.shutdown()
    site.server_close()
    assert watch(tmp_path, guide(source(site, "a"))) == (2, {"a": ["unreachable"]})


def test_pages_that_lie_about_their_type(site, tmp_path):
    line = "You cannot undo this: your account is closed. Long enough to be read."
    site.pages |= {
        "/a": (200, {"Content-Type": "text/html"}, pdf(line)),
        "/b": (200, {"Content-Type": "application/pdf"}, html()),
        "/c": (200, {"Content-Type": "text/html"}, b"\x89PNG\r\n\x1a\n\0\0"),
        "/d": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 broken"),
        "/e": (200, {}, "<div id=app></div><script>draw()</script>"),
        "/f": (200, {"Content-Type": "application/pdf"}, pdf(line)),
    }
    code, found = watch(
        tmp_path, guide(*(source(site, name) for name in "abcdef"), quotes=[(QUOTE, [name]) for name in "abf"])
    )
    assert (code, found) == (2, {"a": [], "b": [], "c": ["not-text"], "d": ["not-text"], "e": ["not-text"], "f": []})


def test_robots(site, tmp_path):
    site.pages |= {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /*private\n"),
        "/a-private": (200, {}, html()),
        "/b": (301, {"Location": "/a-private"}, ""),
        "/c": (200, {}, html()),
    }
    code, found = watch(tmp_path, guide(*(source(site, name) for name in ("a-private", "b", "c"))))
    assert (code, found) == (2, {"a-private": ["forbidden"], "b": ["forbidden"], "c": []})
    assert "/a-private" not in [path for path, *_ in site.asked]
    site.pages["/robots.txt"] = (500, {}, "")
    assert watch(tmp_path, guide(source(site, "c"))) == (2, {"c": ["unreachable"]})


def test_a_host_has_its_pause(site):
    site.pages |= {"/robots.txt": (200, {}, "User-agent: *\nCrawl-delay: 0.3\n"), "/a": (200, {}, html())}
    fetcher = Fetcher(Limits(pause=0.1))
    for _ in range(2):
        assert fetcher.get(f"{site.home}/a").outcome == "ok"
    times = [moment for *_, moment in site.asked]
    assert times[1] - times[0] >= 0.25 and times[2] - times[1] >= 0.25, times


def test_since_source_and_a_state_file_that_is_none(site, tmp_path, capsys):
    site.pages |= {"/a": (200, {}, html()), "/b": (200, {}, html())}
    data = guide(source(site, "a"), source(site, "b", checked=date(2026, 11, 25)))
    (tmp_path / "state.json").write_text("[1]", "utf-8")
    assert watch(tmp_path, data, "--since", "2026-11-25") == (0, {"a": []})
    assert "not a state file" in capsys.readouterr().err
    assert watch(tmp_path, data, "--since", "2026-11-25") == (0, {}), "the watch looked at it today"
    parser = argparse.ArgumentParser()
    run.add_watch_arguments(parser)
    assert run.run_watch(parser.parse_args(["--source", "zz"]), data, TODAY) == 2
    assert "no source with an address has the id: zz" in capsys.readouterr().err


def test_the_report_can_not_be_written_into_from_outside(site, tmp_path):
    site.pages["/a"] = (302, {"Location": "/`@all`[x](https://bad.example)"}, "")
    watch(tmp_path, guide(source(site, "a")))
    assert "``" not in (tmp_path / "r.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "quote", "there"),
    [
        ("keep records for five (5) years", "keep records for five (5) years", True),
        ("Aufbewah-\nrung der Unterlagen", "Aufbewahrung  der Unterlagen", True),
        ("閉じた「口座」は、戻せません", "閉じた“口座”は戻せません", True),
        ("for 15 years", "for 1.5 years", False),
        ("ten years and then erased", "ten years ... erased", True),
        ("erased after ten years", "ten years ... erased", False),
        ("you may undo this", "you may not undo this", False),
    ],
)
def test_quotations_are_compared_by_their_words(text, quote, there):
    assert extract.holds(extract.bare(text), quote) is there


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Last updated: 4 April 2024.", ["2024-04-04"]),
        ("Effective Sept. 1st, 2025", ["2025-09-01"]),
        ("更新日期：2024年4月4日", ["2024-04-04"]),
        ("最后更新2024-04-04", ["2024-04-04"]),
        ("2024/04/04 发布", ["2024-04-04"]),
        ("born on 4 April 2024", []),
        ("version of 31.02.2024", []),
        ("Updated 2035-01-01", []),
    ],
)
def test_days_a_text_states(text, days):
    assert extract.stated_days(text, TODAY) == days
