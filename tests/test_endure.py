"""Whatever a host, a disk, a clock or a download does to it: nothing is lost, and a sentence says what is wrong."""

import re
import shutil
import subprocess
import threading
import zipfile
from functools import partial
from http.server import ThreadingHTTPServer
from urllib.parse import quote

import pytest
from conftest import HOME, QuietHandler
from own_data import GUIDE

from guide.data import Redirect
from guide.locales import CODES, LOCALES
from guide.site.go_pages import old_page

ARCHIVE = "download/exchange-exit-guide.zip"
STEP, CHECK, PLAN = (
    "steps/close-the-account.html",
    "stay-safe/check-a-link.html",
    "plan.html#exchange=okx&residence=de&wish=erase",
)
FOLDERS = ("my guide", "退出指南 第1版", "a#b", "100%", "50%25 off?".replace("?", ""), "it's (new) & good", "ü+=;,@")
ALL_AT_ONCE = " ".join(FOLDERS)
LONGEST = 150  # characters of a path in the zip: Windows stops at 260, and readers unpack below folders of their own


def travel(page, base: str) -> None:
    """Open a page, search, switch the language, make a plan, follow a permanent address."""
    page.goto(f"{base}/{STEP}")
    page.keyboard.press("f")
    page.fill(".md-search__input", "okx 注销")
    page.wait_for_selector("mark")
    page.keyboard.press("Escape")
    page.click("header a[hreflang=en]")
    page.wait_for_url("**/en/steps/**")
    page.goto(f"{base}/{PLAN}")
    page.wait_for_selector(".guide-plan [data-step]")
    page.goto(f"{base}/go/q-dust.html")
    page.wait_for_url("**/*.html#*")
    assert page.locator("h1").count() == 1


# Folders and disks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [ALL_AT_ONCE, *(pytest.param(name, marks=pytest.mark.long) for name in FOLDERS)])
def test_any_name_of_a_folder_will_do(page, site, tmp_path, name):
    (tmp_path / name).symlink_to(site)
    travel(page, f"{tmp_path.as_uri()}/{quote(name)}")


@pytest.fixture(scope="module")
def names(site) -> list[str]:
    """Return the names in the zip."""
    with zipfile.ZipFile(site / ARCHIVE) as archive:
        return archive.namelist()


def test_names_suit_every_disk(names):
    assert len({name.casefold() for name in names}) == len(names), "two files would be one where case does not count"
    assert max(map(len, names)) <= LONGEST
    reserved = re.compile(
        r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$)|[<>:\"|?*\\]|[. ](?:/|$)|[^\x21-\x7e]", re.I
    )
    assert not [name for name in names if reserved.search(name)]


# A copy that is cut or changed -------------------------------------------------------------------------------


def test_a_changed_file_is_named_by_the_command_readers_are_told(site, tmp_path):
    with zipfile.ZipFile(site / ARCHIVE) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "exchange-exit-guide"
    check = partial(
        subprocess.run, ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, text=True
    )
    assert check().returncode == 0
    page = folder / CHECK
    page.write_text(page.read_text("utf-8").replace("okx.com", "okx.test", 1), "utf-8")
    (folder / "faq.html").unlink()
    done = check()
    assert done.returncode != 0 and f"{CHECK}: FAILED" in done.stdout and "faq.html" in done.stdout + done.stderr


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99, 0.9999])
def test_a_cut_zip_does_not_unpack(site, tmp_path, share):
    whole = (site / ARCHIVE).read_bytes()
    part = tmp_path / "part.zip"
    part.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(part)
    told = (site / f"{ARCHIVE}.sha256").read_text("utf-8")
    (tmp_path / "exchange-exit-guide.zip").write_bytes(part.read_bytes())
    done = subprocess.run(["sha256sum", "--check"], input=told, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0 and "FAILED" in done.stdout


# Hosts that say wrong things ---------------------------------------------------------------------------------


class Wrong(QuietHandler):
    """Says of every file what a wrongly set up host says."""

    said: dict[str, str] = {}

    def guess_type(self, path):
        """Return a type of the host's own."""
        kind = super().guess_type(path)
        return self.said.get(kind, self.said.get("*", kind).replace("TYPE", kind))

    def end_headers(self):
        """Forbid browsers to guess."""
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


@pytest.fixture
def host(site):
    """Return a function that serves the site with types of its own."""
    servers = []

    def serve(**said):
        handler = type(
            "Handler",
            (Wrong,),
            {
                "said": {key.replace("_", "/"): value for key, value in said.items()}
                | ({"*": said["every"]} if "every" in said else {})
            },
        )
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=site)))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "kind",
    [
        "TYPE",
        "TYPE; charset=gb18030",
        *(pytest.param(f"TYPE; charset={name}", marks=pytest.mark.long) for name in ("iso-8859-1", "big5")),
    ],
)
def test_a_host_s_word_on_the_encoding_does_no_harm(page, host, kind):
    base = host(every=kind)
    travel(page, base)
    page.goto(f"{base}/{STEP}")
    assert page.title().startswith("注销账户") and page.evaluate("document.characterSet") == "UTF-8"
    page.keyboard.press("f")
    page.fill(".md-search__input", "人脸")
    page.wait_for_selector("mark")
    assert "人脸" in page.locator(".md-search-result__list").inner_text()
    quotes = page.evaluate(
        "getComputedStyle(Object.assign(document.body.appendChild(document.createElement('q')), { lang: 'zh' })).quotes"
    )
    assert "Ã" not in quotes and "â" not in quotes


