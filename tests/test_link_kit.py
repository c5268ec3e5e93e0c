"""The link kit saves a support agent minutes: rich text, many at once, remembered settings, people's own words, codes, embeds."""

import json
import re
import struct
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import HOME, ROOT, serve, until
from own_data import GUIDE

from guide.permalinks.registry import answers
from guide.site.qr_codes import PIXELS, QUIET, write_code

ANSWERS = {answer.link.id: answer for answer in answers(GUIDE, ROOT / "docs")}
KIT = {"zh": "support-teams/link-kit.html", "en": "en/support-teams/link-kit.html"}
SPY = """window.copied = []
class Item { constructor(kinds) { this.kinds = kinds } }
window.ClipboardItem = Item
Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: async text => { copied.push({ 'text/plain': text }) },
  write: async items => { const found = {}; for (const [type, blob] of Object.entries(items[0].kinds)) found[type] = await blob.text(); copied.push(found) },
} })"""
TEN = [
    "dust",
    "q-dust",
    "paid-deletion",
    "close-the-account",
    "ask-for-erasure",
    "q-phone-number",
    "q-refused",
    "lost-access",
    "frozen-account",
    "q-delete-kyc",
]


@pytest.fixture
def kit(page, served):
    """Return the English kit, with what is copied kept in window.copied."""
    page.add_init_script(SPY)
    page.goto(f"{served}/{KIT['en']}")
    return page


def copied(kit):
    """Return what was copied last, by type."""
    until(kit, "copied.length > 0")
    return kit.evaluate("copied.at(-1)")


def test_rich_text_brings_a_link_for_editors_and_plain_words_for_others(kit, served):
    kit.fill("[name=filter]", ANSWERS["paid-deletion"].question["en"])
    kit.select_option("[name=format]", "rich")
    kit.locator("#link-paid-deletion button").click()
    answer, address = ANSWERS["paid-deletion"], f"{served}/go/paid-deletion.html"
    found = copied(kit)
    assert found["text/plain"] == f"{answer.question['en']}\n{answer.answer['en']}\n{address}"
    assert f'<a href="{address}">' in found["text/html"] and answer.question["en"].split('"')[0] in found["text/html"]


def copied_ten(kit):
    """Tick ten answers, copy them with one click, and return what was copied."""
    for name in TEN:
        kit.locator(f"#link-{name} [name=pick]").check()
    kit.click("[data-do=copy]")
    return copied(kit)


def test_ten_answers_take_twelve_actions(kit, served):
    """Ten ticks and one copy, on a wide screen; one paste into the library is the twelfth action."""
    found = copied_ten(kit)
    assert found["text/html"].count("<li>") == 10
    assert all(f"{served}/go/{name}.html" in found["text/plain"] for name in TEN)


def test_ten_answers_in_both_languages(kit, served):
    """The language is chosen once: the device remembers it."""
    kit.select_option("[name=language]", "both")
    found = copied_ten(kit)
    assert found["text/html"].count("<li>") == 20
    assert all(f"{served}/go/{name}.html" in found["text/plain"] for name in TEN)
    assert "10 chosen" in kit.locator(".guide-kit output").inner_text()
    kit.click("[data-do=none]")
    assert not kit.locator("[name=pick]:checked").count()


def test_all_that_is_shown_can_be_chosen_at_once(kit, served):
    """Ten answers of a topic in four actions: topic, choose all shown, format, copy."""
    kit.select_option("[name=topic]", "again")
    kit.select_option("[name=format]", "markdown")
    kit.click("[data-do=shown]")
    kit.click("[data-do=copy]")
    lines = copied(kit)["text/plain"].splitlines()
    assert len(lines) == sum(
        answer.link.topic == "again" and answer.link.status != "moved" for answer in ANSWERS.values()
    ) and all(line.startswith("- [") for line in lines)


def test_a_phone_shows_topics_folded(kit):
    kit.set_viewport_size({"width": 390, "height": 844})
    kit.reload()
    assert not kit.locator(".guide-kit [data-topic][open]").count()


def test_format_and_language_are_remembered_on_the_device_alone(kit):
    kit.select_option("[name=format]", "html")
    kit.select_option("[name=language]", "zh")
    assert json.loads(kit.evaluate("localStorage.getItem('guide-kit')")) == {"format": "html", "language": "zh"}
    kit.reload()
    assert kit.input_value("[name=format]") == "html" and kit.input_value("[name=language]") == "zh"
    for damaged in ("damaged{", "5", "null", '{"format": "nothing"}'):
        kit.evaluate("value => localStorage.setItem('guide-kit', value)", damaged)
        kit.reload()
        assert kit.input_value("[name=format]") == "rich" and kit.locator(".guide-kit li").count() == len(ANSWERS)


@pytest.mark.parametrize(
    ("words", "name"), [("passport", "email"), ("销号", "close"), ("refund", "scammed"), ("dust withdrawn", "dust")]
)
def test_people_s_own_words_find_answers(kit, words, name):
    kit.fill("[name=filter]", words)
    found = [item.get_attribute("id") for item in kit.locator(".guide-kit li:visible").all()]
    assert 0 < len(found) < len(ANSWERS) / 2 and any(name in item for item in found), found


