"""The message builder: every combination builds in both languages, cites only what the data publish, and lets nothing out."""

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import TODAY
from own_data import GUIDE
from pydantic import ValidationError

from guide import data
from guide.answers.company import company_of, contacts_for
from guide.answers.residences import residences
from guide.data import Erasure, Retention
from guide.render import message as letters
from guide.render.citations import PageContext
from guide.render.words import plain_name, with_own_days

PAGES = {"zh": "steps/ask-for-erasure.html", "en": "en/steps/ask-for-erasure.html"}
FORM = 'form[data-tool="message"]'
EXCHANGES = letters.letter_exchanges(GUIDE, PageContext(GUIDE, "zh").rank)
HOMES = {home.id: home for home in residences(GUIDE)}
COMPANIES = [place.id for place in letters.letter_companies(GUIDE)]
PURPOSES = list(GUIDE.messages)
DAY, DAYS = TODAY, {"zh": "2026年11月25日", "en": "2026-11-25"}
TYPED = {"name": "Li Mei", "uid": "UID-X", "ticket": "T-Y"}
MARKER = re.compile(r"%\{|\{\{|\}\}|undefined|null|NaN|\[object|\[\]|【】|[:：]\s*(?:\n\n|$)|\n{3}")
CONCEDED = re.compile(r"no (?:general )?right|I know that|没有(?:一般的)?删除权|没有这项权利|我知道", re.I)
LAW_LIKE = re.compile(r"《|\d|§|\bAct\b|\bArts?\.|\bRegulation\b|\bDirective\b|\bGDPR\b|\bPIPL\b|第.{1,4}条")

# sets each combination [exchange, place, company place, purpose, language] and returns the texts
COMBINE = """(rows) => {
  const form = document.querySelector('form[data-tool="message"]')
  const names = ["exchange", "place", "company_place", "purpose", "language"]
  return rows.map(row => {
    names.forEach((name, at) => { form.elements.namedItem(name).value = row[at] })
    form.dispatchEvent(new Event("input"))
    return form.elements.namedItem("text").value
  })
}"""
# the same, and returns the contacts shown for each: [purpose, address], and all words of that part
CONTACTS = """(rows) => {
  const form = document.querySelector('form[data-tool="message"]')
  const part = form.querySelector("[data-part=contacts]")
  const names = ["exchange", "place", "company_place", "purpose", "language"]
  return rows.map(row => {
    names.forEach((name, at) => { form.elements.namedItem(name).value = row[at] })
    form.dispatchEvent(new Event("input"))
    const items = [...part.querySelectorAll("li")].filter(item => item.offsetParent)
    return [items.map(item => [item.dataset.purpose, item.querySelector("a").href]), part.innerText]
  })
}"""
# chooses each [exchange, residence] as a person does and returns the company's place that is filled in
JOIN = """(rows) => {
  const form = document.querySelector('form[data-tool="message"]')
  return rows.map(row => {
    ["exchange", "place"].forEach((name, at) => {
      const field = form.elements.namedItem(name)
      field.value = row[at]
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }))
    })
    return form.elements.namedItem("company_place").value
  })
}"""
TYPE = """(texts) => {
  const form = document.querySelector('form[data-tool="message"]')
  return texts.map(text => {
    for (const name of ["name", "uid", "ticket"]) form.elements.namedItem(name).value = text
    const started = performance.now()
    form.dispatchEvent(new Event("input"))
    return [form.elements.namedItem("text").value, performance.now() - started]
  })
}"""


@pytest.fixture
def page(dated):
    """Return a page on the day that the tests know."""
    return dated


def state_of(values, company):
    """Return the conditions that hold: what is filled in decides, and how surely the company's law binds it."""
    known = values.get("law") or values.get("company_law")
    found = {"law-known" if known else "law-open", "keep-known" if values.get("keep_law") else "keep-open"}
    found.add("answer-set" if values.get("answer") or values.get("company_answer") else "answer-open")
    if values.get("access") or values.get("company_access"):
        found.add("access-set")
    if values.get("company_law") and company and letters.binds(company):
        found.add("binds")
    if company and values.get("keep_law") and letters.deletes(company):
        found.add("keep-deletes")
    return found


