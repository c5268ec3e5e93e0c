"""Each fault a maintainer can make stops the README's own command, with file, line and reason, all at once."""

import re
import subprocess
import sys
from datetime import date

import cli
import pytest
from conftest import ROOT, build
from jinja2 import TemplateNotFound
from macros import failure
from own_data import GUIDE

from guide.checks.assets import check_assets
from guide.checks.everything import draft_faults, page_faults
from guide.checks.front_matter import front_problems
from guide.checks.labels import check_labels, lost_labels
from guide.checks.macros import call_problems, check_page_templates
from guide.checks.pages import missing_twins
from guide.checks.reread import RECORD, not_reread, record_checked
from guide.data import load
from guide.data.problems import shortened, with_line
from guide.host import HostError, host_of
from guide.macros import MACROS
from guide.permalinks.changed import read_texts, stale_texts
from guide.text.calls import Call

COMMAND = re.search(r"^## Read it$.*?^(python3 .*?)$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)[1]


def add(path, text):
    """Put `text` at the end of a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def replace(path, old, new):
    """Replace the first `old` in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def faults(root):
    """Return the faults of the pages and templates of a copy."""
    return page_faults(root / "docs", root / "overrides", GUIDE, MACROS)


def test_the_readme_s_command_is_strict_and_loud():
    assert (
        "mkdocs build --strict &&" in COMMAND and "--quiet --requirement" in COMMAND and COMMAND.count("--quiet") == 1
    )


def test_a_build_without_faults_is_calm(site):
    lines = (site.parents[1] / "built-plain.log").read_text("utf-8").splitlines()[1:]
    assert all(line.startswith("INFO    -  ") for line in lines) and len(lines) <= 6, lines
    assert not [line for line in lines if "macros" in line or "i18n" in line], lines


CALLS = [
    ('{{ fact("okx-acess-30-days") }}', "fact: 'okx-acess-30-days': no such fact; did you mean 'okx-access-30-days'?"),
    ('{{ fcat("law-kyc") }}', "fcat: no such macro; did you mean 'fact'?"),
    ('{{ companies("okxx") }}', "companies: 'okxx': no such exchange; did you mean 'okx'?"),
    ('{{ place("hkk") }}', "place: 'hkk': no such place; did you mean 'hk'?"),
    ("{{ fact() }}", "fact: missing a required argument: 'name'"),
    ("{{ fact(okx) }}", "fact: give the names themselves, in quotation marks"),
    ("{{ by_place }}", "by_place: a macro is called with brackets: by_place()"),
    ('{{ fact("okx) }}', "macro call not readable: "),
    ('{{ fact("law-kyc", colour="red") }}', "fact: colour=: give the names alone, one after the other"),
    ('{{ exchange_facts("okx", "closng") }}', "exchange_facts: 'closng': no such aspect; did you mean 'closing'?"),
]


@pytest.mark.parametrize(("call", "message"), CALLS)
def test_wrong_calls_are_found_before_a_macro_runs(call, message):
    found = list(call_problems(f"---\ntitle: x\n---\n\n# T {{: #top }}\n\n{call}\n", MACROS, GUIDE))
    assert (7, message) in found or (found[0][0] == 7 and found[0][1].startswith(message)), found


FRONTS = [
    ("title: [a\ndescription: b", 2, "front matter not readable as YAML: "),
    (
        "title: a\ndescription: b\nscripts: [playces]",
        4,
        "scripts: 'playces': no overrides/assets/javascripts/playces.js; did you mean 'places'?",
    ),
    (
        "title: a\ndescription: b\nscript: [places]",
        4,
        "front matter: script: no such key; known are title, description, ",
    ),
    (
        "title: a\ndescription: b\nscripts: places",
        4,
        "front matter: scripts: 'places': expected a list, such as [places]",
    ),
    ("title: a", 1, "front matter: no description"),
    ("title: 12\ndescription: b", 2, "front matter: title: 12: put it in quotation marks"),
    (
        "\ttitle: a\ndescription: b",
        2,
        "front matter not readable as YAML: found character that cannot start any token; "
        "a tab at the start of the line: use spaces",
    ),
    ("title: a\ndescription: b\nproof: apartt", 4, "front matter: proof: 'apartt': expected apart"),
    ("title: a\ndescription: b\ncontents: all", 4, "front matter: contents: 'all': expected topics"),
    ("title: a\ndescription: b\nsearch: 2", 4, "front matter: search: 2: expected {boost: 2} or {exclude: true}"),
    (
        "title: a\ndescription: b\nsearch: {boost: much}",
        4,
        "front matter: search.boost: 'much': expected a number, such as 2",
    ),
    (
        "title: a\ndescription: b\nsearch: {boots: 2}",
        4,
        "front matter: search.boots: no such key; known are boost, exclude",
    ),
    (
        "title: a\ndescription: b\nfold: [secton]",
        4,
        "fold: 'secton': no section ## of this page; did you mean 'section'?",
    ),
]


@pytest.mark.parametrize(("front", "line", "message"), FRONTS)
def test_broken_front_matter(front, line, message):
    [(number, problem)] = front_problems(f"---\n{front}\n---\n\n# T\n\n## S {{: #section }}\n", {"places"})
    assert number == line and problem.startswith(message), (number, problem)


def test_no_front_matter():
    assert [line for line, _ in front_problems("# T\n", set())] == [1]


def test_a_host_that_is_no_exchange(tmp_path):
    assert (
        host_of(tmp_path, {}, GUIDE).exchange == ""
        and host_of(tmp_path, {"GUIDE_EXCHANGE": "okx"}, GUIDE).exchange == "okx"
    )
    with pytest.raises(HostError) as error:
        host_of(tmp_path, {"GUIDE_EXCHANGE": "okxx"}, GUIDE)
    [line] = error.value.problems
    assert (
        line.startswith("GUIDE_EXCHANGE: 'okxx': no such exchange; did you mean 'okx'?; known are ")
        and "kraken" in line
    )


def test_labels_that_templates_ask_for(tmp_path):
    (tmp_path / "partials/tables").mkdir(parents=True)
    (tmp_path / "main.html").write_text(
        '{{ labels["impostor-titel"] }}\n{{ labels.impostor }}{{ labels.nothing }}\n', "utf-8"
    )
    (tmp_path / "partials/tables/x.html").write_text(
        '\n{{ w.label("overdu") }}{{ w.label("kind-" ~ x) }}{{ w.label("zzz-" ~ x) }}', "utf-8"
    )
    assert list(check_labels(tmp_path, GUIDE.labels)) == [
        "overrides/main.html:1: label 'impostor-titel': not in docs/data/labels; did you mean 'impostor-title'?",
        "overrides/main.html:2: label 'nothing': not in docs/data/labels",
        "overrides/partials/tables/x.html:2: label 'overdu': not in docs/data/labels; did you mean 'overdue'?",
        "overrides/partials/tables/x.html:2: label 'zzz-' …: none in docs/data/labels begins so",
    ]


def test_templates_that_are_not_there_or_call_in_vain(tmp_path):
    (tmp_path / "partials/pages/en").mkdir(parents=True)
    (tmp_path / "partials/tables").mkdir()
    (tmp_path / "partials/tables/exits.html").write_text('{% include "partials/header.html" %}', "utf-8")  # the theme's
    (tmp_path / "main.html").write_text('{% extends "base.html" %}\n{% include "tables/exit.html" %}', "utf-8")
    assert list(check_labels(tmp_path, GUIDE.labels)) == [
        "overrides/main.html:2: template 'tables/exit.html': no such file; did you mean 'tables/exits.html'?"
    ]
    (tmp_path / "partials/pages/en/place.md").write_text(
        '# %{name}\n\n{{ place_rights("%{place.id}") }}\n{{ fcat("law-kyc") }}\n', "utf-8"
    )
    assert list(check_page_templates(tmp_path, MACROS, GUIDE)) == [
        "overrides/partials/pages/en/place.md:4: fcat: no such macro; did you mean 'fact'?"
    ]
    for code, section in (("zh", "living"), ("en", "livin")):
        (tmp_path / f"partials/pages/{code}").mkdir(exist_ok=True)
        (tmp_path / f"partials/pages/{code}/place.md").write_text(f"## %{{x}} {{: #{section} }}\n", "utf-8")
    assert list(check_page_templates(tmp_path, MACROS, GUIDE)) == [
        "overrides/partials/pages/en/place.md:1: #livin: no such section in zh/place.md; did you mean 'living'?",
        "overrides/partials/pages/zh/place.md:1: #living: no such section in en/place.md; did you mean 'livin'?",
    ]


def test_what_every_page_is_made_with_is_there(copy):
    (copy / "overrides/assets/stylesheets/home.css").unlink()
    (copy / "overrides/assets/javascripts/guide.js").unlink()
    made = "no such file; what every page loads is made with it"
    assert list(check_assets(copy / "overrides")) == [
        f"overrides/assets/stylesheets/home.css: {made}",
        f"overrides/assets/javascripts/guide.js: {made}",
    ]
    assert list(lost_labels({**GUIDE.labels, "scheme-lite": None}.keys() - {"scheme-light"})) == [
        "docs/data/labels: 'scheme-light': no such label; the scripts of every page say it; did you mean 'scheme-lite'?"
    ]


def test_one_thing_that_many_name_in_vain_is_said_a_few_times():
    lines = [f"docs/data/facts/okx.yml:{number}: a.exchange: 'okx': no such exchange" for number in range(195)]
    assert shortened([*lines, "other"]) == [*lines[:3], "other", "… and 192 more: 'okx': no such exchange"]


def test_a_partial_that_is_gone_is_one_fault():
    gone = TemplateNotFound("tables/exits.html")
    said = {failure("docs/zh/index.md:9", Call("exits", names), gone) for names in (("okx",), ("gate",), ())}
    assert said == {"overrides/partials/tables/exits.html: no such file; exits() draws with it"}


@pytest.fixture
def program(copy, monkeypatch, capsys):
    """Return a function that runs the maintainers' program on the copy and returns what it complains about."""
    monkeypatch.setattr(cli, "ROOT", copy)
    monkeypatch.setattr(cli, "DOCS", copy / "docs")

    def run(*words):
        code = cli.main(list(words))
        lines = capsys.readouterr().err.splitlines()
        assert code == (1 if lines else 0)
        return lines

    return run


def test_a_missing_original_is_said_too(copy):
    page = "steps/contact-support.md"
    (copy / f"docs/zh/{page}").unlink()
    said = f"docs/en/{page}: has no twin docs/zh/{page}"
    assert faults(copy) == [said] == list(missing_twins(copy / "docs")), "which is what every command says, see below"


def test_a_missing_twin_is_said_once_by_every_command(copy, program):
    page = "steps/contact-support.md"
    (copy / f"docs/en/{page}").unlink()
    records = {path: path.read_bytes() for path in (copy / "docs/data").glob("*.yml")}
    said = f"docs/zh/{page}: has no twin docs/en/{page}"
    assert faults(copy) == [said] == list(missing_twins(copy / "docs"))
    for part in ("twins", "addresses"):
        assert program("check", "--only", part) == [said], part
    assert program("check", *(f"--only={part}" for part in ("pages", "twins", "addresses"))) == [said]
    assert program("confirm", page) == [f"{said}; write it, read both, then confirm"]
    assert program("record") == [said, "nothing was recorded; add the missing page first, or remove its twin"]
    assert records == {path: path.read_bytes() for path in records}
    assert program("confirm", "steps/close-the-account") == [], "another pair can be confirmed"
    assert f"{page}:" in (copy / "docs/data/pairs.yml").read_text("utf-8"), "and nothing else is forgotten"


def test_a_page_in_other_letters_is_said_by_every_command(copy, program):
    (copy / "docs/en/faq.md").write_bytes("---\ntitle: 注销\n".encode("gbk"))
    said = ["docs/en/faq.md:2: not UTF-8: invalid continuation byte; save the file as UTF-8"]
    assert faults(copy) == said == draft_faults(copy / "docs", copy / "overrides", GUIDE, MACROS, [])
    assert program("check", "--only", "writing") == said == program("record") == program("confirm", "faq")


def test_files_that_others_read_are_checked_before_they_are_needed(copy, program):
    data = copy / "docs/data"
    replace(data / "synonyms.yml", "stop:", "stopp:")
    for name in ("pairs", "published", "texts"):
        add(data / f"{name}.yml", "<<<<<<< HEAD\n")
    lines = program("check")
    assert any(
        re.match(r"docs/data/synonyms\.yml:\d+: stopp: no such key; did you mean 'stop'\?", line) for line in lines
    )
    for name in ("pairs", "published", "texts"):
        assert any(re.match(rf"docs/data/{name}\.yml:\d+:\d+: not readable as YAML: ", line) for line in lines), lines


def test_faults_of_data_and_pages_are_said_in_one_run(copy, program):
    """A place that cannot be read hides neither an unknown source elsewhere nor a slip in a page."""
    data, page = copy / "docs/data", copy / "docs/en/about/index.md"
    replace(data / "places/de.yml", "region: europe", "region: europ")
    replace(data / "exchanges/bybit.yml", "sources: [bybit-help-delete]", "sources: [bybit-help-delte]")
    add(page, '\n{{ place("de") }} {{ fact("okx-acess-30-days") }}\n\n[Germany](../places/de.md)\n')
    last = len(page.read_text("utf-8").splitlines())
    line = (data / "exchanges/bybit.yml").read_text("utf-8").splitlines().index("    sources: [bybit-help-delte]") + 1
    assert program("check") == [
        "2 problem(s) in the data:",
        "docs/data/places/de.yml:3: region: 'europ': Input should be 'global', 'europe', 'americas', 'asia-pacific' or "
        "'middle-east-africa'; did you mean 'europe'?",
        f"docs/data/exchanges/bybit.yml:{line}: bybit.domains.2.sources: 'bybit-help-delte': no such source; "
        "did you mean 'bybit-help-delete'?",
        "1 problem(s) in the pages:",
        f"docs/en/about/index.md:{last - 2}: fact: 'okx-acess-30-days': no such fact; did you mean 'okx-access-30-days'?",
    ]


def test_a_slip_is_said_once(copy, program):
    page = copy / "docs/en/about/index.md"
    add(page, '\n{{ fact("okx-acess-30-days") }}\n')
    assert program("check", "--only", "pages", "--only", "twins") == [
        f"docs/en/about/index.md:{len(page.read_text('utf-8').splitlines())}: fact: 'okx-acess-30-days': no such fact; "
        "did you mean 'okx-access-30-days'?"
    ]


def test_a_slip_in_the_navigation(copy, program):
    config = copy / "mkdocs.yml"
    replace(config, "steps/after-closing.md", "steps/after-closng.md")
    number = next(at for at, line in enumerate(config.read_text("utf-8").splitlines(), 1) if "after-closng" in line)
    said = f"mkdocs.yml:{number}: nav: 'steps/after-closng.md': no such page; did you mean 'steps/after-closing.md'?"
    assert program("check", "--only", "pages") == [said]
    assert faults(copy) == [said], "the build says the same"
    assert draft_faults(copy / "docs", copy / "overrides", GUIDE, MACROS, []) == [said], "and so does serve"


def test_a_new_answer_is_not_one_that_changed():
    day = date(2026, 11, 26)
    said = list(stale_texts({"old": ("a", day), "kept": ("b", day)}, {"old": "x", "kept": "b", "new": "y"}))
    run = "run: python overrides/hooks/cli.py record"
    assert said == [
        f"docs/data/texts.yml: these answers are not recorded yet: new; {run}",
        f"docs/data/texts.yml: these answers say something else than recorded: old; {run}",
    ]


def test_confirm_asks_for_a_page(capsys):
    assert cli.main(["confirm"]) == 2
    assert (
        capsys.readouterr().err
        == "confirm: name each page you read in every language, such as steps/contact-support.md\n"
    )


def test_many_faults_at_once_stop_the_command(copy, tmp_path):
    page = copy / "docs/en/about/index.md"
    front = copy / "docs/zh/about/index.md"
    add(page, '\n{{ fact("no-such-fact") }}\n\n{{ nothing_of_that_name }}\n\n[y](nowhere.md)\n')
    add(page, "\n## No id\n\n[x](https://unknown.example/)\n")
    (copy / "docs/go").mkdir()
    (copy / "docs/go/page.md").write_text("# Page {: #top }\n", "utf-8")
    replace(front, "title: ", "title: [")
    replace(copy / "overrides/main.html", 'labels["impostor-title"]', 'labels["impostor-titel"]')
    add(copy / "overrides/assets/stylesheets/guide.css", ".guide-x {\n")
    add(copy / "overrides/assets/javascripts/frame.js", "\nfunction ( {\n")
    done = build(copy, tmp_path / "out")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    last = len(page.read_text("utf-8").splitlines())
    for line in (
        "docs/go: a two-letter folder would be taken for a language and vanish; rename it",
        f"docs/en/about/index.md:{last}: address is not in docs/data/sources: https://unknown.example/",
        f"docs/en/about/index.md:{last - 2}: heading without an id, add {{: #name }}: ## No id",
        f"docs/en/about/index.md:{last - 8}: fact: 'no-such-fact': no such fact",
        f"docs/en/about/index.md:{last - 6}: nothing_of_that_name: no such macro",
        f"docs/en/about/index.md:{last - 4}: link to a page that does not exist: nowhere.md",
        "docs/zh/about/index.md:2: front matter not readable as YAML: ",
        "overrides/main.html:",
        ": style sheet: { opened here and never closed",
        ": script not readable: expected Identifier instead of ( in function declaration",
    ):
        assert line in done.stderr, done.stderr


def test_a_macro_that_fails_stops_the_build_and_not_the_server(copy, tmp_path):
    # a PluginError leaves `mkdocs serve` running
    add(copy / "docs/zh/about/index.md", '\n{{ click_paths("okx", 99) }}\n\n{{ picture("nothing") }}\n')
    done = build(copy, tmp_path / "out")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    lines = (copy / "docs/zh/about/index.md").read_text("utf-8").splitlines()
    assert "2 problem(s) in the pages:" in done.stderr
    first = f"click_paths('okx', 99): exchange 'okx' has {len(GUIDE.exchanges['okx'].paths)} click paths, none at 99"
    assert f"docs/zh/about/index.md:{len(lines) - 2}: {first}" in done.stderr
    assert (
        f"docs/zh/about/index.md:{len(lines)}: picture('nothing'): no such picture; known are clocks, " in done.stderr
    )


def test_a_wrong_host_stops_the_command(tmp_path):
    done = build(ROOT, tmp_path / "out", GUIDE_EXCHANGE="okxx")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "GUIDE_EXCHANGE: 'okxx': no such exchange; did you mean 'okx'?; known are " in done.stderr


def test_the_host_s_box_leads_to_the_page_of_any_exchange():
    from guide.render.citations import PageContext
    from guide.render.tools import own_exchange

    for name in GUIDE.exchanges:
        assert f'href="exchanges/{name}.html"' in own_exchange(PageContext(GUIDE, "en", own=name))


def test_the_program_for_maintainers_says_what_it_can():
    command = [sys.executable, "overrides/hooks/cli.py"]
    done = subprocess.run([*command, "--help"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and all(word in done.stdout for word in ("check", "confirm", "record"))
    done = subprocess.run([*command, "confirm", "no/such-page"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "docs/zh/no/such-page.md: no such file" in done.stderr


CHANGE = """- day: 2026-11-25
  what:
    zh: 甲
    en: One
  pages: [faq]
  answers: [q-dust]
- day: 2026-11-24
  what:
    zh: 乙
    en: Two
  pages: [faq]
"""
# what is put in place of what, and what is said of it: data are read before pages are held against them
CHANGES = [
    (
        [("2026-11-25", "2099-01-01"), ("2026-11-24", "2099-01-02"), ("[q-dust]", "[q-dist]")],
        [
            "docs/data/changes.yml:7: 2099-01-02: stands below 2099-01-01; the newest day comes first",
            "docs/data/changes.yml:1: 2099-01-01: a day in the future",
            "docs/data/changes.yml:6: 2099-01-01: answers: 'q-dist': no such answer; did you mean 'q-dust'?",
        ],
    ),
    (
        [("[faq]", "[faqs]"), ("[faq]", "[faq.html]")],
        [
            "docs/data/changes.yml:5: 2026-11-25: pages: 'faqs': no such page; did you mean 'faq'?",
            "docs/data/changes.yml:11: 2026-11-24: pages: 'faq.html': no such page; "
            "give its path below docs/LANGUAGE, without .md",
        ],
    ),
    (
        [("  what:", "  says:")],
        ["docs/data/changes.yml:2: 2026-11-25.says: no such key; known are day, what, pages, answers"],
    ),
]


@pytest.mark.parametrize(("put", "messages"), CHANGES)
def test_a_line_of_the_list_of_changes(copy, program, put, messages):
    text = CHANGE
    for old, new in put:
        text = text.replace(old, new, 1)
    (copy / "docs/data/changes.yml").write_text(text, "utf-8")
    assert set(messages) <= set(program("check", "--only", "data", "--only", "pages"))


def test_an_exchange_without_an_address_of_its_plan(copy, program):
    links = copy / "docs/data/links.yml"
    text = links.read_text("utf-8")
    links.write_text(re.sub(r"^- \{id: plan-gate,.*\n", "", text, flags=re.M), "utf-8")
    said = "docs/data/links.yml: no answer opens the plan of gate; add plan-gate as for the other exchanges"
    assert program("check", "--only", "pages") == [said]


def record_after(copy, monkeypatch, capsys, old, new):
    """Return what `record` says after a change in the data of Bybit, in a copy whose record was right before."""
    monkeypatch.setattr(cli, "ROOT", copy)
    monkeypatch.setattr(cli, "DOCS", copy / "docs")
    replace(copy / "docs/data/exchanges/bybit.yml", old, new)
    assert cli.main(["record"]) == 0
    return capsys.readouterr().out


BYBIT = "changed: bybit; say what in docs/data/changes.yml, answers: [bybit]\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Users can delete their account themselves", "Users may delete their account themselves", BYBIT),  # a fact
        ("进入账户设置页面", "进入账户与安全页面", BYBIT),  # a step of a click path
        ("    residents: [other]\n", "    residents: []\n", BYBIT),  # whom a company serves
        (
            "    checked: 2026-11-23\n",  # read again, nothing new
            "    checked: 2026-11-24\n",
            "no recorded answer says something else; a change elsewhere is named by its page in docs/data/changes.yml\n",
        ),
    ],
)
def test_what_an_exchange_s_page_draws_belongs_to_its_answer(copy, monkeypatch, capsys, old, new, said):
    assert record_after(copy, monkeypatch, capsys, old, new) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GUIDE_LOCALE", "fr", "GUIDE_LOCALE: 'fr': no such language; known are zh, en"),
        (
            "GUIDE_URL",
            "example.test",
            "GUIDE_URL: 'example.test': not a whole address; write it as https://help.example/guide/",
        ),
    ],
)
def test_a_wrong_setting_is_called_by_its_own_name(tmp_path, name, value, said):
    done = build(ROOT, tmp_path / "out", **{name: value})
    assert done.returncode == 1 and said in done.stderr, done.stderr


