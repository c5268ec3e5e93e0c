"""The message builder: every combination builds in both languages, cites only what the data publish, and lets nothing out."""

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT
from pydantic import ValidationError

from guide import data
from guide.data import Erasure, Retention
from guide.render import message as letters
from guide.render.citations import PageContext

GUIDE = data.load(ROOT / "docs/data")
PAGES = {"zh": "steps/ask-for-erasure.html", "en": "en/steps/ask-for-erasure.html"}
FORM = 'form[data-tool="message"]'
EXCHANGES = letters.letter_exchanges(GUIDE, PageContext(GUIDE, "zh").rank)
PLACES = [place.id for place in letters.letter_places(GUIDE)]
PURPOSES = ["close", "erase", "access", "refused", "deadline", "ended", "frozen", "vendor", "complaint"]
TYPED = {"name": "Li Mei", "uid": "UID-X", "ticket": "T-Y"}
MARKER = re.compile(r"%\{|\{\{|\}\}|undefined|null|NaN|\[object|\[\]|【】|[:：]\s*(?:\n\n|$)|\n{3}")
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
TYPE = """(texts) => {
  const form = document.querySelector('form[data-tool="message"]')
  return texts.map(text => {
    for (const name of ["name", "uid", "ticket"]) form.elements.namedItem(name).value = text
    const started = performance.now()
    form.dispatchEvent(new Event("input"))
    return [form.elements.namedItem("text").value, performance.now() - started]
  })
}"""


def expected(exchange, place, company, purpose, locale, typed):
    """Return the letter as Python composes it."""
    here, there = GUIDE.places.get(place), GUIDE.places.get(company)
    values = {**typed, "exchange": getattr(GUIDE.exchanges[exchange].name, locale)}
    if here:
        values |= {key: value for key, value in letters.place_values(here, locale).items() if key != "keep_law"}
    if there and "keep_law" in letters.place_values(there, locale):
        values["keep_law"] = letters.place_values(there, locale)["keep_law"]
    return letters.letter(GUIDE, purpose, locale, letters.state_of(here, there), values)


def unconfirmed(half):
    """Return a place whose `half` is still open."""
    return next(name for name in PLACES if getattr(GUIDE.places[name], half).publish is not True)


def published(place, company):
    """Return every text about law that the data publish for the two places, the longest first."""
    found = []
    for name, kind, half in ((place, Erasure, "erasure"), (company, Retention, "retention")):
        entry = getattr(GUIDE.places[name], half) if name else None
        if isinstance(entry, kind):
            found += [entry.law.zh, entry.law.en, entry.section.zh, entry.section.en]
            found += [entry.answer.zh, entry.answer.en] if getattr(entry, "answer", None) else []
    return sorted(found, key=len, reverse=True)


def without_published(text, place, company):
    """Return `text` without what the data publish for the two places, and without the place's own name."""
    names = [letters.plain_name(getattr(GUIDE.places[place].name, locale)) for locale in ("zh", "en")] if place else []
    for words in [*published(place, company), *names]:
        text = text.replace(words, "")
    return text


