"""What a release promises, checked by other people's programs: valid, the same bytes anywhere, signed, built without a network."""

import hashlib
import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from programs import EPUBCHECK, program, run
from pypdf import PdfReader

from guide.locales import CODES

pytestmark = pytest.mark.long
NAME = "exchange-exit-guide"
CLI = "overrides/hooks/cli.py"
SAME = ("zip", "epub", "zim", "html")  # forms whose bytes nothing but the commit decides
# zimcheck of Debian 12 is older than the order in which files list their titles today; libzim checks that part itself
ZIMCHECK = ("-0", "-M", "-F", "-P", "-R", "-U", "-X", "-L")


def released(root, site, *forms):
    """Run the command in `root` on a built site, return the folder of downloads."""
    words = [word for form in forms for word in ("--form", form)]
    done = run(sys.executable, CLI, "release", "--site", site, *words, cwd=root)
    assert done.returncode == 0, done.stderr
    return site / "download"


@pytest.fixture(scope="module")
def made(site, tmp_path_factory):
    """Return the downloads of a release, made on a copy of the site."""
    folder = shutil.copytree(site, tmp_path_factory.mktemp("release") / "site")
    return released(ROOT, folder, *SAME)


@pytest.mark.parametrize("locale", CODES)
def test_epubcheck_finds_nothing(made, locale):
    done = run(program("java", EPUBCHECK), "-jar", EPUBCHECK, made / f"{NAME}-{locale}.epub")
    assert done.returncode == 0 and "0 fatals / 0 errors / 0 warnings / 0 infos" in done.stdout + done.stderr, (
        done.stdout + done.stderr
    )


def test_zimcheck_finds_nothing_and_a_reader_finds_pages(made):
    path = made / f"{NAME}.zim"
    done = run(program("zimcheck"), *ZIMCHECK, path)
    assert done.returncode == 0 and "Overall Test Status: Pass" in done.stdout, done.stdout
    archive = Archive(path)
    assert archive.check() and archive.main_entry.get_item().path == "index.html"
    assert archive.has_title_index and archive.has_fulltext_index
    for words, page in (
        ("注销账户", "steps/close-the-account.html"),
        ("close the account", "en/steps/close-the-account.html"),
    ):
        assert page in SuggestionSearcher(archive).suggest(words).getResults(0, 5)
        assert page in Searcher(archive).search(Query().set_query(words)).getResults(0, 10)


def test_a_signed_list_of_sums_tells_a_changed_file_and_a_strangers_key(made, tmp_path):
    minisign = program("minisign")
    keys = {name: (tmp_path / f"{name}.pub", tmp_path / f"{name}.key") for name in ("ours", "stranger")}
    for public, secret in keys.values():
        assert (
            run(minisign, "-G", "-W", "-p", public, "-s", secret).returncode == 0
        )  # -W: a throw-away key, no password
    sums = shutil.copy(made / "SHA256SUMS", tmp_path)
    assert run(minisign, "-S", "-m", sums, "-s", keys["ours"][1]).returncode == 0
    public = keys["ours"][0].read_text("utf-8").splitlines()[1]
    assert "Signature and comment signature verified" in run(minisign, "-Vm", sums, "-P", public).stdout
    assert run(minisign, "-Vm", sums, "-p", keys["stranger"][0]).returncode != 0
    lines = (tmp_path / "SHA256SUMS").read_text("utf-8")
    (tmp_path / "SHA256SUMS").write_text(lines.replace(lines[0], "0" if lines[0] != "0" else "1", 1), "utf-8")
    assert run(minisign, "-Vm", sums, "-P", public).returncode != 0
    assert run("sha256sum", "-c", "SHA256SUMS", cwd=made).returncode == 0


@pytest.mark.parametrize("locale", CODES)
def test_the_pdf_is_tagged_bookmarked_linked_and_small(site, tmp_path, locale):
    from guide.data import load
    from guide.release.book import book_of, one_document
    from guide.release.pdf import write_pdf

    target = tmp_path / "guide.pdf"
    book = book_of(site, ROOT / "mkdocs.yml", load(ROOT / "docs/data"), locale, one_document())
    write_pdf(book, target)
    assert target.stat().st_size <= 5_000_000
    reader = PdfReader(target)
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in catalog and catalog["/Lang"].startswith(locale)
    titles = [item for item in reader.outline if not isinstance(item, list)]
    assert len(titles) >= len(book.parts) and reader.metadata.title == book.label("guide-name")
    fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()}
    assert fonts and all(len(name.split("+")[0]) == 7 for name in fonts)  # six letters mark a subset
    assert any("CJK" in name for name in fonts)
    inside = [
        note
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object().get("/Dest") or note.get_object().get("/A", {}).get("/S") == "/GoTo"
    ]
    assert len(inside) > 1000
    assert all(page.extract_text().strip() for page in reader.pages)  # no empty sheet


def built_elsewhere(folder, commit, umask, **environment):
    """Build the guide and its release from a clone of `commit`, in a setting of its own; return name → SHA-256."""
    root = folder / "guide"
    assert run("git", "clone", "--quiet", "--no-hardlinks", ROOT, root).returncode == 0
    assert run("git", "checkout", "--quiet", commit, cwd=root).returncode == 0
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUIDE_")}
    options = {"cwd": root, "umask": umask, "env": {**clean, "NO_MKDOCS_2_WARNING": "1", **environment}}
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", **options)
    assert done.returncode == 0, done.stderr[-2000:]
    words = [word for form in SAME for word in ("--form", form)]
    done = run(sys.executable, CLI, "release", *words, **options)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_two_builds_of_a_commit_give_the_same_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "二 b#%").mkdir()
    commit = run("git", "rev-parse", "HEAD", cwd=ROOT).stdout.strip()  # somebody may commit while this runs
    first = built_elsewhere(tmp_path / "a", commit, 0o022, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    second = built_elsewhere(
        tmp_path / "二 b#%", commit, 0o077, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="77"
    )
    assert {
        f"download/{NAME}.zim",
        f"download/{NAME}.zip",
        f"download/{NAME}-zh.epub",
        f"download/{NAME}-en.html",
    } <= set(first)
    assert sorted(first) == sorted(second)
    assert not [name for name in first if first[name] != second[name]]


def test_the_build_works_with_the_network_cut_off(copy, tmp_path):
    cut = [program("unshare"), "--map-root-user", "--user", "--net"] if os.geteuid() else [program("unshare"), "--net"]
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), 2)"
    assert run(*cut, sys.executable, "-c", probe).returncode != 0  # nothing leaves this place
    interfaces = subprocess.run([*cut, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True).stdout
    assert [line.split(":")[0].strip() for line in interfaces.splitlines()[2:]] == ["lo"]
    done = run(
        *cut,
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--site-dir",
        tmp_path / "site",
        cwd=copy,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "site/index.html").exists() and (tmp_path / "site/download" / f"{NAME}.zip").exists()