def test_scripts_that_a_host_calls_text_leave_a_page_as_without_scripts(page, host):
    base = host(text_javascript="text/plain", application_javascript="text/plain")
    page.watch.allowed = ["policy report"]  # none comes; the browser says that it refused the type
    for path in (STEP, "en/faq.html", CHECK, "plan.html"):
        page.goto(f"{base}/{path}")
        assert page.locator("h1").count() == 1
        assert not page.locator(".md-search:visible, [data-tool] fieldset:visible").count(), path
    page.click("header a[hreflang=zh], header a[hreflang=en]")


# Clocks ------------------------------------------------------------------------------------------------------


def test_ten_years_on_every_fact_is_overdue_and_the_days_are_right(dated, site):
    dated.clock.set_fixed_time("2036-11-25T12:00:00")
    dated.goto((site / "exchanges/okx.html").as_uri())
    assert dated.locator(".guide-overdue").count()
    dated.goto((site / "retention/calculator.html").as_uri())
    dated.select_option("[data-tool=retention] [name=place]", "hk")
    dated.fill("[name=closed]", "2026-01-31")
    assert dated.locator("output time[data-record=identity]").first.get_attribute("datetime") == "2031-01-31"


def test_a_clock_before_the_guide_was_made_hides_no_overdue_fact(dated, site, tmp_path):
    page = tmp_path / "exchanges/okx.html"
    shutil.copytree(site / "assets", tmp_path / "assets")
    page.parent.mkdir()
    html = (site / "exchanges/okx.html").read_text("utf-8")
    page.write_text(re.sub(r'(<code class="guide-version">)[^<]*', r"\g<1>0123456789 2036-01-01", html), "utf-8")
    dated.clock.set_fixed_time("2016-11-25T12:00:00")
    dated.goto(page.as_uri())
    assert dated.locator(".guide-overdue").count(), "the guide's own day says that time has passed"


# Elsewhere ---------------------------------------------------------------------------------------------------


def shown(page, site, address: str) -> str:
    """Open a page of the site as if it stood at an address; return what it says of being a copy."""
    top = f"{address.split('/')[2]}"

    def answer(route):
        path = (
            re.split("[?#]", route.request.url)[0]
            .split("//")[1]
            .split("/", 1)[1]
            .removeprefix("help/")
            .removeprefix("mirror/")
        )
        route.fulfill(path=site / path) if (site / path).is_file() else route.fulfill(status=404)

    page.watch.allowed = [f"outside request: {address.split('//')[0]}//{top}/"]
    page.route(f"**//{top}/**", answer)
    page.goto(address)
    assert page.locator("h1").count() == 1
    return page.locator(".guide-copy:visible").inner_text() if page.locator(".guide-copy:visible").count() else ""


@pytest.mark.parametrize(
    "address", [f"{HOME}faq.html", f"{HOME}en/faq.html?q=x#top", HOME.replace("https", "http") + "faq.html"]
)
def test_at_its_address_a_page_says_nothing_of_a_copy(page, hosted, address):
    assert not shown(page, hosted, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://copy.example/faq.html",
        "https://guide.example/mirror/faq.html",
        "https://guide.example.test/help/faq.html",
        "http://203.0.113.9/help/faq.html",
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_elsewhere_it_says_that_it_is_a_copy_and_how_to_check_it(page, hosted, address, code):
    said = shown(page, hosted, address.replace("faq.html", f"{LOCALES[code].root}faq.html"))
    assert GUIDE.labels["copy-title"][code] in said and HOME in said
    link = page.locator(".guide-copy a").get_attribute("href")
    assert link == f"{HOME}{LOCALES[code].root}take-it-along.html#check" and "noopener" in page.locator(
        ".guide-copy a"
    ).get_attribute("rel")
    assert (hosted / LOCALES[code].root / "take-it-along.html").read_text("utf-8").count('id="check"') == 1


def test_from_disk_at_home_and_without_scripts_nothing_false_is_said(page, chromium, hosted, site):
    page.goto((hosted / "faq.html").as_uri())
    assert page.locator(".guide-copy").is_hidden()
    assert "guide-copy" not in (site / "faq.html").read_text("utf-8"), "nobody gave an address"
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.route("**/*", lambda route: route.fulfill(path=hosted / "faq.html"))
    plain.goto("https://copy.example/faq.html")
    assert plain.locator(".guide-copy").is_hidden()
    context.close()


# Addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("to", "said", "not_said"), [("faq.md", "go-moved", "go-gone"), (None, "go-gone", "go-moved")])
def test_a_page_that_leads_nowhere_is_not_said_to_have_moved(to, said, not_said):
    entry = Redirect.model_construct(to=to, day="2026-11-26", reason=None)
    for code in CODES:
        html = old_page("about/old.md", entry, code, GUIDE)
        assert f"<h1>{GUIDE.labels[said][code]}</h1>" in html and GUIDE.labels[not_said][code] not in html