def test_every_combination_builds_and_cites_only_what_the_data_publish(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    rows = [[e.id, p, "", purpose, language] for e in EXCHANGES for p in ["", *PLACES] for purpose in PURPOSES for language in ("zh", "en")]
    rows += [["okx", "de", p, purpose, language] for p in PLACES for purpose in PURPOSES for language in ("zh", "en")]
    for row, text in zip(rows, page.evaluate(COMBINE, rows), strict=True):
        assert text == expected(*row, {}), row
        assert len(text) > 150 and not MARKER.search(text), (row, text)
        assert getattr(GUIDE.exchanges[row[0]].name, row[4]) in text, row
        left = without_published(text, row[1], row[2])
        assert not LAW_LIKE.search(left), (row, LAW_LIKE.search(left), text)


def test_published_laws_stand_in_the_letter_with_their_sections():
    for name in PLACES:
        place = GUIDE.places[name]
        for locale in ("zh", "en"):
            text = expected("okx", name, name, "erase", locale, TYPED)
            erasure, retention = place.erasure, place.retention
            if isinstance(erasure, Erasure) and erasure.in_force:
                assert getattr(erasure.law, locale) in text, name
                assert getattr(erasure.section, locale) in text or not re.search(r"\d", erasure.section.en), name
            elif isinstance(erasure, Erasure):
                assert getattr(erasure.law, locale) not in text, name
            if isinstance(retention, Retention):
                assert letters.citation(retention, locale) in text, name


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_each_letter_asks_what_it_should(locale):
    for purpose in PURPOSES:
        text = expected("okx", "de", "mt", purpose, locale, TYPED)
        wanted = {
            "zh": {"concede": "法律", "scans": "不会用邮件发送证件", "end": "保存到哪一天", "rest": "删除", "restrict": "限制使用", "vendor": "服务商", "written": "书面"},
            "en": {"concede": "law", "scans": "not send documents", "end": "day until which", "rest": "erase", "restrict": "restrict", "vendor": "vendor", "written": "in writing"},
        }[locale]
        needed = set(wanted)
        if purpose == "access":
            needed -= {"restrict", "written", "rest", "end"}
        elif purpose == "frozen":
            needed -= {"restrict", "vendor", "end", "rest"}
        elif purpose == "complaint":
            needed -= {"scans"}
        text = text.replace("不用邮件", "不会用邮件").replace("documents of identity", "documents")
        for name in needed:
            assert wanted[name].lower() in text.lower(), (purpose, name, text)


def test_no_right_no_claim_of_one():
    for name in PLACES:
        erasure = GUIDE.places[name].erasure
        text = expected("okx", name, "", "erase", "en", {})
        assert ("under the data protection law of the place" in text) == (isinstance(erasure, Erasure) and erasure.right == "yes"), name
        assert ("This law deals with data a company no longer needs" in text) == (isinstance(erasure, Erasure) and erasure.right == "none" and erasure.in_force), name
        assert "no general right" not in text and "limited right" not in text, name  # a letter gives nothing away


def test_both_languages_and_details_stand_in_one_message(page, base):
    page.goto(f"{base}/{PAGES['zh']}")
    for name, text in TYPED.items():
        page.fill(f"{FORM} [name={name}]", text)
    [text] = page.evaluate(COMBINE, [["binance", "hk", "hk", "erase", "both"]])
    zh, en = (expected("binance", "hk", "hk", "erase", locale, TYPED) for locale in ("zh", "en"))
    assert text == f"{zh}\n\n———\n\n{en}"
    assert "姓名：Li Mei" in text and "Account UID: UID-X" in text and "T-Y" in text
    assert page.locator(f"{FORM} [name=text]").get_attribute("readonly") is not None


def test_the_fields_are_those_others_rely_on(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    options = "field => [...field.options].map(option => option.value).filter(Boolean).sort()"
    for name, values in (("exchange", [e.id for e in EXCHANGES]), ("place", PLACES), ("company_place", PLACES), ("purpose", PURPOSES)):
        assert page.eval_on_selector(f"{FORM} select[name={name}]", options) == sorted(values)
    for label in ("Exchange", "Purpose of the message", "Where you live", "Place of the contracting company (optional)", "Name", "Account UID", "Support ticket number", "Your message"):
        assert page.get_by_label(label, exact=True).count() == 1, label
    assert "Don't attach pictures of your ID" in page.locator(FORM).inner_text()


def test_addresses_are_those_of_the_data_and_carry_address_and_subject_only(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.fill(f"{FORM} [name=name]", "SECRETNAME")
    page.fill(f"{FORM} [name=uid]", "SECRETUID")
    for exchange in EXCHANGES:
        known = {contact.email for contact in exchange.contacts if contact.email and contact.purpose in ("privacy", "support")}
        for purpose in PURPOSES:
            page.evaluate(COMBINE, [[exchange.id, "de", "", purpose, "en"]])
            found = page.eval_on_selector_all(f"{FORM} li:not([hidden]) a[href^=mailto]", "links => links.map(link => link.href)")
            if purpose in ("vendor", "complaint"):
                assert not found
            for href in found:
                parts = urlsplit(href)
                assert parts.path in known and set(parse_qs(parts.query)) == {"subject"} and "SECRET" not in href
                subjects = {c.subject for c in exchange.contacts if c.email == parts.path} | {GUIDE.messages[purpose].subject.en}
                assert parse_qs(parts.query)["subject"][0] in subjects
    page.evaluate(COMBINE, [["okx", "de", "", "erase", "en"]])
    item = page.locator(f"{FORM} li:visible").first
    assert "privacyoffice@okx.com" in item.inner_text() and item.locator(".guide-source").count() and item.locator("time.guide-checked").count()
    page.evaluate(COMBINE, [["kucoin", "de", "", "erase", "en"]])
    assert "no email address" in page.locator(f"{FORM} [data-part=contacts]").inner_text()


def test_the_output_says_where_the_laws_come_from_and_what_is_open(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    output = page.locator(f"{FORM} output")
    page.evaluate(COMBINE, [["okx", "de", "hk", "erase", "en"]])
    links = output.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["../retention/by-place.html#place-de", "../retention/by-place.html#place-hk"]
    page.evaluate(COMBINE, [["okx", unconfirmed("erasure"), unconfirmed("retention"), "erase", "en"]])
    assert "erasure law of that place is not confirmed" in output.inner_text() and "retention law of the company's place" in output.inner_text()
    page.evaluate(COMBINE, [["okx", "hk", "", "complaint", "en"]])
    assert GUIDE.places["hk"].authority.name.en in output.inner_text()
    page.evaluate(COMBINE, [["okx", "", "", "erase", "en"]])
    assert output.inner_text().strip() == "Name or UID is not filled in yet; add them before you send it."


def hostile():
    """Return strings that try to break the page."""
    chance = random.Random(6)
    seeds = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><h1>x", "%{place}", "%{law}", "$&", "$1", "\\u003c", "javascript:alert(1)",
        "\u202e\u202dabc\u2066", "\u0000\u0007\u001b[31m", "a\nb\r\nc\u2028d\u2029e", "\ud800", "'\";--", "x" * 100_000, "\u0301" * 500, "{{ 7 * 7 }}", "?body=x&bcc=a", "constructor", "__proto__",
    ]
    signs = "<>\"'&%{}$\\/\n\t\u202e\u200b\u0000 ab12汉"
    return seeds + ["".join(chance.choices(signs, k=chance.randint(1, 200))) for _ in range(500 - len(seeds))]


def test_hostile_text_stays_text(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.set_viewport_size({"width": 320, "height": 640})
    before = page.evaluate("document.querySelectorAll('*').length")
    page.evaluate(COMBINE, [["okx", "de", "mt", "erase", "en"]])
    grown = page.evaluate("document.querySelectorAll('*').length")
    results = page.evaluate(TYPE, hostile())
    assert page.evaluate("document.querySelectorAll('*').length") == grown >= before
    for text, _ in results:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f]", text)
        assert len(text) < 4000 and text.endswith("I will not send documents or selfies by email.")
        assert len(text.split("\n\n")[1].split("\n")) <= 4  # the details stay one line each
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
    assert not [url for url in seen if not url.endswith("/favicon.svg")] and page.evaluate(stored) == before
    page.reload()
    assert page.input_value(f"{FORM} [name=name]") == ""


def test_copies_and_prints_the_message_alone(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    page.evaluate("window.print = () => { window.printed = document.body.className }")
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.locator(f"{FORM} [data-note=copied]").wait_for()
    assert page.evaluate("window.copied") == page.input_value(f"{FORM} [name=text]")
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); document.execCommand = () => false")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.locator(f"{FORM} [data-note=not-copied]").wait_for()
    page.get_by_role("button", name="Print", exact=True).click()
    assert "guide-print" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    paper = page.locator(".guide-message__paper")
    assert paper.is_visible() and "Please confirm in writing" in paper.inner_text()
    assert not page.locator(f"{FORM} select").first.is_visible() and not page.locator("#letter").is_visible()


@pytest.mark.parametrize("locale", PAGES)
def test_without_scripts_the_letters_stand_in_both_languages(chromium, base, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/{PAGES[locale]}")
    form = page.locator(FORM)
    assert "请以书面确认已删除什么" in form.inner_text() and "Please confirm in writing what was erased" in form.inner_text()
    assert form.locator("summary").count() == len(PURPOSES) and form.locator("[data-part=letters] pre").count() == 2 * len(PURPOSES)
    assert not form.locator("select").first.is_visible()
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
        "docs/data/messages.yml: vendor.parts: 'lost': no such part",
        "docs/data/message_parts.yml: vendor-forward: no letter uses this part",
    ]