def said_of(folder, guide, today):
    """Return what was not read again, with its lines, in the copy whose `folder` it is."""
    found = not_reread(guide, read_texts(folder / RECORD), today)
    return [with_line(line, lambda name: (folder / name).read_text("utf-8")) for line in found]


def test_a_value_that_changed_was_read_again(copy, program):
    """The day of checking moves with the value; a record that is written meanwhile doesn't forget what it was."""
    path = copy / "docs/data/exchanges/bybit.yml"
    fact = GUIDE.facts["bybit-delete-self-service"]
    replace(path, fact.quote, fact.quote.removeprefix("Bybit "))
    lines = path.read_text("utf-8").splitlines()
    start = lines.index(f"  - id: {fact.id}")
    number = next(at for at, line in enumerate(lines[start:], start + 1) if "checked:" in line)
    said = (
        f"docs/data/exchanges/bybit.yml:{number}: {fact.id}.checked: '{fact.checked}': value or quote changed since that "
        f"day; read the source again and write {date.today()}"
    )
    guide = load(copy / "docs/data")
    assert program("check", "--only", "addresses") == [said]
    record_checked(guide, copy / RECORD, date.today())
    assert said_of(copy, guide, date.today()) == [said]
    assert said_of(copy, guide, fact.checked) == [], "read on that very day"


