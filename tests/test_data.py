"""The data: whole as they stand, and each fault stops the build with its exact message."""

import json
import re
from datetime import date, timedelta

import pytest
from jsonschema import Draft202012Validator
from own_data import GUIDE

from guide import data
from guide.site.open_data import OPEN_DATA

LINE = re.compile(r"^(\S+\.yml):\d+(?::\d+)?: ")
TOMORROW = (date.today() + timedelta(days=1)).isoformat()

SOURCE = """
- id: law
  title: {zh: 法律, en: Law}
  issuer: {zh: 国家, en: State}
  kind: law
  url: https://law.example/act
  opened: true
  read_in: stored-page
  checked: 2026-11-22
  recheck_days: 90
"""
FACT = """
- id: keeps-years
  zh: 保存 {value} 年
  en: kept for {value} years
  value: 5
  sources: [law]
  status: official
  checked: 2026-11-22
  recheck_days: 90
"""
PLACE = """
id: aa
name: {zh: 甲国, en: Aland}
region: europe
retention:
  publish: true
  law: {zh: 甲法, en: A Act}
  section: {zh: 第 8 条, en: s. 8}
  clocks:
    - {record: all, years: 5, minimum: true, start: relationship-end, starts: {zh: 关系终止, en: end of the relationship}}
  delete_after: no
  sources: [law]
  status: official
  checked: 2026-11-22
  recheck_days: 90
erasure:
  publish: false
  settle: {zh: 需要有人打开数据法, en: someone has to open the data act}
authority: {name: {zh: 甲局, en: A Office}}
"""
EXCHANGE = """
id: ex
name: {zh: 某所, en: Some}
compare:
  self_service: {kind: yes, fact: ex-close}
  data_request: {kind: not-found}
  retention: {kind: not-found}
  register_again: {kind: not-found}
facts:
  - id: ex-close
    zh: 有注销功能
    en: it can be closed
    sources: [law]
    status: official
    checked: 2026-11-22
    recheck_days: 90
"""
FILES = {"sources.yml": SOURCE, "facts.yml": FACT, "places/aa.yml": PLACE, "exchanges/ex.yml": EXCHANGE}

