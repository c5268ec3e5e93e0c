"""The link checker: what it says of genuine, foreign, hostile and senseless addresses.

Look-alikes are made from the official names here, at run time, under endings that belong to nobody (.example, .test,
.invalid): none stands in the repository.
"""

import gzip
import random
import re

import pytest
from conftest import ROOT

from guide import data
from guide.site.suffixes import reduced

GUIDE = data.load(ROOT / "docs/data")
PAGES = {"zh": "stay-safe/check-a-link.html", "en": "en/stay-safe/check-a-link.html"}
EXCHANGES = {key: exchange for key, exchange in GUIDE.exchanges.items() if exchange.official_domains()}
HOSTS = [(key, domain) for key, exchange in EXCHANGES.items() for domain in exchange.official_domains()]
SIGNS = {key.removeprefix("link-check-sign-"): label for key, label in GUIDE.labels.items() if key.startswith("link-check-sign-")}
ENDINGS = ("example", "test", "invalid")
CYRILLIC = str.maketrans("aceopxyk", "асеорхук")
FULL_WIDTH = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x61, 0x7B)})
DIGITS = str.maketrans("oles", "0135")

ASK = """cases => cases.map(([exchange, url]) => {
  const form = document.querySelector('form[data-tool="link-check"]')
  form.elements.exchange.value = exchange
  form.elements.url.value = url
  const started = performance.now()
  form.elements.url.dispatchEvent(new Event('input', {bubbles: true}))
  const output = form.querySelector('output')
  return {verdict: output.dataset.verdict, text: output.textContent, alert: form.querySelector('[role=alert]').textContent,
    items: [...output.querySelectorAll('li')].map(item => item.textContent), took: performance.now() - started,
    times: [...output.querySelectorAll('time')].map(item => item.dateTime),
    live: output.querySelectorAll('a, img, script, iframe, form, [href], [src]').length}
})"""


def punycode(name):
    """Return a name in the form browsers send it."""
    return name.encode("idna").decode()


def genuine():
    """Yield (exchange, address): what leads to an official domain and nowhere else."""
    for key, domain in HOSTS:
        for address in (domain.host, f"https://{domain.host}/", f"HTTPS://{domain.host.upper()}/a/b?c=d#e"):
            yield key, address
    main = EXCHANGES["okx"].brands()[0] + ".com"
    for address in (
        f"  {main}  ", f"//{main}/help", f"https://{main}:443/x", f"https://a.b.c.{main}/x", f"https://{main}./x",
        f"https://{main}/x?back=https%3A%2F%2Fwww.{main}%2Fy", f"https://{main}/join/1", f"https://{main}/a?ref=1",
        f"https://{main}/app.apk", f"https://{main}/?q=1+1", f"https://{main}/zh-hans/help/a.html?next=/b/c",
    ):
        yield "okx", address


def foreign():
    """Yield (exchange, address): other people's domains without any trick, and another exchange's own."""
    for number, ending in enumerate(ENDINGS):
        for address in (f"https://weather-{number}.{ending}/", f"shop.{ending}", f"http://library.{ending}/x?y=z", f"https://a.b.garden.{ending}/?ref=1"):
            yield "okx", address
    yield "okx", "https://news.example/what-okx-and-binance-say"
    for key, domain in HOSTS:
        yield ("binance" if key == "okx" else "okx"), f"https://{domain.host}/"


def alike(name):
    """Yield spellings that pass for `name`: doubled, missing, swapped, changed letters, digits, other scripts."""
    middle = len(name) // 2
    yield name[:middle] + name[middle - 1] + name[middle:]
    yield name[:-1] + name[-1] * 3
    yield name[:middle] + name[middle + 1:]
    yield name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1:]
    yield name[:middle] + "q" + name[middle + 1:]
    yield "-".join((name[:middle], name[middle:]))
    for table in (CYRILLIC, FULL_WIDTH, DIGITS):
        if name.translate(table) != name:
            yield name.translate(table)


