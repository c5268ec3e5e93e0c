"""The forms to take along: whole, at home without a network, and with nothing in them that a reader's device refuses."""

import hashlib
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from importlib.metadata import distribution, metadata

import cli
import pytest
from conftest import ROOT
from own_data import GUIDE

from guide.locales import CODES, addresses, built
from guide.release.book import PROOFS, book_of, one_document
from guide.release.contents import LEFT_OUT, LISTS, parts_of
from guide.release.epub import FORM, MIMETYPE, write_epub
from guide.release.sbom import bill
from guide.release.single import CORE, write_single
from guide.release.zim import alone
from guide.render.downloads import PAGE, Download, all_downloads, with_downloads

CONFIG = ROOT / "mkdocs.yml"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module", params=CODES)
def book(request, site):
    """Return the whole book in one language, as one document."""
    return book_of(site, CONFIG, GUIDE, request.param, one_document())


@pytest.fixture(scope="module", params=CODES)
def epub(request, site, tmp_path_factory):
    """Return an EPUB."""
    target = tmp_path_factory.mktemp("epub") / f"{request.param}.epub"
    write_epub(book_of(site, CONFIG, GUIDE, request.param, FORM), b"cover", target)
    return target


def test_every_page_readers_need_is_a_chapter_once(book):
    named = [chapter.name for chapter in book.chapters]
    pages = {
        path.relative_to(ROOT / f"docs/{book.language}").as_posix().removesuffix(".md")
        for path in (ROOT / f"docs/{book.language}").rglob("*.md")
    }
    drawn = {f"exchanges/{name}" for name in GUIDE.exchanges} | {f"places/{name}" for name in GUIDE.places}
    left_out = {
        page
        for page in pages
        if page in LEFT_OUT or page.startswith(tuple(name for name in LEFT_OUT if name.endswith("/")))
    }
    assert len(named) == len(set(named))
    assert set(named) == (pages | drawn) - left_out
    assert all(any(list_ in part.pages for part in parts_of(CONFIG, book.language)) for list_ in LISTS)


def test_links_in_a_book_lead_somewhere_and_ids_stand_once(book):
    named = one_document().named
    text = "".join(f'<section id="{named(chapter.name, "")}">{chapter.html}</section>' for chapter in book.chapters)
    text += "".join(f'<div id="{named(PROOFS, proof.first)}">{proof.html}</div>' for proof in book.proofs)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r' href="#([^"]+)"', text))
    assert len(targets) > 300 and not targets - set(ids)
    others = [
        address
        for address in re.findall(r' href="([^"]+)"', text)
        if not address.startswith(("#", "https://", "http://", "mailto:"))
    ]
    assert not others


def test_a_book_has_no_script_no_form_and_nothing_folded(book):
    for chapter in book.chapters:
        found = re.findall(
            r"<(script|form|input|select|button|details|template|iframe|img)\b|\s(on\w+|style)=", chapter.html
        )
        assert not found, f"{chapter.name}: {found}"


def test_every_proof_is_in_the_book_and_leads_back(book, site):
    assert len(book.proofs) > 500 and [proof.number for proof in book.proofs] == list(range(1, len(book.proofs) + 1))
    named = one_document().named
    chapters = {chapter.name: chapter.html for chapter in book.chapters}
    for proof in book.proofs:
        assert f'id="{named(proof.chapter, proof.first)}"' in chapters[proof.chapter]
    folder = (site / built("index.md", book.language)).parent
    pages = [folder / f"{name}.html" for name in chapters] + list((folder / "proof").rglob("*.html"))
    shown = {
        name
        for page in pages
        for name in re.findall(r'<a class="guide-source" href="(https[^"]+)"', page.read_text("utf-8"))
    }
    kept = {name.replace("&amp;", "&") for name in shown}
    listed = "".join(proof.html for proof in book.proofs).replace("&amp;", "&")
    assert len(kept) > 200 and not [url for url in kept if url not in listed]


def test_an_epub_is_whole_and_well_formed(epub):
    with zipfile.ZipFile(epub) as archive:
        first = archive.infolist()[0]
        assert (first.filename, archive.read(first), first.compress_type) == (*MIMETYPE, zipfile.ZIP_STORED)
        files = {
            name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")
        }
        package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
    trees = {name: ElementTree.fromstring(text) for name, text in files.items()}
    listed = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    assert set(files) | {"cover.png", "style.css"} == listed
    ids = {name: {element.get("id") for element in tree.iter() if element.get("id")} for name, tree in trees.items()}
    for name, tree in trees.items():
        assert tree.get("lang") == epub.stem and len(list(tree.iter(f"{XHTML}h1"))) == 1, name
        for link in tree.iter(f"{XHTML}a"):
            address = link.get("href")
            if not address.startswith(("http", "mailto:")):
                file, _, anchor = address.partition("#")
                assert (file or name) in files and (not anchor or anchor in ids[file or name]), f"{name}: {address}"