# (file, what is replaced, by what, the one line that must come of it)
FAULTS = [
    (
        "facts.yml",
        "  sources: [law]",
        "  sources: []",
        "docs/data/facts.yml: keeps-years.sources: List should have at least 1 item after validation, not 0",
    ),
    ("facts.yml", "  sources: [law]\n", "", "docs/data/facts.yml: keeps-years.sources: missing; this key is needed"),
    (
        "facts.yml",
        "  checked: 2026-11-22\n",
        "",
        "docs/data/facts.yml: keeps-years.checked: missing; this key is needed",
    ),
    (
        "facts.yml",
        "2026-11-22",
        TOMORROW,
        f"docs/data/facts.yml: keeps-years.checked: '{TOMORROW}': a day in the future; write the day you read the source",
    ),
    (
        "facts.yml",
        "2026-11-22",
        "2026-13-01",
        "docs/data/facts.yml: keeps-years.checked: '2026-13-01': no such day in the calendar",
    ),
    ("facts.yml", "  en: kept for {value} years\n", "", "docs/data/facts.yml: keeps-years.en: missing, zh is there"),
    (
        "facts.yml",
        "保存 {value} 年",
        "''",
        "docs/data/facts.yml: keeps-years.zh: '': String should have at least 1 character",
    ),
    (
        "facts.yml",
        "保存 {value} 年",
        "保存五年",
        "docs/data/facts.yml: keeps-years: zh: {value} and the key value must come together",
    ),
    (
        "facts.yml",
        "kept for {value} years",
        "kept for {value} to 7 years",
        "docs/data/facts.yml: keeps-years: zh has the numbers [], en has ['7']",
    ),
    (
        "facts.yml",
        "status: official",
        "status: certain",
        "docs/data/facts.yml: keeps-years.status: 'certain': Input should be 'official', 'official-archive', 'secondary', 'reported' or 'myth'",
    ),
    (
        "facts.yml",
        "sources: [law]",
        "sources: [lost]",
        "docs/data/facts.yml: keeps-years.sources: 'lost': no such source",
    ),
    (
        "facts.yml",
        "recheck_days: 90",
        "recheck_days: 0",
        "docs/data/facts.yml: keeps-years.recheck_days: '0': Input should be greater than or equal to 1",
    ),
    (
        "facts.yml",
        "  value: 5\n",
        "  value: 5\n  colour: red\n",
        "docs/data/facts.yml: keeps-years.colour: 'red': no such key; known are checked, recheck_days, zh, en, value, "
        "sources, status, quote, quote_lang, quote_differs, id, exchange, scope, clause, aspect, excludes, unused",
    ),
    (
        "facts.yml",
        "  status: official",
        "  statsu: official",
        "docs/data/facts.yml: keeps-years.statsu: 'official': no such key; did you mean 'status'?",
    ),
    (
        "facts.yml",
        "status: official",
        "status: offical",
        "docs/data/facts.yml: keeps-years.status: 'offical': Input should be 'official', 'official-archive', "
        "'secondary', 'reported' or 'myth'; did you mean 'official'?",
    ),
    (
        "places/aa.yml",
        "{zh: 甲法, en: A Act}",
        "{zh: 甲法, en: A Act, eng: A Act}",
        "docs/data/places/aa.yml: retention.law.eng: 'A Act': no such key; did you mean 'en'?",
    ),
    (
        "places/aa.yml",
        "minimum: true, ",
        "minimum: true, strat: year-end, ",
        "docs/data/places/aa.yml: retention.clocks.all.strat: 'year-end': no such key; did you mean 'start'?",
    ),
    (
        "exchanges/ex.yml",
        "  register_again:",
        "  register: {kind: not-found}\n  register_again:",
        "docs/data/exchanges/ex.yml: compare.register: no such key; did you mean 'register_again'?",
    ),
    (  # a file the parser in Python cannot read, the parser in C can
        "sources.yml",
        "en: Law}",
        "en: Law?, fr: Loi?}",
        "docs/data/sources.yml: law.title.fr: 'Loi?': no such key; known are zh, en",
    ),
    (
        "facts.yml",
        "  value: 5\n",
        "  value: 5\n  value: 6\n",
        "docs/data/facts.yml: not readable as YAML: key 'value' stands twice",
    ),
    (
        "facts.yml",
        "keeps-years",
        "Keeps_Years",
        "docs/data/facts.yml: Keeps_Years.id: 'Keeps_Years': write small letters, digits and hyphens",
    ),
    (
        "facts.yml",
        "- id: keeps-years",
        "- id: ex-close",
        "docs/data/exchanges/ex.yml: id: 'ex-close': already used in docs/data/facts.yml:2",
    ),
    (
        "facts.yml",
        FACT,
        FACT + FACT,
        "docs/data/facts.yml: id: 'keeps-years': already used in docs/data/facts.yml:2",
    ),
    (
        "facts.yml",
        "2026-11-22",
        "26.11.2026",
        "docs/data/facts.yml: keeps-years.checked: '26.11.2026': write it as 2026-11-26",
    ),
    (
        "facts.yml",
        "2026-11-22",
        "2026-11-31",
        "docs/data/facts.yml: keeps-years.checked: '2026-11-31': no such day in the calendar",
    ),
    (
        "facts.yml",
        "2026-11-22",
        "yesterday",
        "docs/data/facts.yml: keeps-years.checked: 'yesterday': no day; a day is written as 2026-11-26",
    ),
    ("facts.yml", "保存 {value} 年", "", "docs/data/facts.yml: keeps-years.zh: 'None': no text; write it in 中文"),
    (
        "facts.yml",
        "value: 5",
        "value: 5 years",
        "docs/data/facts.yml: keeps-years: value '5 years': write 5; the unit stands in the texts",
    ),
    (
        "facts.yml",
        "value: 5",
        "value: 5 年",
        "docs/data/facts.yml: keeps-years: value '5 年': write 5; the unit stands in the texts",
    ),
    (
        "facts.yml",
        "value: 5",
        "value: 36 hours",
        "docs/data/facts.yml: keeps-years: value '36 hours': write 36, and the hours in the texts behind {value}",
    ),
    (
        "places/aa.yml",
        "{zh: 需要有人打开数据法, en: someone has to open the data act}",
        "有人要读",
        "docs/data/places/aa.yml: erasure.settle: '有人要读': write it in every language: {zh: …, en: …}",
    ),
    (
        "facts.yml",
        "  status: official\n",
        "  status: official\n<<<<<<< HEAD\n",
        "docs/data/facts.yml: not readable as YAML: a conflict mark of a merge: keep what is right of both sides, and "
        "take the marks out",
    ),
    (
        "facts.yml",
        "  value: 5\n",
        "\tvalue: 5\n",
        "docs/data/facts.yml: not readable as YAML: found a tab character that violates indentation; a tab at the start "
        "of the line: use spaces",
    ),
    (
        "facts.yml",
        "kept for {value} years",
        "kept: for {value} years",
        "docs/data/facts.yml: not readable as YAML: mapping values are not allowed in this context; a text with a colon "
        "and a blank needs quotation marks, or the line is too deep",
    ),
    (
        "facts.yml",
        "  value: 5\n",
        " value: 5\n",
        "docs/data/facts.yml: not readable as YAML: did not find expected '-' indicator; indented otherwise than the "
        "lines above",
    ),
    (
        "facts.yml",
        "kept for {value} years",
        '"kept for {value} years',
        "docs/data/facts.yml: not readable as YAML: found unexpected end of stream; a quotation mark that begins a text "
        "and none that ends it",
    ),
    ("facts.yml", FACT, "just words", "docs/data/facts.yml: expected a list of entries, found a str"),
    (
        "sources.yml",
        "https://law.example",
        "http://law.example",
        "docs/data/sources.yml: law.url: 'http://law.example/act': write a whole address that begins with https://",
    ),
    (
        "sources.yml",
        "  url: https://law.example/act\n",
        "",
        "docs/data/sources.yml: law: opened is true but there is no url",
    ),
    (
        "sources.yml",
        "en: State",
        "en: call +4912345678",
        "docs/data/sources.yml: law.issuer: zh has the numbers [], en has ['4912345678']",
    ),
    (
        "sources.yml",
        "{zh: 国家, en: State}",
        "{zh: 拨 +4912345678, en: call +4912345678}",
        "docs/data/sources.yml: law.issuer: looks like a phone number; the guide prints none",
    ),
    (
        "places/aa.yml",
        "years: 5",
        "years: five",
        "docs/data/places/aa.yml: retention.clocks.all.years: 'five': Input should be a valid integer, unable to parse string as an integer",
    ),
    (
        "places/aa.yml",
        "start: relationship-end",
        "start: someday",
        "docs/data/places/aa.yml: retention.clocks.all.start: 'someday': Input should be 'relationship-end', 'transaction', 'record-made', 'year-end', 'next-1-january' or 'not-stated'",
    ),
    (
        "places/aa.yml",
        "status: official",
        "status: reported",
        "docs/data/places/aa.yml: retention.status: 'reported': Input should be 'official', 'official-archive' or 'secondary'",
    ),
    ("places/aa.yml", "id: aa", "id: bb", "docs/data/places/aa.yml: id: 'bb': must equal the file name"),
    (
        "places/aa.yml",
        "{zh: 需要有人打开数据法, en: someone has to open the data act}",
        "{zh: 可能是 7 年, en: perhaps 7 years}",
        "docs/data/places/aa.yml: erasure: a half that is not confirmed shows no number of years",
    ),
    (
        "places/aa.yml",
        "{zh: 第 8 条, en: s. 8}",
        "{zh: 第 8 条, en: s. 9}",
        "docs/data/places/aa.yml: retention.section: zh has the numbers ['8'], en has ['9']",
    ),
    (
        "exchanges/ex.yml",
        "fact: ex-close",
        "fact: ex-lost",
        "docs/data/exchanges/ex.yml: compare.self_service.fact: 'ex-lost': no such fact; did you mean 'ex-close'?",
    ),
    (
        "exchanges/ex.yml",
        "{kind: yes, fact: ex-close}",
        "{kind: yes}",
        "docs/data/exchanges/ex.yml: compare.self_service: kind not-found and a missing fact must come together",
    ),
]