def hostile():
    """Yield (exchange, address, sign): tricks, each with what the checker must name."""
    for key, exchange in EXCHANGES.items():
        brand, host = exchange.brands()[0], exchange.official_domains()[0].host
        for number, name in enumerate(alike(brand)):
            plain = name.isascii()
            same = brand in name.replace("-", "")
            yield key, f"https://{name}.{ENDINGS[number % 3]}/login", "name" if same else "alike" if plain else "letters"
        yield key, f"https://{brand}.test", "name"
        yield key, f"https://{brand}-help.example/", "name"
        yield key, f"https://login.my{brand}app.invalid/", "name"
        yield key, f"https://{host}.account.test/", "front"
        yield key, f"https://{host.replace('.', '-')}.test/", "front"
        yield key, f"https://{host}@collect.test/", "at"
        yield key, f"https://collect.test/{host}/login", "path"
        yield key, f"http://{host}/", "http"
        yield key, f"https://{host}:8443/", "port"
        yield key, f"https://{host}/go?url=https://collect.test/", "redirect"
    okx = "okx.com"
    cyrillic = "okx".translate(CYRILLIC)
    for address, sign in (
        (f"https://{punycode(cyrillic)}.test/", "punycode"),
        (f"https://{cyrillic}.test/", "alike"),
        (f"https://{'okx'.translate(FULL_WIDTH)}.com/", "letters"),
        ("https://okx。com/", "letters"),
        ("https://okx\u200b.com/", "hidden"),
        (f"https://\u202emoc.{okx}/", "hidden"),
        (f"https://{okx}/\u2066x", "hidden"),
        ("https://192.0.2.7/okx", "ip"),
        ("https://3221225991/", "ip"),
        ("https://0xC0000207/", "ip"),
        ("https://0300.0.2.7/", "ip"),
        ("http://[2001:db8::7]/", "ip"),
        ("[2001:db8::7]:8080", "ip"),
        ("192.0.2.7:8080", "port"),
        (f"{okx}:81", "port"),
        (f"https://user:word@{okx}/", "at"),
        (f"https://{okx}%2f@collect.test/", "at"),
        (f"help@{okx}", "at"),
        (f"https://{okx}\\@collect.test/", "slashes"),
        (f"https:\\\\{okx}\\x", "slashes"),
        (f"https:/{okx}/", "slashes"),
        (f"https:{okx}", "slashes"),
        (f"https:///{okx}/", "slashes"),
        ("https://%6fkx.com/", "escape"),
        ("javascript:alert(1)", "scheme"),
        ("JaVaScRiPt:alert(1)//https://okx.com", "scheme"),
        ("java\tscript:alert(1)", "scheme"),
        ("data:text/html,<script>alert(1)</script>", "scheme"),
        ("vbscript:x", "scheme"),
        ("file:///etc/hosts", "scheme"),
        ("blob:https://okx.com/1", "scheme"),
        ("mailto:help@okx.com", "scheme"),
        ("intent://okx.com#Intent;end", "scheme"),
        ("view-source:https://okx.com", "scheme"),
        (f"https://{okx}/?next=%2F%2Fcollect.test", "redirect"),
        (f"https://{okx}/?next=%252F%252Fcollect.test", "redirect"),
        (f"https://{okx}//collect.test/", "redirect"),
        (f"https://{okx}/?next=/\\collect.test", "redirect"),
        (f"https://{okx}/?to=collect.test", "redirect"),
        (f"https://{okx}/#https://collect.test", "redirect"),
        (f"https://{okx}/?u=https://{okx}@collect.test/", "redirect"),
        (f"https://{okx}/?u=javascript:alert(1)", "redirect"),
        ("https://files.test/app.apk", "download"),
        ("https://files.test/get?file=okx.ipa", "download"),
        ("https://files.test/Setup.EXE#x", "download"),
        (f"https://{okx}.zip/", "front"),
    ):
        yield "okx", address, sign


def senseless():
    """Yield texts that are no address."""
    yield from ("okx", "localhost", "..", "https://", "https://?x=okx.com", "https://okx.com evil.test", "open https://okx.com", "请打开https://okx.com",
                "<b>okx.com</b>", "https://okx.com:99999/", "https://999.1.1.1.1.1/", "https://a b.test", "https://x.test/" + "a" * 5000, "https://" + "a." * 500 + "test")


def ask(page, cases):
    """Return what the page says of each (exchange, address)."""
    return page.evaluate(ASK, [list(case[:2]) for case in cases])


def opened(page, base, locale="en"):
    """Open the page of the tool."""
    page.goto(f"{base}/{PAGES[locale]}")
    return page