def letter_values(home, company, locale):
    """Return what a reader's residence and a company's place fill in; the same law isn't cited twice."""
    values = home_values(home, locale) if home else {}
    there = letters.company_values(company, locale) if company else {}
    if values.get("law") and values["law"] == there.get("company_law"):
        there = {name: text for name, text in there.items() if not name.startswith("company_")}
    return {**values, **there}


def home_values(home, locale):
    """Return what a residence fills in: its name and the data law that protects people there."""
    return {"place": plain_name(home.name[locale]), **letters.data_law(home.law, locale)}


def expected(exchange, home, company, purpose, locale, typed):
    """Return the letter as Python composes it, on DAY."""
    there = GUIDE.places.get(company)
    values = letter_values(HOMES.get(home), there, locale)
    state = state_of(values, there)
    law = HOMES[home].law if home in HOMES else None
    if law is None or law.follow_up not in ("lawyer", "court"):
        state.add("complains")
    values |= {**typed, "exchange": GUIDE.exchanges[exchange].name[locale], "date": DAYS[locale]}
    values["reference"] = f"{exchange}-{purpose}-{DAY.replace('-', '')}"
    return with_own_days(letters.letter(GUIDE, purpose, locale, state, values), locale)


def published(home, company):
    """Return every text about law that the data publish for a residence and a company's place, the longest first."""
    law = HOMES[home].law if home in HOMES else None
    halves = [
        place.erasure for place in (law, GUIDE.places.get(company)) if place and isinstance(place.erasure, Erasure)
    ]
    half = GUIDE.places[company].retention if company else None
    halves += [half] if isinstance(half, Retention) else []
    found = []
    for entry in halves:
        access = getattr(entry, "access", None)
        clocks = [clock.law for clock in getattr(entry, "clocks", []) if clock.law]
        texts = [
            entry.law,
            entry.section,
            getattr(entry, "answer", None),
            access and access.text,
            access and access.section,
            *clocks,
        ]
        found += [with_own_days(text[code], code) for text in texts if text for code in ("zh", "en")]
    return sorted(found, key=len, reverse=True)


def without_published(text, home, company):
    """Return `text` without what the data publish, the residence's name, and the letter's own day and reference."""
    names = [plain_name(HOMES[home].name[code]) for code in ("zh", "en")] if home else []
    text = re.sub(r"[a-z-]+-20261125", "", text)
    for words in [*published(home, company), *names, *DAYS.values()]:
        text = text.replace(words, "")
    return text


def opened(page, base, locale="en"):
    """Open the page, on the day that `dated` stands at."""
    page.goto(f"{base}/{PAGES[locale]}")
    return page


def test_every_combination_builds_and_cites_only_what_the_data_publish(page, either):
    opened(page, either)
    rows = [
        ["okx", home, there, purpose, code]
        for home in ["", *HOMES]
        for there in ("", "mt", "sc")
        for purpose in PURPOSES
        for code in ("zh", "en")
    ]
    rows += [
        ["okx", "hk", there, purpose, code] for there in COMPANIES for purpose in PURPOSES for code in ("zh", "en")
    ]
    rows += [[exchange.id, "de", "", purpose, "en"] for exchange in EXCHANGES for purpose in PURPOSES]
    for row, text in zip(rows, page.evaluate(COMBINE, rows), strict=True):
        assert text == expected(*row, {}), row
        assert len(text) > 150 and not MARKER.search(text), (row, text)
        assert not CONCEDED.search(text), (row, CONCEDED.search(text))
        assert DAYS[row[4]] in text and GUIDE.exchanges[row[0]].name[row[4]] in text, row
        left = without_published(text, row[1], row[2])
        assert not LAW_LIKE.search(left), (row, LAW_LIKE.search(left), text)


