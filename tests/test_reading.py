"""Readable pages: English at grade 10 or below, Chinese sentences of 35 characters or fewer, no page too long."""

import re

import pytest
import readability
from conftest import ROOT
from html_pages import read, twins

from guide.checks.writing import prose

UNLIMITED = {"faq.md"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat.", -3, 2),
        ("Institutional confidentiality obligations necessitate comprehensive documentation.", 18, 60),
    ],
)
def test_the_measure_tells_easy_from_hard(text, low, high):
    assert low < readability.grade([text]) < high


def test_chinese_sentences_are_counted_by_characters():
    assert readability.sentence_length(["先清空。再注销账户。"]) == 4


def test_every_page_reads_easily(site, capsys):
    scores = {
        path.relative_to(site): readability.grade(readability.blocks(path.read_text("utf-8")))
        for _, path in twins(site)
    }
    lengths = {
        path.relative_to(site): readability.sentence_length(readability.blocks(path.read_text("utf-8")))
        for path, _ in twins(site)
    }
    with capsys.disabled():
        for name, found, unit in (("English", scores, "grade"), ("Chinese", lengths, "characters a sentence")):
            worst = sorted(found.items(), key=lambda item: -item[1])[:5]
            print(f"\n{name}, worst five: " + ", ".join(f"{path} {value:.1f}" for path, value in worst), unit)
    assert not {path: value for path, value in scores.items() if value > 10}
    assert not {path: value for path, value in lengths.items() if value > 35}


@pytest.mark.parametrize("path", sorted((ROOT / "docs/en").rglob("*.md")), ids=lambda path: path.name)
def test_no_page_is_too_long(path):
    """A page's own prose counts; sentences and tables drawn from the data are records."""
    words = sum(len(re.findall(r"[A-Za-z]+", line)) for _, line in prose(path.read_text("utf-8")))
    assert words <= 1200 or path.name in UNLIMITED, f"{words} words"


GUIDE_SECTIONS = {"start", "steps", "retention", "exchanges", "special-cases", "stay-safe"}


def test_every_guide_page_has_the_skeleton(site):
    for pair in twins(site):
        for path in pair:
            relative = path.relative_to(site).as_posix().removeprefix("en/")
            html = path.read_text("utf-8")
            if relative != "404.html" and not relative.startswith("proof/"):
                assert re.search('class="guide-(answer|card)"', html) or relative in ("glossary.html",), (
                    f"{path}: no answer box"
                )
            if relative.split("/")[0] in GUIDE_SECTIONS:
                ids = read(path).ids
                assert 'class="guide-for"' in html, f"{path}: for whom?"
                for name in ("what-can-go-wrong", "next-step"):
                    assert name in ids, f"{path}: no #{name}"


def test_the_faq_has_forty_questions_each_with_a_permanent_id(site):
    for path in (site / "faq.html", site / "en/faq.html"):
        questions = [name for level, name in read(path).headings if level == 3]
        assert len(questions) >= 40 and all(name.startswith("q-") for name in questions), path