PASTED = [  # what a customer wrote, and the answers of which one has to be among the first three
    ("删除我的数据", {"q-delete-kyc", "ask-for-erasure"}),
    ("怎么把我的资料删掉", {"q-delete-kyc", "ask-for-erasure"}),
    ("我要删除我的资料", {"q-delete-kyc", "ask-for-erasure"}),
    ("我的账户被冻结了怎么办", {"frozen-account", "q-frozen"}),
    ("怎么注销账户", {"close-the-account"}),
    ("还剩一点点币提不出来", {"q-dust", "dust"}),
    ("手机丢了谷歌验证没了", {"lost-access", "q-lost-phone"}),
    ("Delete my data!", {"q-delete-kyc", "ask-for-erasure"}),
    ("Please erase my KYC", {"q-delete-kyc", "ask-for-erasure"}),
    ("How do I delete all my personal information?", {"q-delete-kyc", "ask-for-erasure"}),
    ("They refuse to delete because of AML law", {"q-refused"}),
    ("My husband died, what about his account", {"deceased-holder", "q-died"}),
]


def shown(kit):
    """Return the ids of the answers shown, as they stand."""
    return [item.get_attribute("id").removeprefix("link-") for item in kit.locator(".guide-kit li:visible").all()]


@pytest.mark.parametrize(("sentence", "wanted"), PASTED)
def test_a_pasted_sentence_finds_what_fits_best_first(kit, sentence, wanted):
    kit.fill("[name=filter]", sentence)
    found = shown(kit)
    assert wanted & set(found[:3]), found
    assert f"{len(found)} of " in kit.locator(".guide-kit output").inner_text() and len(found) < 30
    if "ask-for-erasure" in wanted and "q-delete-kyc" in wanted:
        assert found[0] in wanted, found


def test_what_only_leads_on_is_hidden_unless_its_name_is_typed(kit):
    gone = {name for name, answer in ANSWERS.items() if answer.link.status == "moved"}
    live = len(ANSWERS) - len(gone)
    kit.fill("[name=filter]", "trade records copy")
    assert "q-trades" in shown(kit) and not gone & set(shown(kit))
    for typed in ("q-copy-first", "go/q-copy-first.html"):
        kit.fill("[name=filter]", typed)
        assert shown(kit)[0] == "q-copy-first"
    kit.fill("[name=filter]", "zzzz")
    assert not shown(kit) and f"0 of {live} answers" in kit.locator(".guide-kit output").inner_text()
    kit.fill("[name=filter]", "")
    left = kit.locator(".guide-kit li:not([hidden])").evaluate_all("items => items.map(item => item.id.slice(5))")
    assert left == [name for name in order_in(kit) if name not in gone]
    assert f"{live} of {live} answers" in kit.locator(".guide-kit output").inner_text()


def order_in(kit):
    """Return all answers in the order of the topics, as the page was built."""
    items = kit.evaluate("fetch(location.href).then(answer => answer.text())")
    return re.findall(r'<li id="?link-([a-z0-9-]+)', items)


def test_a_topic_narrows_what_a_sentence_finds(kit):
    kit.select_option("[name=topic]", "retention")
    kit.fill("[name=filter]", "delete my data")
    found = shown(kit)
    assert found and all(ANSWERS[name].link.topic == "retention" for name in found)


def test_a_code_has_the_quiet_zone_its_standard_asks_for(tmp_path):
    write_code(f"{HOME}go/dust.html", tmp_path / "dust")
    assert QUIET == 4
    width = struct.unpack(">I", (tmp_path / "dust.png").read_bytes()[16:20])[0]
    root = ElementTree.parse(tmp_path / "dust.svg").getroot()
    assert width % PIXELS == 0 and int(root.get("width")) == width // PIXELS
    modules = width // PIXELS - 2 * QUIET
    assert (modules - 17) % 4 == 0  # a QR code's side
    assert "style=" not in (tmp_path / "dust.svg").read_text("utf-8")


def test_a_host_has_codes_and_embeds(hosted):
    for code in KIT:
        html = (hosted / KIT[code]).read_text("utf-8")
        assert html.count('class="guide-qr"') == len(ANSWERS) and 'value="embed"' in html
    for name in ANSWERS:
        assert (hosted / f"go/{name}.svg").exists() and (hosted / f"go/{name}.png").exists()


def test_without_an_address_there_are_neither(site):
    assert not list((site / "go").glob("*.png")) and 'value="embed"' not in (site / KIT["en"]).read_text("utf-8")


@pytest.mark.parametrize("wanted", ["zh", "en"])
def test_an_embedded_answer_stays_speaks_one_language_and_tells_its_height(page, site, served, tmp_path, wanted):
    (tmp_path / "host.html").write_text(
        "<!doctype html><meta charset=utf-8><script>addEventListener('message', event => { window.told = event.data })</script>"
        f"<iframe src='{served}/go/q-dust.html?embed={wanted}'></iframe>"
    )
    other = serve(tmp_path)
    page.goto(f"http://127.0.0.1:{other.server_port}/host.html")
    until(page, "window.told")
    told = page.evaluate("told")
    assert told["guide"] == "height" and told["id"] == "q-dust" and told["height"] > 50
    frame = page.frames[1]
    answer = ANSWERS["q-dust"]
    said = frame.locator("main").inner_text()
    assert answer.question[wanted] in said and answer.answer[wanted] in said
    assert answer.question["en" if wanted == "zh" else "zh"] not in said
    assert frame.locator("a:visible").count() == 1 and frame.locator("a:visible").get_attribute("target") == "_top"
    other.shutdown()
