"""Permanent addresses: every one leads to its answer in the reader's language, and none is ever lost."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import jsonschema
import pytest
from conftest import HOME, ROOT, until
from html_pages import read
from own_data import DOCS, GUIDE
from tour import answered
from years_on import publish_trial, rename_trial

from guide import data
from guide.permalinks import record as record_file
from guide.permalinks import registry
from guide.permalinks.csv import table

ANSWERS = registry.answers(GUIDE, DOCS)
KIT = {"zh": "support-teams/link-kit.html", "en": "en/support-teams/link-kit.html"}
BROWSERS = [
    (["zh-CN", "en"], "", "zh"),
    (["zh-TW"], "", "zh"),
    (["en-US", "zh"], "", "en"),
    (["fr-FR"], "", "en"),
    (["fr-FR", "zh-HK"], "", "zh"),
    (["zh-CN"], "en", "en"),
    (["en-US"], "zh", "zh"),
    (["en-US"], "<b>", "en"),
]

# where the browser's language list and the stored choice would send a reader
PRETEND = """Object.defineProperty(navigator, "languages", { get: () => %s }); try { localStorage.setItem("guide-language", %s) } catch {}"""
# the same with what the window's name says, which outlives a page
AS_NAMED = PRETEND % ("JSON.parse(window.name || '[[], \"\"]')[0]", "JSON.parse(window.name || '[[], \"\"]')[1]")


def test_enough_answers_each_with_its_words():
    assert len(ANSWERS) >= 80
    for answer in ANSWERS:
        for locale in ("zh", "en"):
            assert len(answer.question[locale]) > 4, answer.link.id
            assert 8 < len(answer.answer[locale]) < 420, answer.link.id
            assert "{{" not in answer.answer[locale] and "](" not in answer.answer[locale], answer.link.id


def test_every_answer_stands_where_its_address_leads(toured):
    assert {name: found["unseen"] for name, found in toured.items() if found["unseen"]} == {}
    assert set(answered()) <= set(toured)


def test_go_pages_name_the_registered_places(site):
    assert sorted(path.stem for path in (site / "go").glob("*.html")) == sorted(GUIDE.links)
    for answer in ANSWERS:
        page = read(site / f"go/{answer.link.id}.html")
        where = dict(page.tags)["html"]
        assert (where["data-zh"], where["data-en"]) == tuple(f"../{answer.url[locale]}" for locale in ("zh", "en"))
        assert ("data-tool" in where) == answer.link.tool
        assert {values["hreflang"]: href for href, values in page.links} == {
            "zh": where["data-zh"],
            "en": where["data-en"],
        }
        assert ("meta", {"name": "robots", "content": "noindex, follow"}) in page.tags


def test_go_lands_in_the_readers_language(page, base):
    page.add_init_script(AS_NAMED)
    page.goto(f"{base}/404.html")
    names = ("q-dust", "closing-vs-deleting", "path-blocked")
    for number, (wanted, stored, locale) in enumerate(BROWSERS):
        name = names[number % 3]
        answer = next(answer for answer in ANSWERS if answer.link.id == name)
        page.evaluate("chosen => { window.name = chosen }", json.dumps([wanted, stored]))
        page.goto(f"{base}/go/{name}.html")
        page.wait_for_url(f"{base}/{answer.url[locale]}")
        assert page.evaluate("navigator.languages") == wanted, "the window's name was lost"


def test_only_a_tool_takes_the_address_it_was_opened_with(page, base):
    page.add_init_script(PRETEND % ('["en"]', '""'))
    page.goto(f"{base}/go/choose-your-path.html#path-frozen")
    page.wait_for_url(f"{base}/en/start/choose-your-path.html#path-frozen")
    page.goto(f"{base}/go/q-dust.html#path-frozen")
    page.wait_for_url(f"{base}/en/faq.html#q-dust")


def test_without_scripts_question_answer_and_both_links_are_there(chromium, base):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/go/q-dust.html")
    answer = next(answer for answer in ANSWERS if answer.link.id == "q-dust")
    for locale in ("zh", "en"):
        assert answer.question[locale] in page.locator("h1").inner_text()
        assert answer.answer[locale] in page.locator(f"section[lang={locale}]").inner_text()
        page.locator(f"section[lang={locale}] a").click()
        assert page.url == f"{base}/{answer.url[locale]}"
        page.go_back()
    context.close()


def test_the_switch_is_remembered(page, base):
    page.add_init_script('Object.defineProperty(navigator, "languages", { get: () => ["en"] })')
    page.goto(f"{base}/en/faq.html")
    page.locator(".md-header a[hreflang=zh]").first.click()
    page.wait_for_url(f"{base}/faq.html")
    page.goto(f"{base}/go/q-dust.html")
    page.wait_for_url(f"{base}/faq.html#q-dust")


# The link kit ------------------------------------------------------------------------------------------------


def test_four_actions_from_home_to_a_copied_link(chromium, base):
    context = chromium.new_context(
        locale="en-US", permissions=["clipboard-read", "clipboard-write"] if base.startswith("http") else []
    )
    page = context.new_page()
    page.goto(f"{base}/en/index.html")
    page.locator("main a", has_text="permanent links").click()
    page.locator("article a", has_text="link kit").first.click()
    page.fill("[name=filter]", "dust withdrawn")
    page.locator("#link-dust button").click()
    said = page.locator("#link-dust [role=status]")
    page.wait_for_selector("#link-dust [role=status]:not(:empty)")
    assert f"{base}/go/dust.html" in said.inner_text()
    if base.startswith("http"):
        assert page.evaluate("navigator.clipboard.readText()").endswith(f"\n{base}/go/dust.html")
    context.close()


@pytest.mark.parametrize("locale", KIT)
def test_the_kit_filters_and_copies_in_every_form(page, base, locale):
    page.add_init_script(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { copied.push(text) } } })"
    )
    page.goto(f"{base}/{KIT[locale]}")
    assert page.locator(".guide-kit li").count() == len(ANSWERS)
    page.select_option("[name=topic]", "safety")
    shown = page.locator(".guide-kit li:visible").count()
    assert shown == sum(answer.link.topic == "safety" and answer.link.status != "moved" for answer in ANSWERS)
    assert str(shown) in page.locator(".guide-kit output").inner_text()
    answer = next(answer for answer in ANSWERS if answer.link.id == "paid-deletion")
    address = f"{base}/go/paid-deletion.html"
    page.select_option("[name=language]", "both")
    for form, made in {
        "link": lambda _: address,
        "markdown": lambda one: f"[{answer.question[one]}]({address})",
        "html": lambda one: f'<a href="{address}">{answer.question[one].replace(chr(34), "&#34;")}</a>',
        "text": lambda one: f"{answer.question[one]}\n{answer.answer[one]}\n{address}",
    }.items():
        page.select_option("[name=format]", form)
        page.locator("#link-paid-deletion button").click()
        expected = address if form == "link" else f"{made('zh')}\n\n{made('en')}"
        assert page.evaluate("copied.at(-1)") == expected
    assert page.locator("[data-part=disk]").is_visible() == base.startswith("file")


def test_the_kit_can_be_read_without_scripts(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{KIT['en']}")
    assert page.locator(".guide-kit li").count() == len(ANSWERS)
    for fold in page.locator("[data-topic] > summary").all():
        fold.click()
    assert page.locator(".guide-kit li:visible").count() == len(ANSWERS)
    assert not page.locator(".guide-kit button:visible").count()
    context.close()


PRESS = """([sign, address]) => {
  if (copied.at(-1) !== address) document.querySelector(sign).click()
  return copied.at(-1) === address
}"""


def test_the_sign_beside_a_heading_copies_its_permanent_address(page, base):
    page.add_init_script(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { copied.push(text) } } })"
    )
    page.goto(f"{base}/en/faq.html")
    for heading, address in (("q-dust", f"{base}/go/q-dust.html"), ("closing", f"{base}/en/faq.html#closing")):
        # the script comes once the page is at rest: whoever is quicker than that presses again
        until(page, PRESS, arg=[f".headerlink[href='#{heading}']", address])
        page.wait_for_selector(".guide-copied:not(:empty)")
    assert read_all_marked() <= page.locator(".headerlink[data-go]").count()


def read_all_marked() -> int:
    """Return how many answers the FAQ holds."""
    return sum(link.page == "faq.md" and link.status == "live" for link in GUIDE.links.values())


# Lists and what only a site with an address has ---------------------------------------------------------------


def test_lists_say_the_same_and_fit_their_schema(site):
    listed = json.loads((site / "links.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads((site / "data/schema/links.json").read_text("utf-8"))).validate(listed)
    raw = (site / "links.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # else spreadsheets take Chinese for something else
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [entry["id"] for entry in listed] == [row["id"] for row in rows] == list(GUIDE.links)
    for entry, row in zip(listed, rows):
        assert entry["zh"]["question"] == row["question_zh"] and entry["en"]["answer"] == row["answer_en"]
    replies = list(csv.DictReader(io.StringIO((site / "reply-texts.csv").read_text("utf-8-sig"))))
    assert [row["reply_zh"] for row in replies] == [reply.reply.zh for reply in GUIDE.replies.values()]


def test_no_cell_is_run_as_a_formula():
    text = table([{"a": "=1+1", "b": "@x", "c": "-y", "d": "fine, 好"}])
    assert next(csv.reader(io.StringIO(text.lstrip("\ufeff").split("\r\n")[1]))) == ["'=1+1", "'@x", "'-y", "fine, 好"]


def test_a_site_address_brings_codes_search_and_structured_data(hosted):
    for locale, folder in (("zh", ""), ("en", "en/")):
        root = ElementTree.fromstring((hosted / f"{folder}opensearch.xml").read_text("utf-8"))
        template = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
        assert template == f"{HOME}{folder}index.html?q={{searchTerms}}"
        faq = (hosted / f"{folder}faq.html").read_text("utf-8")
        asked = json.loads(faq.split('<script type="application/ld+json">')[1].split("</script>")[0])
        assert [one["name"] for one in asked["mainEntity"]] == [
            one.question[locale] for one in ANSWERS if one.link.page == "faq.md" and one.link.status == "live"
        ]
        kit = (hosted / KIT[locale]).read_text("utf-8")
        assert kit.count('class="guide-qr"') == len(ANSWERS) and f"{HOME}go/dust.html" in kit
        assert "style=" not in kit
        card = f'<meta property="og:image" content="{HOME}assets/images/card-{locale}.png">'
        assert card in faq and (hosted / f"assets/images/card-{locale}.png").stat().st_size < 100_000


def test_without_an_address_there_is_none_of_it(site):
    assert not list(site.rglob("opensearch.xml"))
    assert "guide-qr" not in (site / KIT["en"]).read_text("utf-8") and "ld+json" not in (site / "faq.html").read_text(
        "utf-8"
    )


def test_a_host_can_put_its_own_exchange_first(hosted, site):
    home = (hosted / "en/index.html").read_text("utf-8")
    assert 'class="guide-own"' in home and 'href="exchanges/binance.html"' in home.split('class="guide-own"')[1][:600]
    assert 'class="guide-own"' not in (site / "en/index.html").read_text("utf-8")
    for path in ("en/stay-safe/check-a-link.html", "en/steps/ask-for-erasure.html"):
        options = (hosted / path).read_text("utf-8").split('name="exchange"')[1]
        assert options.index('value="binance"') < options.index('value="okx"')
    assert '<option value="binance" selected>' in (hosted / "en/steps/before-you-close.html").read_text("utf-8")


# Five years on -----------------------------------------------------------------------------------------------


@pytest.fixture
def published(copy):
    """Return a copy with one more page, two more answers, and the record of having published them."""
    publish_trial(copy)
    guide = data.load(copy / "docs/data")
    record = record_file.recorded(record_file.read_record(copy / record_file.RECORD), guide, copy / "docs")
    assert not list(record_file.breaks(record, guide, copy / "docs")) and not list(
        registry.problems(guide, copy / "docs")
    )
    return copy, record


def broken(root, record):
    """Return what record_file.breaks says of the copy as it stands."""
    return list(record_file.breaks(record, data.load(root / "docs/data"), root / "docs"))


def test_forgetting_says_how_to_make_up_for_it(published):
    root, record = published
    pages = [root / f"docs/{locale}/about/trial.md" for locale in ("zh", "en")]
    for path in pages:
        path.write_text(path.read_text("utf-8").replace("#leaves", "#left"), "utf-8")
    assert broken(root, record) == [
        "about/trial.md#leaves: this section was published and is gone; add it to docs/data/moved.yml with the section that replaces it, or a reason",
        f"not recorded as published yet: about/trial.md#left; run: {record_file.COMMAND}",
    ]
    line = (root / "docs/data/links.yml").read_text("utf-8").splitlines().index("  anchor: leaves") + 1
    assert list(registry.problems(data.load(root / "docs/data"), root / "docs")) == [
        f"docs/data/links.yml:{line}: trial-leaves: about/trial.md#leaves is not there in both languages; give the page and section where the answer stands now"
    ]
    for path in pages:
        path.unlink()
    assert (
        "about/trial.md: this page was published and is gone; add it to docs/data/moved.yml with the page that replaces it, or a reason"
        in broken(root, record)
    )
    text = (root / "docs/data/links.yml").read_text("utf-8")
    (root / "docs/data/links.yml").write_text(text[: text.index("- id: trial-leaves")], "utf-8")
    assert (
        "trial-leaves: this id was published and is gone from docs/data/links.yml; put it back with status: retired and a reason, "
        "or status: moved and the id it leads to"
    ) in broken(root, record)


def test_five_years_on_nothing_published_is_lost(published):
    root, record = published
    rename_trial(root)
    guide = data.load(root / "docs/data")
    assert not list(record_file.breaks(record_file.recorded(record, guide, root / "docs"), guide, root / "docs"))


def test_five_years_on_every_old_address_leads_somewhere_right(later, chromium):
    context = chromium.new_context(locale="en-US")
    page = context.new_page()
    base = later.site.as_uri()
    for old, new in {
        "about/trial.html": "about/renamed.html",
        "en/about/trial.html": "en/about/renamed.html",
        "en/about/trial.html#stays": "en/about/renamed.html#stays",
        "en/about/trial.html#leaves": "en/about/index.html#corrections",
        "go/trial-stays.html": "en/about/renamed.html#stays",
        "en/about/index.html#gone": "en/faq.html#q-dust",  # a section that left a page that stays
    }.items():
        page.goto(f"{base}/{old}")
        page.wait_for_url(f"{base}/{new}")
    page.goto(f"{base}/go/trial-leaves.html")
    assert "This answer was retired on 2031-01-01" in page.inner_text(
        "main"
    ) and "The trial is over." in page.inner_text("main")
    context.close()


def test_everything_published_is_recorded_and_still_there():
    record = record_file.read_record(ROOT / record_file.RECORD)
    assert not list(record_file.breaks(record, GUIDE, DOCS)), "\n".join(record_file.breaks(record, GUIDE, DOCS))
    assert not list(registry.problems(GUIDE, DOCS))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"status": "retired"}, "come together"),
        ({"status": "moved"}, "come together"),
        ({"to": "q-dust"}, "come together"),
        ({"page": "Steps/x.md"}, "String should match pattern"),
    ],
)
def test_a_wrong_entry_is_refused(entry, said):
    whole = {"id": "x", "topic": "guide", "page": "faq.md", "since": "2026-11-23", "checked": "2026-11-23", **entry}
    with pytest.raises(ValueError, match=said):
        data.Permalink.model_validate(whole)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_merged_answer_leads_to_the_one_that_took_over(page, either, locale):
    faq = f"{either}/{'en/' if locale == 'en' else ''}faq.html"
    page.goto(f"{faq}#q-agent")
    page.wait_for_url(f"{faq}#q-whom-to-write")
    page.locator("#q-whom-to-write").wait_for(state="visible")
    assert not page.locator("#q-agent").is_visible()