def test_a_law_a_company_and_an_exit_that_changed_were_read_again(copy):
    data, day = copy / "docs/data", date(2099, 1, 1)
    law, company, leaving = (
        GUIDE.places["de"].retention,
        GUIDE.exchanges["okx"].companies[0],
        GUIDE.exits["bybit-eea-2026"],
    )
    assert said_of(copy, GUIDE, day) == []
    replace(data / "places/de.yml", "      years: 5", "      years: 6")
    replace(data / "exchanges/okx.yml", "    residents: [other]", "    residents: []")
    replace(data / "exits/bybit.yml", "  days: {}", "  days: {announced: 2026-06-01}")
    replace(data / "exits/okx.yml", "  what:\n    zh: ", "  what:\n    zh: 据报道，")  # words alone
    files = [data / "places/de.yml", data / "exchanges/okx.yml", data / "exits/bybit.yml"]
    starts = ["retention:", f"  - name: {company.name}", f"- id: {leaving.id}"]
    lines = [path.read_text("utf-8").splitlines() for path in files]
    at = [
        next(
            number for number, line in enumerate(text[text.index(start) :], text.index(start) + 1) if "checked:" in line
        )
        for text, start in zip(lines, starts, strict=True)
    ]
    again = f"changed since that day; read the source again and write {day}"
    assert said_of(copy, load(data), day) == [
        f"docs/data/places/de.yml:{at[0]}: retention.checked: '{law.checked}': a figure or the quote {again}",
        f"docs/data/exchanges/okx.yml:{at[1]}: {company.name}.checked: '{company.checked}': "
        f"name, place or residents {again}",
        f"docs/data/exits/bybit.yml:{at[2]}: {leaving.id}.checked: '{leaving.checked}': places, kind or days {again}",
    ]