def test_enough_addresses():
    bad = list(hostile())
    assert len({case[1] for case in bad}) >= 60
    assert len({case[1] for case in [*genuine(), *foreign(), *bad]}) >= 120


@pytest.mark.parametrize("locale", PAGES)
def test_genuine_domains_are_official_as_of_their_day(page, base, locale):
    cases = list(genuine())
    for case, said in zip(cases, ask(opened(page, base, locale), cases)):
        assert said["verdict"] == "official", (case, said)
        assert said["times"] and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) for day in said["times"]), case
        assert said["times"][0] in {str(domain.checked) for key, domain in HOSTS if key == case[0]}, case
        assert getattr(EXCHANGES[case[0]].name, locale) in said["text"], case


def test_other_domains_are_not_official(page, base):
    cases = list(foreign())
    for case, said in zip(cases, ask(opened(page, base), cases)):
        assert said["verdict"] == "not-official", (case, said)
        assert not said["times"], case


@pytest.mark.parametrize("locale", PAGES)
def test_tricks_are_suspicious_and_named(page, base, locale):
    cases = list(hostile())
    for case, said in zip(cases, ask(opened(page, base, locale), cases)):
        assert said["verdict"] == "suspicious", (case, said)
        assert any(item.startswith(getattr(SIGNS[case[2]], locale)) for item in said["items"]), (case, said["items"])


def test_what_is_no_address_is_refused_with_a_sentence(page, base):
    for text, said in zip(senseless(), ask(opened(page, base), [("okx", text) for text in senseless()])):
        assert said["verdict"] == "unreadable" and said["alert"], (text, said)


def test_only_official_entries_count(page, base):
    hosts = opened(page, base).eval_on_selector_all("[data-brands] [data-host]", "items => items.map(item => item.dataset.host)")
    assert sorted(hosts) == sorted(domain.host for _, domain in HOSTS)
    for exchange in EXCHANGES.values():
        assert exchange.brands(), exchange.id


def test_it_never_calls_an_address_safe(page, base):
    cases = [*genuine(), *foreign(), *hostile()]
    for locale, words in (("en", r"\bsafe|secure|trust|harmless|legit"), ("zh", "安全|可信|放心|没问题")):
        for case, said in zip(cases, ask(opened(page, base, locale), cases)):
            # a domain's own note, from the data, stands last but one
            assert not re.search(words, said["text"], re.I), (case, said["text"])


def test_the_pasted_text_stays_text(page, base):
    texts = ['https://okx.com/"><img src=x onerror=alert(1)>', "https://<script>alert(1)</script>.test", "javascript:alert(document.domain)",
             "https://okx.com/<a href=https://collect.test>x</a>", "https://collect.test/?u=<iframe src=//okx.com>"]
    before = opened(page, base).url
    assert all(said["live"] == 0 for said in ask(page, [*(("okx", text) for text in texts), *hostile(), *genuine()]))
    assert page.url == before


def strings(count=500):
    """Yield generated hostile texts, the same in each run."""
    chance = random.Random(20261123)
    pieces = ["https://", "http:", "//", "\\", "@", ":", "/", "?", "#", "%", "%00", "%2f%2f", "..", "[", "]", "::", "okx", "okx.com", "binance", ".test",
              "xn--", "xn--99999999a", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202e", "\u200b", "\u0000", "\ud800", "\u2066", "　", "𝐨𝐤𝐱",
              "é", "́" * 40, "👩‍👩‍👧", "data:", "javascript:", "{{7*7}}", "%{name}", "${x}", "'\"`", "&amp;", "-", "_", "0x7f", "1e99", "=", "url=", "apk", "a" * 90]
    for _number in range(count - 4):
        yield "".join(chance.choice(pieces) for _ in range(chance.randint(1, 24)))
    yield "a" * 100_000
    yield "https://" + "okx.com/" * 12_500
    yield "https://okx.com/?" + "url=//x.test&" * 280
    yield "https://" + "é" * 3900 + ".test"


