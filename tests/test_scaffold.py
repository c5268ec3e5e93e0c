"""A newcomer's page pair, exchange and place: begun by the program, blanks named, all checks green once filled in."""

import re
import shutil

import cli
import pytest
from conftest import ROOT
from newcomer import begin

from guide import scaffold
from guide.checks import writing
from guide.checks.pages import page_problems
from guide.data import DataError, load


def test_each_blank_is_named_and_nothing_else(copy):
    assert begin(copy, "exchange", "zonda") == 0
    with pytest.raises(DataError) as error:
        load(copy / "docs/data")
    text = (copy / "docs/data/exchanges/zonda.yml").read_text("utf-8") + (
        copy / "docs/data/sources/zonda.yml"
    ).read_text("utf-8")
    assert len(error.value.problems) == text.count("FILL: ")
    assert "docs/data/exchanges/zonda.yml:2: name.zh: still to fill in: 名称" in error.value.problems
    assert any(
        line.endswith(
            ": companies.1.name: still to fill in: full name of the company customers contract with, as its terms give it"
        )
        for line in error.value.problems
    ), "a name that is a blank names nothing"


def test_nothing_nobody_read_is_filled_in_beforehand(copy):
    """A company list or an answer that stands there from the start would claim a search that nobody made."""
    assert begin(copy, "exchange", "zonda") == 0
    assert begin(copy, "page", "special-cases/lost-card") == 0
    with pytest.raises(DataError) as error:
        load(copy / "docs/data")
    said = "\n".join(error.value.problems)
    for key in ("self_service", "undo", "erased", "data_request", "retention", "register_again"):
        assert f": compare.{key}.kind: still to fill in: " in said, key
    assert said.count(".residents: still to fill in: ") == 2
    assert re.search(r"links\.yml:\d+: lost-card\.topic: still to fill in: the one it belongs to of closing, ", said)


def test_what_comes_next_is_said(copy, capsys):
    assert begin(copy, "page", "special-cases/lost-card") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(
        "Next: fill in the blanks, move its line in mkdocs.yml to where it belongs, link to it from "
    )
    assert "cli.py confirm special-cases/lost-card.md and each page that links to it, cli.py record" in last


def test_blanks_of_a_page_are_named(copy):
    assert begin(copy, "page", "special-cases/lost-card") == 0
    found = list(page_problems(copy / "docs", set()))
    assert "docs/en/special-cases/lost-card.md:2: still to fill in: title, the same as the heading below" in found
    assert "docs/zh/special-cases/lost-card.md:7: still to fill in: 标题" in found


def test_blanks_of_data_and_pages_are_named_together(copy, monkeypatch, capsys):
    assert begin(copy, "page", "special-cases/lost-card") == 0
    monkeypatch.setattr(cli, "DOCS", copy / "docs")
    capsys.readouterr()
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().err
    assert re.search(r"docs/data/links\.yml:\d+: lost-card\.question\.en: still to fill in: ", said)
    assert "docs/en/special-cases/lost-card.md:2: still to fill in: title" in said


def test_filled_in_they_pass_every_check(later, tmp_path):
    """The program's own checks passed when the copy was made, see newcomer.py; here the writing checks over what is new."""
    guide = load(later.root / "docs/data")
    names = writing.proper_words(guide)
    assert {"zonda", "trzbk", "kft"} <= names, "the spelling check takes names from the data"
    found = []
    for entry in (guide.exchanges["zonda"], guide.places["xx"], guide.links["lost-card"]):
        for _, locale, text in writing.texts(entry):
            found += writing.text_problems(text, locale, names)
    for path in ("docs/zh/special-cases/lost-card.md", "docs/en/special-cases/lost-card.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        shutil.copy(later.root / path, tmp_path / path)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    found += [*writing.check_pages(tmp_path / "docs", guide), *writing.check_markdown(tmp_path)]
    assert not found, "\n".join(found)
    page = (later.site / "en/special-cases/lost-card.html").read_text("utf-8")
    assert "Block the card" in page and "FILL" not in page
    assert (later.site / "go/lost-card.html").exists()


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
        (("exchange", "Example Exchange"), "small letters, figures and hyphens; try example-exchange"),
    ],
)
def test_a_name_that_cannot_be_used_changes_nothing(words, message, copy, capsys):
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert begin(copy, *words) == 1
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