def test_both_laws_are_cited_once_each():
    for home, there, cited, bound in (
        ("hk", "mt", ["hk", "mt"], True),
        ("sg", "sc", ["sg"], False),
        ("de", "mt", ["de"], False),
        ("other", "ae-adgm", ["ae-adgm"], True),
    ):
        text = expected("okx", home, there, "erase", "en", {})
        for name in cited:
            assert letters.citation(GUIDE.places[name].erasure, "en") in text, (home, there, name)
        assert text.count("General Data Protection Regulation") <= 1
        assert ("binds you wherever I live" in text) == bound, (home, there)


def test_what_is_only_reported_is_never_cited():
    for name in COMPANIES:
        half = GUIDE.places[name].retention
        for purpose in PURPOSES:
            text = expected("okx", "de", name, purpose, "en", {})
            if not isinstance(half, Retention) and getattr(half, "law", None):
                assert half.law.en not in text, (name, purpose)


def test_the_letter_on_an_ended_period_names_the_law_that_ended_in_korea():
    text = expected("upbit", "kr", "kr", "ended", "en", {})
    assert "Art. 5-4(1)" in text and "Virtual Asset Users" not in text


def test_each_letter_fits_the_answer_it_replies_to():
    texts = {purpose: expected("okx", "hk", "hk", purpose, "en", TYPED) for purpose in PURPOSES}
    assert "gave no reason" in texts["refused"] and "gave no reason" not in texts["required-by-law"]
    assert "the law requires you to keep my data" in texts["required-by-law"]
    assert "only about my account" in texts["account-only"]
    assert "40 days" in texts["access"]
    assert "copy of the identity data" in texts["erase"] and "copy of the identity data" in texts["close"]
    assert "marketing" in texts["stop-marketing"] and "close the account" in texts["stop-marketing"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_each_letter_asks_what_it_should(locale):
    for purpose in PURPOSES:
        text = expected("okx", "de", "mt", purpose, locale, TYPED)
        wanted = {
            "zh": {
                "scans": "不会用邮件发送证件",
                "end": "保存到哪一天",
                "rest": "删除",
                "restrict": "限制使用",
                "vendor": "服务商",
                "written": "书面",
            },
            "en": {
                "scans": "not send documents",
                "end": "day until which",
                "rest": "erase",
                "restrict": "restrict",
                "vendor": "vendor",
                "written": "in writing",
            },
        }[locale]
        needed = set(wanted)
        if purpose == "access":
            needed -= {"restrict", "written", "rest", "end"}
        elif purpose == "required-by-law":
            needed -= {"end"}
        elif purpose == "frozen":
            needed -= {"restrict", "vendor", "end", "rest"}
        elif purpose == "complaint":
            needed -= {"scans"}
        elif purpose == "stop-marketing":
            needed = {"written"}
        text = text.replace("不用邮件", "不会用邮件").replace("documents of identity", "documents")
        for name in needed:
            assert wanted[name].lower() in text.lower(), (purpose, name, text)


def test_the_pages_language_stands_first_in_a_message_in_both(page, either):
    opened(page, either, "en")
    for name, text in TYPED.items():
        page.fill(f"{FORM} [name={name}]", text)
    [text] = page.evaluate(COMBINE, [["binance", "hk", "hk", "erase", "both"]])
    zh, en = (expected("binance", "hk", "hk", "erase", locale, TYPED) for locale in ("zh", "en"))
    assert text == f"{en}\n\n———\n\n{zh}"
    assert "姓名：Li Mei" in text and "Account UID: UID-X" in text and "T-Y" in text
    assert page.locator(f"{FORM} [name=text]").get_attribute("readonly") is not None


def test_the_fields_are_those_others_rely_on(page, either):
    opened(page, either)
    options = "field => [...field.options].map(option => option.value).filter(Boolean).sort()"
    for name, values in (
        ("exchange", list(GUIDE.exchanges)),
        ("place", HOMES),
        ("company_place", COMPANIES),
        ("purpose", PURPOSES),
    ):
        assert page.eval_on_selector(f"{FORM} select[name={name}]", options) == sorted(values)
    assert not {"cn", "mo", "fatf"} & set(COMPANIES)
    for label in (
        "Exchange",
        "Purpose of the message",
        "Where you live",
        "Place of the contracting company",
        "Name",
        "Account UID",
        "Support ticket number",
        "Your message",
    ):
        assert page.get_by_label(label, exact=True).count() == 1, label
    assert "Don't attach pictures of your ID" in page.locator(FORM).inner_text()


def test_the_companys_place_comes_from_the_join_and_can_be_changed(page, either):
    opened(page, either)
    rows = [[name, home] for name in ("okx", "binance", "kraken") for home in HOMES]
    for (name, home), place in zip(rows, page.evaluate(JOIN, rows), strict=True):
        company = company_of(GUIDE.exchanges[name], HOMES[home])
        known = company and company.place and GUIDE.places[company.place].company_place
        assert place == (company.place if known else ""), (name, home)
    there = f"{FORM} [name=company_place]"
    page.select_option(f"{FORM} [name=exchange]", "okx")
    page.select_option(f"{FORM} [name=place]", "de")
    assert page.input_value(there) == company_of(GUIDE.exchanges["okx"], HOMES["de"]).place
    page.select_option(there, "jp")
    page.select_option(f"{FORM} [name=place]", "fr")
    assert page.input_value(there) == "jp"


def test_a_letter_is_handed_over_in_the_address(page, base):
    page.goto(f"{base}/{PAGES['en']}#exchange=kraken&place=uk&company_place=ie&purpose=access&name=SECRET")
    values = {
        name: page.input_value(f"{FORM} [name={name}]")
        for name in ("exchange", "place", "company_place", "purpose", "name")
    }
    assert values == {"exchange": "kraken", "place": "uk", "company_place": "ie", "purpose": "access", "name": ""}


def test_only_addresses_for_the_chosen_residence_are_shown(page, either):
    opened(page, either)
    page.fill(f"{FORM} [name=name]", "SECRETNAME")
    cases = [
        (exchange, home, purpose)
        for exchange in EXCHANGES
        for home in ("de", "sg", "cn", "other")
        for purpose in ("erase", "close", "complaint")
    ]
    shown = page.evaluate(CONTACTS, [[exchange.id, home, "", purpose, "en"] for exchange, home, purpose in cases])
    for (exchange, home, purpose), (found, text) in zip(cases, shown, strict=True):
        contacts, to = contacts_for(exchange, HOMES[home]), GUIDE.messages[purpose].to
        allowed = {contact.email or contact.url.rstrip("/") for contact in contacts}
        for kind, href in found:
            parts = urlsplit(href)
            address = parts.path if parts.scheme == "mailto" else href.rstrip("/")
            assert address in allowed and kind in to and "SECRET" not in href, (exchange.id, home, href)
            if parts.scheme == "mailto":
                assert set(parse_qs(parts.query)) == {"subject"}
        none = purpose != "complaint" and not any(contact.purpose in to for contact in contacts)
        assert ("We found no address" in text) == none, (exchange.id, home, purpose)
    assert any(found for found, _ in shown)
    empty = page.locator(f"{FORM} [data-part=contacts] details:visible").filter(has_not=page.locator("li:visible"))
    assert not empty.count(), "a gap where no address stands"
    for exchange, home in (("okx", ""), ("", "de"), ("", "")):
        [[found, text]] = page.evaluate(CONTACTS, [[exchange, home, "", "erase", "en"]])
        assert not found and "Choose your exchange and where you live" in text and "We found no address" not in text


@pytest.mark.parametrize(
    ("locale", "blank"), [("zh", "收件人：【交易所和公司名称】"), ("en", "To: [exchange and company]")]
)
def test_until_an_exchange_is_chosen_the_letter_names_none(page, either, locale, blank):
    opened(page, either, locale)
    assert not page.input_value(f"{FORM} [name=exchange]")
    [text] = page.evaluate(COMBINE, [["", "de", "", "access", locale]])
    assert blank in text and "access-20261125" in text and not MARKER.search(text)
    assert not [name for exchange in EXCHANGES if (name := exchange.name[locale]) in text]
    assert GUIDE.labels["message-fill"][locale] in page.locator(f"{FORM} output").inner_text()
    page.goto(f"{either}/{PAGES[locale]}#exchange=kraken&place=de")
    assert "Kraken" in page.input_value(f"{FORM} [name=text]")
    groups = page.locator(f"{FORM} [data-part=contacts] details.guide-more:has(li:visible)")
    assert groups.count() == 1 and not groups.locator("> summary").is_visible()


def test_the_output_says_where_the_laws_come_from_and_leads_on(page, base):
    opened(page, base)
    output = page.locator(f"{FORM} output")
    page.evaluate(COMBINE, [["okx", "de", "hk", "erase", "en"]])
    links = output.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [
        "../places/de.html",
        "../places/hk.html",
        "../steps/after-you-ask.html#exchange=okx&residence=de&kind=erase",
        "../retention/calculator.html#exchange=okx&residence=de&place=hk",
    ]
    page.evaluate(COMBINE, [["okx", "hk", "", "complaint", "en"]])
    assert GUIDE.places["hk"].authority.name.en in output.inner_text()
    open_place = next(name for name in COMPANIES if GUIDE.places[name].retention.publish is not True)
    page.evaluate(COMBINE, [["okx", "other", open_place, "erase", "en"]])
    assert "retention law of the company's place" in output.inner_text()


def test_a_reminder_threatens_no_complaint_where_one_wants_a_lawyer_first(page, base):
    opened(page, base)
    threat = GUIDE.message_parts["deadline-next"].text.en
    for home, threatens in (("cn", False), ("us-il", False), ("hk", True), ("de", True), ("", True)):
        page.evaluate(COMBINE, [["okx", home, "", "deadline", "en"]])
        assert (threat in page.input_value(f"{FORM} [name=text]")) == threatens, home


def test_the_box_shows_the_whole_letter_and_the_button_stays_near(page, either):
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, either)
    box = page.locator(f"{FORM} [name=text]")
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") <= 2
    assert abs(box.bounding_box()["width"] - page.locator(f"{FORM} fieldset").first.bounding_box()["width"]) <= 2
    box.evaluate("box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 100)")
    assert page.get_by_role("button", name="Copy", exact=True).bounding_box()["y"] < 900