def write(folder, files):
    """Write data files below `folder`."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_a_whole_set_is_read(tmp_path):
    write(tmp_path, FILES)
    guide = data.load(tmp_path)
    assert guide.facts["keeps-years"].text("en") == "kept for 5 years"
    assert guide.places["aa"].retention.clocks[0].years == 5
    assert "ex-close" in guide.facts


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), FAULTS, ids=[f"{i}-{fault[0]}" for i, fault in enumerate(FAULTS)]
)
def test_fault(tmp_path, name, old, new, message):
    assert old in FILES[name], "the fault does not apply"
    write(tmp_path, {**FILES, name: FILES[name].replace(old, new, 1)})
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    assert message in [LINE.sub(r"\1: ", line) for line in error.value.problems], error.value.problems


def test_a_fault_is_said_with_its_line(tmp_path):
    write(
        tmp_path,
        {
            **FILES,
            "facts.yml": FACT.replace("recheck_days: 90", "recheck_days: soon"),
            "sources.yml": "- id: law\n  a: [\n",
        },
    )
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    line = next(number for number, text in enumerate(FACT.splitlines(), 1) if "recheck_days" in text)
    reason = "Input should be a valid integer, unable to parse string as an integer"
    assert f"docs/data/facts.yml:{line}: keeps-years.recheck_days: 'soon': {reason}" in error.value.problems
    assert any(
        problem.startswith("docs/data/sources.yml:3:1: not readable as YAML: ") for problem in error.value.problems
    )


def test_a_file_nothing_reads_is_refused(tmp_path):
    write(tmp_path, {**FILES, "placess/bb.yml": PLACE, "facts/more.yaml": FACT, "labels.yml": "- a\n- b\n"})
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    start = "docs/data/placess/bb.yml: nothing reads this file; known are sources, facts, places"
    assert any(line.startswith(start) and line.endswith("did you mean 'places'?") for line in error.value.problems)
    assert "docs/data/facts/more.yaml: nothing reads this file; its name must end in .yml" in error.value.problems
    assert "docs/data/labels.yml: expected a mapping of keys to texts, found a list" in error.value.problems


def test_an_empty_file_brings_no_consequences(tmp_path):
    write(tmp_path, {**FILES, "places/aa.yml": "# nothing\n", "labels/x.yml": "", "synonyms.yml": ""})
    (tmp_path / "facts.yml").rename(tmp_path / "kept")
    (tmp_path / "facts/old.yml").mkdir(parents=True)  # a folder, which holds nothing
    (tmp_path / "kept").rename(tmp_path / "facts/new.yml")
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    assert error.value.problems == [
        "docs/data/places/aa.yml: the file is empty; take it out, or bring its entries back",
        "docs/data/synonyms.yml: the file is empty; bring its words back",
    ]


def test_a_record_that_no_command_can_read(tmp_path):
    records = {
        "checked.yml": "- a\n",
        "texts.yml": "# x\nq-a: ['1', 2026-11-23]\nq-b: x\n",
        "pairs.yml": "faq.md: x\n",
        "published.yml": "ids: {}\npages: {}\n",
    }
    write(tmp_path, {**FILES, **records})
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    assert error.value.problems == [
        "docs/data/checked.yml: expected a mapping, found a list; take it from the last commit",
        "docs/data/pairs.yml:1: faq.md: expected a hash for each language; take it from the last commit",
        "docs/data/published.yml:1: ids: expected a list; take it from the last commit",
        "docs/data/texts.yml:3: q-b: expected [hash, day]; take it from the last commit",
    ]


def test_the_likely_name_is_offered(tmp_path):
    write(tmp_path, {**FILES, "facts.yml": FACT.replace("sources: [law]", "sources: [laws]")})
    with pytest.raises(data.DataError, match=r"keeps-years\.sources: 'laws': no such source; did you mean 'law'\?"):
        data.load(tmp_path)


def test_a_name_in_vain_is_said_with_its_line(tmp_path):
    more = FACT.replace("keeps-years", "law-says").replace("sources: [law]", "sources: [law, lost]")
    write(tmp_path, {**FILES, "facts.yml": FACT + more})
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    line = (FACT + more).splitlines().index("  sources: [law, lost]") + 1
    assert error.value.problems == [f"docs/data/facts.yml:{line}: law-says.sources: 'lost': no such source"]


def test_all_errors_at_once(tmp_path):
    broken = {
        **FILES,
        "facts.yml": FACT.replace("status: official", "status: certain"),
        "places/aa.yml": PLACE.replace("years: 5", "years: five").replace("region: europe", "region: moon"),
        "sources.yml": SOURCE.replace("kind: law", "kind: rumour"),
    }
    write(tmp_path, broken)
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    assert len(error.value.problems) == 4
    assert {line.split(":")[0] for line in error.value.problems} == {
        "docs/data/facts.yml",
        "docs/data/places/aa.yml",
        "docs/data/sources.yml",
    }


def test_a_wrong_shape_hides_no_name_in_vain(tmp_path):
    """One run says all: what only follows from the file that isn't read in full is left out, the rest is not."""
    broken = {
        **FILES,
        "sources.yml": SOURCE + SOURCE.replace("id: law", "id: act").replace("kind: law", "kind: rumour"),
        "places/aa.yml": PLACE.replace("sources: [law]", "sources: [act]"),  # is there, only not read
        "facts.yml": FACT.replace("sources: [law]", "sources: [lost]"),
    }
    write(tmp_path, broken)
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    wrong, lost = error.value.problems
    assert "act.kind: 'rumour': Input should be" in wrong
    assert lost == "docs/data/facts.yml:6: keeps-years.sources: 'lost': no such source"


