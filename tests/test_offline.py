"""The copy to take along: whole, the same bytes for the same commit, and at home on a disk without network."""

import hashlib
import re
import shutil
import zipfile

import pytest
from conftest import built_once
from html_pages import all_pages
from own_data import DOCS, GUIDE

from guide.site.archive import write_archive
from guide.site.built import BuiltSite

ARCHIVE = "download/exchange-exit-guide.zip"


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    """Return the folder of the unpacked copy."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(site / ARCHIVE) as archive:
        archive.extractall(folder)
    return folder / "exchange-exit-guide"


def test_holds_every_page_and_nothing_needless(site, unpacked):
    pages = [{path.relative_to(folder) for path in all_pages(folder)} for folder in (site, unpacked)]
    assert pages[0] == pages[1]
    assert all((site / name).read_bytes() == (unpacked / name).read_bytes() for name in pages[0])
    names = [path.name for path in unpacked.rglob("*")]
    assert not [name for name in names if name.endswith((".map", ".zip", ".py", ".yml"))]


def test_checksum_fits(site):
    digest = hashlib.sha256((site / ARCHIVE).read_bytes()).hexdigest()
    assert (site / f"{ARCHIVE}.sha256").read_text("utf-8") == f"{digest}  exchange-exit-guide.zip\n"


def test_size(site):
    pages, addresses = len(all_pages(site)), len(list((site / "go").glob("*.html")))
    assert (site / ARCHIVE).stat().st_size <= 13_500 * pages + 1_000 * addresses


def test_pages_open_from_disk_with_the_network_off(page, unpacked):
    page.context.set_offline(True)
    # the same bytes as the site's pages, which test_looks.py opens one by one: here one page a folder
    for path in {path.parent: path for path in all_pages(unpacked) if path.name != "404.html"}.values():
        page.goto(path.as_uri())
        assert page.locator("article h1").count() == 1, path


@pytest.mark.parametrize(("start", "words"), [("index.html", "注销"), ("en/index.html", "closing")])
def test_search_works_with_the_network_off(page, unpacked, start, words):
    page.context.set_offline(True)
    page.goto((unpacked / start).as_uri())
    page.keyboard.press("f")
    page.fill(".md-search__input", words)
    page.keyboard.press("End")
    page.wait_for_selector(".md-search-result__link", state="attached", timeout=15000)


def test_home_page_leads_to_the_copy_and_says_so(page, base):
    for home, said in (("index.html", "离线带走"), ("en/index.html", "take it along")):
        page.goto(f"{base}/{home}")
        page.locator("article a[href='take-it-along.html']", has_text=said).click()
        page.wait_for_url(f"{base}/{home.replace('index', 'take-it-along')}")
        assert page.locator("a[href$='exchange-exit-guide.zip']").count() == 1


def test_no_repository_no_crash(later):
    assert '<code class="guide-version">unknown</code>' in (later.site / "index.html").read_text("utf-8")


# lines that name the host or the version, and pages on which the host's exchange comes first
OF_THE_HOST = re.compile(r"guide-(?:version|impostor|copy|print-id)|^<strong>(?:谨防冒充|Beware of impostors)")
CHOOSING = re.compile(
    r"(?:en/)?(?:proof/)?(?:index|plan|about/index|exchanges/index|retention/calculator|stay-safe/check-a-link"
    r"|steps/(?:after-you-ask|ask-for-erasure|before-you-close)|support-teams/link-kit)\.html"
)


def lines(path):
    """Return the lines of a page's article but for those that name the host."""
    article = re.search(r"<article.*?</article>", path.read_text("utf-8"), re.S)
    return [line for line in article[0].split("\n") if not OF_THE_HOST.search(line)] if article else []


def test_builds_of_their_own_write_the_same_words(site, hosted):
    """Nothing hangs on the order in which a process happens to keep things; the long run compares every byte."""
    names = [path.relative_to(site).as_posix() for path in all_pages(site)]
    assert not [name for name in names if not CHOOSING.fullmatch(name) and lines(site / name) != lines(hosted / name)]
    data = [path for path in (site / "data").rglob("*.json") if path.name != "answers.json"]  # which gives addresses
    assert not [path for path in data if path.read_bytes() != (hosted / path.relative_to(site)).read_bytes()]


def test_the_same_files_give_the_same_archive(site, unpacked, tmp_path):
    shutil.copytree(unpacked, tmp_path / "site", copy_function=shutil.copyfile)
    (tmp_path / "site/SHA256SUMS").unlink()  # written anew
    write_archive(BuiltSite(tmp_path / "site", DOCS, GUIDE, ""))
    assert (tmp_path / "site" / ARCHIVE).read_bytes() == (site / ARCHIVE).read_bytes()


@pytest.mark.long
def test_same_text_same_bytes(later, tmp_path_factory):
    again = built_once(tmp_path_factory, "again", later.root)
    assert (later.site / ARCHIVE).read_bytes() == (again / ARCHIVE).read_bytes()
