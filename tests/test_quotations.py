"""A quotation that gives another period than its entry stops the build; one that says it otherwise is let pass in writing."""

import re

import pytest
from own_data import GUIDE
from test_data import FACT, FILES, PLACE, write

from guide import data
from guide.data.facts import Fact
from guide.data.quotations import contradiction, periods, together
from guide.locales import CODES

READ = [
    ("en", "kept for seven (7) years", {"year": {7}}),
    (
        "en",
        "at least twenty-four months, a five-year period and 30 Business Days",
        {"month": {24}, "year": {5}, "day": {30}},
    ),
    ("en", "within 3-5 working days or forty to 45 calendar days", {"day": {3, 5, 40, 45}}),
    ("en", "Article 17, on 2026-07-10, 69,461 people, 10 years", {"year": {10}}),
    ("en", "this one", {}),
    ("zh", "应当至少保存十年，三十个工作日内答复", {"year": {10}, "day": {30}}),
    ("zh", "自2025年1月1日起，第五日，24 小时，两个月", {"hour": {24}, "month": {2}}),
    ("zh-Hant", "至少保存五年", {"year": {5}}),
    ("ja", "取引終了後七年間、30日以内", {"year": {7}, "day": {30}}),
    ("ko", "종료한 때부터 15년간, 2024년 7월 19일", {"year": {15}}),
    ("fil", "maghintay ng 30 araw", {"number": {30}}),
    ("de", "für ein Jahr", {}),
]


@pytest.mark.parametrize(("lang", "text", "found"), READ)
def test_periods_are_read_in_figures_and_words(lang, text, found):
    assert periods(text, lang) == found


@pytest.mark.parametrize(
    ("quote", "lang", "message"),
    [
        ("for seven years", "en", "the quotation says 7 years, the entry 5 years"),
        ("for 6 years after that", "en", "the quotation says 6 years, the entry 5 years"),
        ("保存七年", "zh", "the quotation says 7 years, the entry 5 years"),
        ("por siete (7) años", "es", "the quotation says 7, the entry 5"),
        ("for five years, in some cases seven years", "en", ""),
        ("within 30 days", "en", ""),
        ("as long as the law asks", "en", ""),
        ("für sieben Jahre", "de", ""),
    ],
)
def test_another_period_is_refused(tmp_path, quote, lang, message):
    write(tmp_path, {**FILES, "facts.yml": FACT + f"  quote: {quote}\n  quote_lang: {lang}\n"})
    if message:
        remedy = "; mend one of them, or say why in quote_differs"
        with pytest.raises(data.DataError, match=rf"facts\.yml:2: keeps-years: {re.escape(message + remedy)}"):
            data.load(tmp_path)
    else:
        data.load(tmp_path)


def test_a_reason_lets_it_pass_and_one_that_is_not_needed_is_refused(tmp_path):
    quoted = FACT + "  quote: for seven years\n  quote_differs: the source's own example, mended in a later notice\n"
    write(tmp_path, {**FILES, "facts.yml": quoted})
    data.load(tmp_path)
    write(tmp_path, {**FILES, "facts.yml": quoted.replace("seven", "five")})
    with pytest.raises(data.DataError, match="quote_differs: the quotation gives no other period; take this line out"):
        data.load(tmp_path)


def test_a_law_s_words_agree_with_its_clocks(tmp_path):
    place = PLACE.replace("  delete_after: no\n", "  delete_after: no\n  quote: for a period of six years\n")
    write(tmp_path, {**FILES, "places/aa.yml": place})
    with pytest.raises(data.DataError, match="retention: the quotation says 6 years, the entry 5 years"):
        data.load(tmp_path)


def test_a_changed_value_is_noticed_wherever_the_quotation_gives_it():
    """Every number of the guide's own facts that its quotation repeats, changed by one."""
    tried, missed = 0, []
    for fact in GUIDE.facts.values():
        if not isinstance(fact.value, int) or str(fact.value) in fact.en:  # said once more, apart from the value
            continue
        said = together(*(periods(fact.text(code), code) for code in CODES))
        quoted = periods(fact.quote or "", fact.quote_lang)
        if any(fact.value in said[unit] & quoted[unit] for unit in said.keys() & quoted):
            tried += 1
            changed = Fact.model_construct(**{**dict(fact), "value": fact.value + 1})
            says = together(*(periods(changed.text(code), code) for code in CODES))
            if not contradiction(fact.quote, fact.quote_lang, says, changed.value):
                missed.append(fact.id)
    assert tried >= 30 and not missed, (tried, missed)
