"""A newcomer's page pair, exchange and place: begun by the program, blanks named, all checks green once filled in."""

import argparse
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from conftest import ROOT, build

from guide import scaffold
from guide.checks import writing
from guide.checks.pages import page_problems
from guide.data import DataError, load
from guide.scaffold import command

TODAY = date.today()
BLANK = re.compile(r"FILL: [^\"\n{}*]*")
# what a newcomer writes, by what the blank asks for; the first pattern that fits
ANSWERS = (
    ("its official address", "https://help.zonda.example/terms"),
    ("its own domain", "zonda.example"),
    ("true if you read", "true"),
    ("where you read it", "stored-page"),
    ("the text's own day", "2026-03"),
    ("its language|language of these", "en"),
    ("the day you read", str(TODAY)),
    ("terms, privacy or help", "terms"),
    ("^law$", "law"),
    ("number of years", "5"),
    ("relationship-end", "relationship-end"),
    ("yes, limited", "limited"),
    ("own words", "closed at any time"),
    ("full name of the company", "Zonda Trzbk Kft."),
    ("问题", "丢了卡怎么注销？"),
    ("question", "How do I close it without the card?"),
    ("链接", "先看[客服](../steps/contact-support.md)。"),
    ("as a link", "See [support](../steps/contact-support.md)."),
    ("先做什么", '先挂失。{{ cite("okx-authenticator-sync") }}'),
    ("the first thing", 'Block the card. {{ cite("okx-authenticator-sync") }}'),
    ("^名称$", "Zonda"),
    ("^name$", "Zonda"),
    ("name of the law|law$", "A Law"),
    (r"[\u4e00-\u9fff]", "丢了卡"),
    ("", "A lost card"),
)


def begin(root, *words):
    """Run the command `new` below `root`; return its exit code."""
    parser = argparse.ArgumentParser()
    command.add_new_arguments(parser)
    return command.run_new(parser.parse_args(words), root, TODAY)


def fill(root):
    """Write an answer into every blank, as a person would; return how many there were."""
    count = 0
    for path in [*(root / "docs").rglob("*.md"), *(root / "docs/data").rglob("*.yml")]:
        text = path.read_text("utf-8")
        if "FILL: " not in text:
            continue
        # years and true are no texts: the quotes go with the blank
        text = re.sub(r'"FILL: (number of years|true if)[^"]*"', lambda blank: answer(blank[0]), text)
        text, found = BLANK.subn(lambda blank: answer(blank[0]), text)
        count += found
        path.write_text(text, "utf-8")
    return count


def answer(blank):
    """Return what a newcomer writes for a blank."""
    hint = blank.strip('"').removeprefix("FILL: ").strip()
    return next(words for pattern, words in ANSWERS if re.search(pattern, hint))


def test_each_blank_is_named_and_nothing_else(copy):
    assert begin(copy, "exchange", "zonda") == 0
    with pytest.raises(DataError) as error:
        load(copy / "docs/data")
    text = (copy / "docs/data/exchanges/zonda.yml").read_text("utf-8") + (
        copy / "docs/data/sources/zonda.yml"
    ).read_text("utf-8")
    assert len(error.value.problems) == text.count("FILL: ")
    assert "docs/data/exchanges/zonda.yml:2: name.zh: still to fill in: 名称" in error.value.problems
    company = "still to fill in: full name of the company customers contract with, as its terms give it"
    assert any(line.endswith(company) and "companies." in line for line in error.value.problems)


def test_blanks_of_a_page_are_named(copy):
    assert begin(copy, "page", "special-cases/lost-card") == 0
    found = list(page_problems(copy / "docs", set()))
    assert "docs/en/special-cases/lost-card.md:2: still to fill in: title, the same as the heading below" in found
    assert "docs/zh/special-cases/lost-card.md:7: still to fill in: 标题" in found


def program(root, *words):
    """Run the maintainers' program of the copy in `root`; it must have nothing to complain about."""
    done = subprocess.run([sys.executable, root / "overrides/hooks/cli.py", *words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def test_filled_in_they_pass_every_check(copy, tmp_path_factory):
    program(copy, "new", "page", "special-cases/lost-card")
    program(copy, "new", "exchange", "zonda")  # although the page's blanks are not filled in yet
    program(copy, "new", "place", "xx", "--region", "americas")
    assert fill(copy) > 50
    program(copy, "confirm", "special-cases/lost-card")
    program(copy, "record")
    program(copy, "check", *(word for part in ("data", "twins", "addresses") for word in ("--only", part)))
    # the writing checks over what is new alone
    guide = load(copy / "docs/data")
    names = writing.proper_words(guide)
    assert {"zonda", "trzbk", "kft"} <= names, "the spelling check takes names from the data"
    found = []
    for entry in (guide.exchanges["zonda"], guide.places["xx"], guide.links["lost-card"]):
        for _, locale, text in writing.texts(entry):
            found += writing.text_problems(text, locale, names)
    small = tmp_path_factory.mktemp("new")
    for path in ("docs/zh/special-cases/lost-card.md", "docs/en/special-cases/lost-card.md"):
        (small / path).parent.mkdir(parents=True)
        shutil.copy(copy / path, small / path)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, small / name)
    found += [*writing.check_pages(small / "docs", guide), *writing.check_markdown(small)]
    assert not found, "\n".join(found)
    done = build(copy, small / "site")
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr[-3000:]
    page = (small / "site/en/special-cases/lost-card.html").read_text("utf-8")
    assert "Block the card" in page and "FILL" not in page
    assert (small / "site/go/lost-card.html").exists()


def test_the_navigation_keeps_every_other_byte():
    before = (ROOT / "mkdocs.yml").read_text("utf-8")
    after = scaffold.in_nav(before, "stay-safe", "new-page")
    assert after.replace("      - stay-safe/new-page.md\n", "") == before
    lines = after.splitlines()
    at = lines.index("      - stay-safe/new-page.md")
    assert lines[at - 1].startswith("      - stay-safe/") and not lines[at + 1].startswith("      - stay-safe/")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("page", "Special/Case"), "small letters"),
        (("page", "faq"), "FOLDER/NAME"),
        (("page", "../x/y"), "FOLDER/NAME"),
        (("page", "nowhere/x"), "begin one by hand"),
        (("page", "steps/after-closing"), "already there: docs/zh/steps/after-closing.md"),
        (("exchange", "okx"), "already there: docs/data/exchanges/okx.yml"),
        (("place", "n/z"), "'n/z'"),
    ],
)
def test_a_name_that_cannot_be_used_changes_nothing(words, message, copy, capsys):
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert begin(copy, *words) == 1
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