def test_a_key_that_is_wrongly_spelt_is_said_once(tmp_path):
    write(tmp_path, {**FILES, "facts.yml": FACT.replace("recheck_days:", "recheck_day:")})
    with pytest.raises(data.DataError) as error:
        data.load(tmp_path)
    assert error.value.problems == [
        "docs/data/facts.yml:9: keeps-years.recheck_day: '90': no such key; did you mean 'recheck_days'?"
    ]


def test_the_guide_s_own_data():
    assert len(GUIDE.places) == 47
    assert sum(place.retention.publish is True for place in GUIDE.places.values()) >= 37
    assert sum(place.erasure.publish is True for place in GUIDE.places.values()) >= 33
    assert "eu" in GUIDE.places and {"okx", "binance"} <= set(GUIDE.exchanges)


def test_every_source_is_used():
    used = {name for entry, _ in data.entries(GUIDE) for _, name in data.named(entry, "sources", "source")}
    assert not set(GUIDE.sources) - used, "sources nobody cites"


def test_addresses_are_never_a_mirror_s():
    for exchange in GUIDE.exchanges.values():
        own = {domain.host for domain in exchange.domains}
        for source in GUIDE.sources.values():
            if source.url and source.issuer.en == exchange.name.en and own:
                host = source.url.split("/")[2]
                assert any(host == name or host.endswith(f".{name}") for name in own), source.id


@pytest.mark.parametrize("name", OPEN_DATA)
def test_open_data_fit_their_schema(site, name):
    schema = json.loads((site / f"data/schema/{name}.json").read_text("utf-8"))
    entries = json.loads((site / f"data/{name}.json").read_text("utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(entries)
    assert entries
    bad = [{**entries[0], "id": "Not An Id"}]
    assert list(Draft202012Validator(schema).iter_errors(bad)), "a schema that accepts anything"
