"""The page checks as pure functions: each fault with its exact message."""

import pytest
from conftest import ROOT
from own_data import GUIDE

from guide.checks import pages as checks
from guide.checks import synonyms, ways, written
from guide.checks.assets import script_problems, style_problems
from guide.data import Guide
from guide.data.synonyms import read_synonyms

KNOWN = {"https://law.example/act"}


@pytest.fixture
def docs(tmp_path):
    """Return a folder with one whole page pair."""
    for locale in ("zh", "en"):
        (tmp_path / locale / "start").mkdir(parents=True)
        (tmp_path / locale / "index.md").write_text("# Title {: #top }\n\n[next](start/page.md#part)\n", "utf-8")
        (tmp_path / locale / "start/page.md").write_text("# Page {: #top }\n\n## Part {: #part }\n", "utf-8")
    return tmp_path


def found(docs):
    """Return all problems of the pages in `docs`."""
    return [*written.misplaced(docs), *checks.missing_twins(docs), *checks.page_problems(docs, KNOWN)]


def test_a_whole_pair_has_no_problem(docs):
    assert found(docs) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("## Bare", "docs/en/index.md:4: heading without an id, add {: #name }: ## Bare"),
        ("## 标题", "docs/en/index.md:4: heading without an id, add {: #name }: ## 标题"),
        ("## Old form { #old }", "docs/en/index.md:4: heading without an id, add {: #name }: ## Old form { #old }"),
        (
            "See [x](https://other.example/).",
            "docs/en/index.md:4: address is not in docs/data/sources: https://other.example/",
        ),
        ("http://law.example/act", "docs/en/index.md:4: address is not in docs/data/sources: http://law.example/act"),
        ("[gone](nowhere/at-all.md)", "docs/en/index.md:4: link to a page that does not exist: nowhere/at-all.md"),
        ("[other](../zh/index.md)", "docs/en/index.md:4: link leads out of the language's folder: ../zh/index.md"),
        ("[part](start/page.md#lost)", "docs/en/index.md:4: no heading #lost in start/page.md"),
        ("[part](#lost)", "docs/en/index.md:4: no heading #lost in index.md"),
        (
            "[next](start/pge.md)",
            "docs/en/index.md:4: link to a page that does not exist: start/pge.md; did you mean 'start/page.md'?",
        ),
        ("[part](start/page.md#prt)", "docs/en/index.md:4: no heading #prt in start/page.md; did you mean 'part'?"),
    ],
)
def test_fault_in_a_line(docs, line, message):
    with (docs / "en/index.md").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert found(docs) == [message]


# what is written at the end of a page, and what is said of it
FORMS = [
    ("\n## Again {: #top }", "docs/en/index.md:5: #top: this id stands in line 1 already; each id once a page"),
    ('<div class="x" markdown>\n\ntext', "docs/en/index.md:4: <div>: opened here and never closed"),
    ("text\n\n</details>", "docs/en/index.md:6: </details>: closes nothing that stands open here"),
    ("```text\n# not closed", "docs/en/index.md:4: a fence of code: opened here and never closed"),
    ("![x](start/none.svg)", "docs/en/index.md:4: link to a file that does not exist: start/none.svg"),
]


@pytest.mark.parametrize(("text", "message"), FORMS)
def test_what_is_opened_is_closed_and_an_id_stands_once(docs, text, message):
    with (docs / "en/index.md").open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    assert found(docs) == [message]


def test_pages_that_are_nobody_s(docs):
    (docs / "extra.md").write_text("# Page {: #top }\n", "utf-8")
    (docs / "data").mkdir()
    (docs / "data/notes.md").write_text("# Page {: #top }\n", "utf-8")
    for locale in ("zh", "en"):
        (docs / locale / "start/My page.md").write_text("# Page {: #top }\n", "utf-8")
    plain = "not a plain name, which an address needs: small letters, digits and hyphens"
    assert found(docs) == [
        "docs/data/notes.md: no language has this page; pages stand in docs/zh and docs/en",
        f"docs/en/start/My page.md: 'My page.md': {plain}",
        "docs/extra.md: no language has this page; pages stand in docs/zh and docs/en",
        f"docs/zh/start/My page.md: 'My page.md': {plain}",
    ]


def test_letters_that_cannot_be_read(docs):
    (docs / "en/index.md").write_bytes("---\ntitle: 注销\n".encode("gbk"))
    (docs / "zh/index.md").write_bytes("# 标题 {: #top }\n".encode("utf-8-sig"))
    (docs / "en/lost.md").symlink_to(docs / "nowhere.md")
    assert list(written.unreadable(docs)) == [
        "docs/en/index.md:2: not UTF-8: invalid continuation byte; save the file as UTF-8",
        "docs/en/lost.md: leads to no file; take the link out, or bring the file back",
        "docs/zh/index.md:1: begins with a byte order mark; save the file as UTF-8 without one",
    ]


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (
            script_problems("const a = 1\nfunction ( {\n"),
            (2, "script not readable: expected Identifier instead of ( in function declaration"),
        ),
        (style_problems(".a { color: red }\n.b {\n  x: y;\n"), (2, "style sheet: { opened here and never closed")),
        (style_problems("/* { */\n.a { x: y } }\n"), (2, "style sheet: } closes nothing that stands open here")),
        (
            style_problems(".a { x: y }\n.b { color red }\n"),
            (2, "style sheet not readable: Expected ':' after declaration name"),
        ),
    ],
)
def test_slips_in_scripts_and_sheets(problems, said):
    assert list(problems) == [said]