def hostile():
    """Return strings that try to break the page."""
    chance = random.Random(6)
    seeds = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</textarea><h1>x",
        "%{place}",
        "%{law}",
        "$&",
        "$1",
        "\\u003c",
        "javascript:alert(1)",
        "\u202e\u202dabc\u2066",
        "\u0000\u0007\u001b[31m",
        "a\nb\r\nc\u2028d\u2029e",
        "\ud800",
        "'\";--",
        "x" * 100_000,
        "\u0301" * 500,
        "{{ 7 * 7 }}",
        "?body=x&bcc=a",
        "constructor",
        "__proto__",
    ]
    signs = "<>\"'&%{}$\\/\n\t\u202e\u200b\u0000 ab12汉"
    return seeds + ["".join(chance.choices(signs, k=chance.randint(1, 200))) for _ in range(500 - len(seeds))]


def test_hostile_text_stays_text(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_selector(".md-top", state="attached")  # reading.js adds it, a moment after the page
    before = page.evaluate("document.querySelectorAll('*').length")
    page.evaluate(COMBINE, [["okx", "de", "mt", "erase", "en"]])
    grown = page.evaluate("document.querySelectorAll('*').length")
    results = page.evaluate(TYPE, hostile())
    assert page.evaluate("document.querySelectorAll('*').length") == grown >= before
    for text, _ in results:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f]", text)
        assert len(text) < 5000 and text.endswith("I will not send documents or selfies by email.")
        assert len(text.split("\n\n")[1].split("\n")) <= 6  # the details stay one line each
    times = sorted(took for _, took in results)
    assert times[len(times) * 9 // 10] < 50
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(TYPE, ["x" * 200])
    assert "Only the first 80 characters" in page.locator(f"{FORM} p:has([name=name]) [role=alert]").inner_text()
    page.evaluate(TYPE, ["Zoë 王"])
    assert page.locator(f"{FORM} p:has([name=name]) [role=alert]").inner_text() == ""


def test_nothing_typed_is_stored_or_sent(page, base):
    seen = []
    page.goto(f"{base}/{PAGES['en']}")
    page.on("request", lambda request: seen.append(request.url))
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    before = page.evaluate(stored)
    page.fill(f"{FORM} [name=name]", "SECRET")
    page.select_option(f"{FORM} [name=place]", "fr")
    page.press(f"{FORM} [name=name]", "Enter")
    assert (
        not [url for url in seen if not url.endswith(("/favicon.svg", "/later.css", "/reading.js"))]
        and page.evaluate(stored) == before
    )
    page.reload()
    assert page.input_value(f"{FORM} [name=name]") == ""


def test_copies_and_prints_the_message_alone(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.evaluate("window.print = () => { window.printed = document.body.className }")
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.locator(f"{FORM} [data-note=copied]").wait_for()
    assert page.evaluate("window.copied") == page.input_value(f"{FORM} [name=text]")
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); document.execCommand = () => false"
    )
    page.get_by_role("button", name="Copy", exact=True).click()
    page.locator(f"{FORM} [data-note=not-copied]").wait_for()
    page.get_by_role("button", name="Print", exact=True).click()
    assert "guide-print" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    paper = page.locator(".guide-message__paper")
    assert paper.is_visible() and "Please confirm in writing" in paper.inner_text()
    assert not page.locator(f"{FORM} select").first.is_visible() and not page.locator("#letter").is_visible()