def test_five_hundred_hostile_texts_break_nothing(page, base):
    page.set_viewport_size({"width": 320, "height": 640})
    texts = list(strings())
    assert len(texts) == 500
    for locale in PAGES:
        opened(page, base, locale)
        found = ask(page, [("okx", text) for text in texts])
        for text, said in zip(texts, found):
            assert said["verdict"] in ("official", "not-official", "suspicious", "unreadable", ""), text
            assert said["live"] == 0, text
        slowest = sorted(zip(texts, found), key=lambda pair: pair[1]["took"])[-3:]
        for text, _ in slowest:  # again, since a busy machine can slow any single one
            assert min(said["took"] for said in ask(page, [("okx", text)] * 5)) < 50, text[:80]
        for text in sorted(texts, key=lambda text: len(max(re.split(r"\s", text), key=len)))[-6:]:
            ask(page, [("okx", text[:3000])])
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, text[:80]


def test_hostile_addresses_of_the_page_break_nothing(page, base):
    opened(page, base)
    page.evaluate("texts => texts.forEach(text => { location.hash = text })", [text[:2000] for text in strings(60)])
    assert ask(page, [("okx", "okx.com")])[0]["verdict"] == "official"


def test_by_keyboard_with_names_and_a_live_result(page, base):
    opened(page, base)
    page.get_by_label(GUIDE.labels["link-check-exchange"].en, exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "url"
    page.keyboard.type("shop.test")
    page.keyboard.press("Enter")
    assert page.locator("output").get_attribute("data-verdict") == "not-official"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    assert page.locator("output").inner_text() == "" and page.locator("form [role=alert]").inner_text() == ""
    page.keyboard.press("Enter")
    assert page.locator("form [role=alert]").inner_text() == GUIDE.labels["link-check-empty"].en


def test_another_exchange_is_named(page, base):
    said = ask(opened(page, base), [("okx", "https://www.binance.com/")])[0]
    assert "Binance" in said["text"] and said["verdict"] == "not-official"


def test_an_overdue_check_says_so(page, base):
    page.clock.install(time="2031-01-01T00:00:00")
    assert GUIDE.labels["overdue"].en in ask(opened(page, base), [("okx", "okx.com")])[0]["text"]


def test_lists_are_there_without_scripts(chromium, base):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in PAGES.values():
        page.goto(f"{base}/{address}")
        assert page.locator("[data-host]:visible").count() == len(HOSTS)
        assert page.locator("[data-sign]:visible").count() == len(SIGNS)
        assert not page.locator("form[data-tool=link-check]").is_visible()
    context.close()


def test_nothing_is_stored(page, base):
    ask(opened(page, base), [("okx", "https://okx.com/?marker=7183")])
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    assert "7183" not in kept


def test_the_script_is_small_and_silent():
    script = (ROOT / "overrides/assets/javascripts/link-check.js").read_text("utf-8")
    assert len(gzip.compress(script.encode(), 9)) <= 4000
    assert not re.search(r"innerHTML|insertAdjacent|fetch\(|XMLHttp|localStorage|\.href|location|window\.open|eval\(", script)


def test_every_label_is_used_and_every_sign_explained():
    text = "".join((ROOT / f"overrides/partials/tools/{name}.html").read_text("utf-8") for name in ("link-check", "link-signs"))
    for key in (key for key in GUIDE.labels if key.startswith("link-check-")):
        assert f'"{key.removeprefix("link-check-").removeprefix("sign-")}"' in text or key in text, key


def test_shows_the_part_that_somebody_registered(page, base):
    cases = {"https://login.okx.com.example": "com.example", "https://okx.help-desk.co.uk/x": "help-desk.co.uk", "https://www.okx.com": "okx.com",
             "https://okx-support.pages.dev/": "okx-support.pages.dev"}
    for text, said in zip(cases, ask(opened(page, base), [("okx", text) for text in cases])):
        assert f"registered and owns: {cases[text]}" in said["text"]


def test_the_verdict_does_not_depend_on_the_list_of_endings(page, base):
    page.route("**/suffixes.js", lambda route: route.abort())
    cases = [("okx", "https://www.okx.com/help"), ("okx", "https://okx.help-desk.co.uk/x")]
    assert [said["verdict"] for said in ask(opened(page, base), cases)] == ["official", "suspicious"]


def test_the_list_of_endings_is_short_and_right(site):
    size = len(gzip.compress((site / "assets/javascripts/suffixes.js").read_bytes(), 9))
    assert size <= 25_000
    assert reduced("// note\ncom\nco.uk\n*.ck\n!www.ck\ncity.kawasaki.jp\nac.jp\n公司.cn\ngithub.io\n") == ["co.uk", "github.io", "xn--55qx5d.cn"]