def test_code_is_left_alone(docs):
    with (docs / "en/index.md").open("a", encoding="utf-8") as file:
        file.write("```text\n# not a heading\nhttps://other.example\n```\n")
    assert found(docs) == []


def test_missing_twins(docs):
    (docs / "zh/start/page.md").unlink()
    (docs / "zh/only.md").write_text("# Only {: #top }\n", "utf-8")
    assert found(docs)[:2] == [
        "docs/zh/only.md: has no twin docs/en/only.md",
        "docs/en/start/page.md: has no twin docs/zh/start/page.md",
    ]


def test_two_letter_folder(docs):
    (docs / "js").mkdir()
    assert found(docs) == ["docs/js: a two-letter folder would be taken for a language and vanish; rename it"]


NAV = """site_name: x
nav:
  - Home: index.md
  - Start:
      - start/page.md
      # - start/off.md
plugins:
  - x: other.md
"""


@pytest.fixture
def guided(docs):
    """Return the folder `docs` of a guide without data, with a navigation beside it."""
    for locale in ("zh", "en"):
        (docs / "docs" / locale).parent.mkdir(exist_ok=True)
        (docs / locale).rename(docs / "docs" / locale)
    (docs / "mkdocs.yml").write_text(NAV, "utf-8")
    return docs / "docs"


def test_the_navigation_and_the_pages_fit(guided):
    assert list(ways.nav_faults(guided, Guide())) == []


def test_a_page_that_the_navigation_names_in_vain(guided):
    config = guided.parent / "mkdocs.yml"
    config.write_text(NAV.replace("start/page.md", "start/pag.md"), "utf-8")
    assert list(ways.nav_faults(guided, Guide())) == [
        "mkdocs.yml:5: nav: 'start/pag.md': no such page; did you mean 'start/page.md'?"
    ], "once: that the page itself has no line follows from it"


@pytest.mark.parametrize("name", ["start/page", "start/page.mdx", "start/page.html"])
def test_a_page_of_the_navigation_with_another_ending(guided, name):
    (guided.parent / "mkdocs.yml").write_text(NAV.replace("start/page.md", name), "utf-8")
    assert list(ways.nav_faults(guided, Guide())) == [
        f"mkdocs.yml:5: nav: {name!r}: no such page; did you mean 'start/page.md'?"
    ]


def test_a_page_that_the_navigation_lacks(guided):
    config = guided.parent / "mkdocs.yml"
    config.write_text(NAV.replace("      - start/page.md\n", ""), "utf-8")
    [line] = ways.nav_faults(guided, Guide())
    assert line.endswith("/start/page.md: not in the navigation; add a line `- start/page.md` to nav in mkdocs.yml")
    assert list(ways.nav_faults(guided, Guide(), {"start/page.md"})) == [], "a page without twin is said elsewhere"


def test_a_page_nobody_links_to(guided):
    assert list(ways.lonely_pages(guided, Guide())) == [], "the first page of a folder is reached by the navigation"
    for locale in ("zh", "en"):
        (guided / locale / "start/new.md").write_text("# New {: #top }\n\n[itself](new.md#top)\n", "utf-8")
    with (guided / "zh/index.md").open("a", encoding="utf-8") as file:
        file.write("\n[new](start/new.md)\n")
    assert list(ways.lonely_pages(guided, Guide())) == [
        "docs/en/start/new.md: no other page links to it; link to it from the page on which readers meet the question"
    ]


def test_people_s_words_for_a_word_no_page_has():
    listed = read_synonyms(ROOT / "docs/data").model_copy(
        update={"words": {"zh": {"卸哉": ["删"], "卸载": ["删"]}, "en": {"close acount": ["x"], "closing": ["y"]}}}
    )
    assert list(synonyms.dead_words(listed, "zh", "先卸载应用，再装载。")) == [("卸哉", "卸载")]
    assert list(synonyms.dead_words(listed, "en", "Close the account.")) == [("close acount", "account")]


def test_people_s_words_are_said_with_their_line(copy):
    path = copy / "docs/data/synonyms.yml"
    path.write_text(path.read_text("utf-8").replace("    卸载: [", "    卸哉: ["), "utf-8")
    number = next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "卸哉" in line)
    assert list(synonyms.dead_synonyms(copy / "docs", GUIDE)) == [
        f"docs/data/synonyms.yml:{number}: words.zh: '卸哉': no page uses this word; did you mean '卸载'?"
    ]