@pytest.mark.parametrize("locale", PAGES)
def test_without_scripts_the_letters_stand_in_both_languages(chromium, either, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES[locale]}")
    form = page.locator(FORM)
    words = {"zh": "请以书面确认已删除什么", "en": "Please confirm in writing what was erased"}
    other = "en" if locale == "zh" else "zh"
    assert words[locale] in form.inner_text() and words[other] not in form.inner_text()
    assert words[other] in form.locator("[data-part=letters]").text_content()
    assert form.locator("[data-part=letters] > details > summary").count() == len(PURPOSES)
    assert form.locator("[data-part=letters] pre").count() == 2 * len(PURPOSES)
    assert not form.locator("select").first.is_visible()
    folds = form.locator("[data-part=contacts] > details")
    assert folds.count() == len({exchange.id for exchange, _ in letters.letter_contacts(EXCHANGES)})
    assert not form.locator("li[data-exchange]:visible").count()
    one = form.locator("[data-part=contacts] > details:has([data-exchange=kraken])")
    one.locator("> summary").click()
    assert 0 < form.locator("li[data-exchange]:visible").count() == one.locator("li[data-exchange]").count()
    assert not MARKER.search("\n".join(form.locator("[data-part=letters] pre").all_text_contents()))
    context.close()


@pytest.mark.parametrize(
    ("zh", "en", "problem"),
    [
        ("依据第 17 条", "under Art. 17", "a letter states no figure of its own"),
        ("%{law}", "%{keep_law}", "zh has the blanks"),
        ("%{lae}", "%{lae}", "known are"),
    ],
)
def test_a_part_with_a_law_of_its_own_or_a_wrong_blank_is_refused(zh, en, problem):
    with pytest.raises(ValidationError, match=problem):
        data.MessagePart.model_validate({"id": "x", "text": {"zh": zh, "en": en}})


def test_letters_name_parts_that_exist_and_use_every_part(copy):
    path = copy / "docs/data/messages.yml"
    path.write_text(path.read_text("utf-8").replace("vendor-forward, ", "lost, "), "utf-8")
    with pytest.raises(data.DataError) as error:
        data.load(copy / "docs/data")
    assert error.value.problems == [
        "docs/data/messages.yml:57: vendor.parts: 'lost': no such part",
        "docs/data/message_parts.yml:365: vendor-forward: no letter uses this part",
    ]