@pytest.mark.parametrize("locale", CODES)
def test_one_file_opens_from_disk_with_all_that_it_needs(page, site, tmp_path, locale):
    target = tmp_path / "guide.html"
    write_single(book_of(site, CONFIG, GUIDE, locale, one_document(), CORE), target)
    page.context.set_offline(True)
    page.goto(target.as_uri())
    assert page.locator("html").get_attribute("lang") == locale
    assert page.locator("h1").count() == 1 and page.locator(".guide-book-chapter h2").count() > 12
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.guide-book-chapter')).borderTopWidth") == "2px"
    )  # the policy lets the style in
    page.locator("nav a[href='#faq']").click()
    assert page.evaluate("Math.abs(document.getElementById('faq').getBoundingClientRect().top) < 5")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (
        not re.search(r"<[^>]+ data-[a-z-]+=", page.locator("main").inner_html()) and target.stat().st_size < 1_000_000
    )


def test_the_page_lists_what_is_there_and_a_release_lists_the_rest(site):
    for locale, address in addresses(PAGE).items():
        html = (site / address).read_text("utf-8")
        links = re.findall(r'href="(?:\.\./)*download/([^"]+)"', html)
        assert links and all((site / "download" / name).exists() for name in links)
        filled = with_downloads(
            html, GUIDE, locale, "../", [Download("zip"), Download("pdf", "en", "4 MB"), Download("pdf", "zh", "4 MB")]
        )
        found = [
            name for name in re.findall(r'href="\.\./download/([^"]+)"', filled) if "." in name and "sha256" not in name
        ]
        assert found == [
            "exchange-exit-guide.zip",
            f"exchange-exit-guide-{locale}.pdf",
            f"exchange-exit-guide-{'zh' if locale == 'en' else 'en'}.pdf",
        ]
        assert alone(filled) == alone(html)  # what is made after the list was filled in is no different
    with pytest.raises(ValueError, match="no list of downloads"):
        with_downloads("<p>nothing</p>", GUIDE, "zh", "", [])


def test_the_command_writes_sums_and_lists_what_it_made(site, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["release", "--site", str(site), "--out", str(out), "--form", "zip", "--form", "html"]) == 0
    names = ["exchange-exit-guide.zip", *(f"exchange-exit-guide-{code}.html" for code in CODES)]
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == names
    lines = (out / "SHA256SUMS").read_text("utf-8").splitlines()
    assert lines == [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}" for name in names]
    assert all((out / f"{name}.sha256").read_text("utf-8") == f"{line}\n" for name, line in zip(names, lines))
    assert len(all_downloads()) == 8
    assert cli.main(["release", "--site", str(tmp_path)]) == 1
    assert "mkdocs build" in capsys.readouterr().err


def test_licences_are_those_of_the_packages_and_go_with_every_copy(site):
    for part in GUIDE.components.values():
        if part.package and not part.text:
            found = metadata(part.package)
            named = found.get("License-Expression") or found.get("License")
            assert named == part.licence, part.package
        if part.text:
            assert part.licence.replace("-", " ").removesuffix(".0") in next(
                file for file in distribution(part.package).files if file.as_posix() == part.text
            ).locate().read_text("utf-8")
    text = (site / "licences.txt").read_text("utf-8")
    for words in (
        "Creative Commons Attribution 4.0",
        "Martin Donath",
        "Mozilla Public License, version 2.0",
        "Apache License",
    ):
        assert words in text
    with zipfile.ZipFile(site / "download/exchange-exit-guide.zip") as archive:
        assert archive.read("exchange-exit-guide/licences.txt").decode() == text
    assert "MPL-2.0" in (site / "assets/javascripts/suffixes.js").read_text("utf-8")[:120]
    for locale in CODES:
        page = (site / built("about/index.md", locale)).read_text("utf-8")
        assert all(part.name in page and part.licence in page for part in GUIDE.components.values())


def test_the_bill_of_materials_names_all_that_ships_and_every_locked_package():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    lock = (ROOT / "requirements.lock").read_text("utf-8")
    text = bill(GUIDE, lock, "abc 2026-11-26")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == bill(GUIDE, lock, "abc 2026-11-26") != bill(GUIDE, lock, "abd 2026-11-26")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.M)
    assert len(pins) > 60 and all(f'"bom-ref": "pypi:{name}@{number}"' in text for name, number in pins)
    assert all(f'"bom-ref": "shipped:{part}"' in text for part in GUIDE.components)
    assert text.count('"alg": "SHA-256"') >= len(pins)
