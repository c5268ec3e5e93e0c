"""The link checker: what it says of genuine, foreign, hostile and senseless addresses.

Look-alikes are made from the official names here, at run time, under endings that belong to nobody (.example, .test,
.invalid): none stands in the repository.
"""

import base64
import gzip
import random
import re
from pathlib import Path

import pytest
from conftest import ROOT
from own_data import GUIDE
from publicsuffixlist import PublicSuffixList

from guide.site.suffixes import PSLFILE, addressed, tree_of, written

PAGES = {"zh": "stay-safe/check-a-link.html", "en": "en/stay-safe/check-a-link.html"}
EXCHANGES = {key: exchange for key, exchange in GUIDE.exchanges.items() if exchange.official_domains()}
HOSTS = [(key, domain) for key, exchange in EXCHANGES.items() for domain in exchange.official_domains()]
SAID = {key.removeprefix("link-check-"): label for key, label in GUIDE.labels.items() if key.startswith("link-check-")}
SIGNS = {
    key.removeprefix("link-check-sign-"): label
    for key, label in GUIDE.labels.items()
    if key.startswith("link-check-sign-")
}
HOST = EXCHANGES["okx"].brands()[0] + ".com"
# the contrast between an element's words and what is behind them
CONTRAST = """element => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let behind = element
  while (/rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement
  const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)].sort((x, y) => y - x)
  return (a + 0.05) / (b + 0.05)
}"""
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
        f"  {main}  ",
        f"//{main}/help",
        f"https://{main}:443/x",
        f"https://a.b.c.{main}/x",
        f"https://{main}./x",
        f"https://{main}/x?back=https%3A%2F%2Fwww.{main}%2Fy",
        f"https://{main}/join/1",
        f"https://{main}/a?ref=1",
        f"https://{main}/app.apk",
        f"https://{main}/?q=1+1",
        f"https://{main}/zh-hans/help/a.html?next=/b/c",
    ):
        yield "okx", address


def foreign():
    """Yield (exchange, address): other people's domains without any trick, and another exchange's own."""
    for number, ending in enumerate(ENDINGS):
        for address in (
            f"https://weather-{number}.{ending}/",
            f"shop.{ending}",
            f"http://library.{ending}/x?y=z",
            f"https://a.b.garden.{ending}/?ref=1",
        ):
            yield "okx", address
    yield "okx", "https://news.example/what-okx-and-binance-say"
    for key, domain in HOSTS:
        yield ("binance" if key == "okx" else "okx"), f"https://{domain.host}/"


def alike(name):
    """Yield spellings that pass for `name`: doubled, missing, swapped, changed letters, digits, other scripts."""
    middle = len(name) // 2
    yield name[:middle] + name[middle - 1] + name[middle:]
    yield name[:-1] + name[-1] * 3
    yield name[:middle] + name[middle + 1 :]
    yield name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    yield name[:middle] + "q" + name[middle + 1 :]
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
            yield (
                key,
                f"https://{name}.{ENDINGS[number % 3]}/login",
                "name" if same else "alike" if plain else "letters",
            )
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
    yield from (
        "okx",
        "localhost",
        "..",
        "https://",
        "https://?x=okx.com",
        "hello, how are you",
        "<b>okx.com</b>",
        "https://okx.com:99999/",
        "https://okx.com;evil.test",
        "https://https://okx.com",
        "https://okx.com^x",
        "https://999.1.1.1.1.1/",
        "https://x.test/" + "a" * 5000,
        "https://" + "a." * 500 + "test",
    )


def ask(page, cases):
    """Return what the page says of each (exchange, address)."""
    return page.evaluate(ASK, [list(case[:2]) for case in cases])


def opened(page, base, locale="en"):
    """Open the page of the tool."""
    page.goto(f"{base}/{PAGES[locale]}")
    return page


def test_enough_addresses():
    bad = list(hostile())
    assert len({case[1] for case in bad}) >= 120
    assert len({case[1] for case in [*genuine(), *foreign(), *bad]}) >= 200


@pytest.mark.parametrize("locale", PAGES)
def test_genuine_domains_are_official_as_of_their_day(page, base, locale):
    cases = list(genuine())
    for case, said in zip(cases, ask(opened(page, base, locale), cases)):
        assert said["verdict"] == "official", (case, said)
        assert said["times"] and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) for day in said["times"]), case
        assert said["times"][0] in {str(domain.checked) for key, domain in HOSTS if key == case[0]}, case
        assert getattr(EXCHANGES[case[0]].name, locale) in said["text"], case


def test_names_stand_in_chinese_sentences_without_a_blank(page, either):
    texts = [said["text"] for said in ask(opened(page, either, "zh"), [("", "binance.com/en"), ("okx", "okx.example")])]
    assert "这是 Binance（币安）的官方域名" in texts[0] and "查到的 OKX（欧易）官方域名" in texts[1], texts


def test_other_domains_are_not_official(page, either):
    cases = list(foreign())
    for case, said in zip(cases, ask(opened(page, either), cases)):
        assert said["verdict"] == "not-official", (case, said)
        assert not said["times"], case


@pytest.mark.parametrize("locale", PAGES)
def test_tricks_are_suspicious_and_named(page, either, locale):
    cases = list(hostile())
    for case, said in zip(cases, ask(opened(page, either, locale), cases)):
        assert said["verdict"] == "suspicious", (case, said)
        assert any(item.startswith(getattr(SIGNS[case[2]], locale)) for item in said["items"]), (case, said["items"])


def test_what_is_no_address_is_refused_with_a_sentence(page, either):
    for text, said in zip(senseless(), ask(opened(page, either), [("okx", text) for text in senseless()])):
        assert said["verdict"] == "unreadable" and said["alert"], (text, said)
        assert SAID["stop"].en in said["text"] and SAID["unreadable"].en in said["text"], (text, said)


def test_only_official_entries_count(page, either):
    hosts = opened(page, either).eval_on_selector_all(
        "[data-brands] [data-host]", "items => items.map(item => item.dataset.host)"
    )
    assert sorted(hosts) == sorted(domain.host for _, domain in HOSTS)
    for exchange in EXCHANGES.values():
        assert exchange.brands(), exchange.id


def test_it_never_calls_an_address_safe(page, either):
    cases = [*genuine(), *foreign(), *hostile()]
    for locale, words in (("en", r"\bsafe|secure|trust|harmless|legit"), ("zh", "安全|可信|放心|没问题")):
        for case, said in zip(cases, ask(opened(page, either, locale), cases)):
            # a domain's own note, from the data, stands last but one
            assert not re.search(words, said["text"], re.I), (case, said["text"])


def test_the_pasted_text_stays_text(page, either):
    texts = [
        'https://okx.com/"><img src=x onerror=alert(1)>',
        "https://<script>alert(1)</script>.test",
        "javascript:alert(document.domain)",
        "https://okx.com/<a href=https://collect.test>x</a>",
        "https://collect.test/?u=<iframe src=//okx.com>",
    ]
    before = opened(page, either).url
    assert all(said["live"] == 0 for said in ask(page, [*(("okx", text) for text in texts), *hostile(), *genuine()]))
    assert page.url == before


def strings(count=500):
    """Yield generated hostile texts, the same in each run."""
    chance = random.Random(20261123)
    pieces = [
        "https://",
        "http:",
        "//",
        "\\",
        "@",
        ":",
        "/",
        "?",
        "#",
        "%",
        "%00",
        "%2f%2f",
        "..",
        "[",
        "]",
        "::",
        "okx",
        "okx.com",
        "binance",
        ".test",
        "xn--",
        "xn--99999999a",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\u202e",
        "\u200b",
        "\u0000",
        "\ud800",
        "\u2066",
        "　",
        "𝐨𝐤𝐱",
        "é",
        "́" * 40,
        "👩‍👩‍👧",
        "data:",
        "javascript:",
        "{{7*7}}",
        "%{name}",
        "${x}",
        "'\"`",
        "&amp;",
        "-",
        "_",
        "0x7f",
        "1e99",
        "=",
        "url=",
        "apk",
        "a" * 90,
    ]
    for _number in range(count - 4):
        yield "".join(chance.choice(pieces) for _ in range(chance.randint(1, 24)))
    yield "a" * 100_000
    yield "https://" + "okx.com/" * 12_500
    yield "https://okx.com/?" + "url=//x.test&" * 280
    yield "https://" + "é" * 3900 + ".test"


def test_five_hundred_hostile_texts_break_nothing(page, either):
    page.set_viewport_size({"width": 320, "height": 640})
    texts = list(strings())
    assert len(texts) == 500
    for locale in PAGES:
        opened(page, either, locale)
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


def test_by_keyboard_with_names_and_a_live_result(page, either):
    opened(page, either)
    page.get_by_label(GUIDE.labels["link-check-exchange"].en, exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "url"
    page.keyboard.type("shop.test")
    page.keyboard.press("Enter")
    assert page.locator("output").get_attribute("data-verdict") == "not-official"
    assert page.evaluate("document.activeElement.tagName") == "OUTPUT"  # the answer takes the focus
    page.focus("[name=url]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    assert page.locator("output").inner_text() == "" and page.locator("form [role=alert]").inner_text() == ""
    page.keyboard.press("Enter")
    assert page.locator("form [role=alert]").inner_text() == GUIDE.labels["link-check-empty"].en


def test_another_exchange_is_named(page, either):
    said = ask(opened(page, either), [("okx", "https://www.binance.com/")])[0]
    assert "Binance" in said["text"] and said["verdict"] == "not-official"
    band = page.locator(".guide-link-verdict").inner_text()
    assert "This belongs to Binance, not OKX. You chose OKX." in band and SAID["stop"].en not in said["text"]
    assert SAID["next"].en not in said["text"] and SAID["official-next"].en in said["text"]
    ask(page, [("okx", "https://www.binance.com/ https://shop.test/")])
    assert (
        SAID["stop"].en in page.locator(".guide-link-verdict").inner_text()
    )  # what belongs to nobody known weighs more


@pytest.mark.parametrize("locale", PAGES)
def test_any_exchange_is_meant_until_one_is_chosen(page, either, locale):
    assert opened(page, either, locale).locator("[name=exchange]").input_value() == ""
    for (key, domain), said in zip(HOSTS, ask(page, [("", f"https://{domain.host}/") for _, domain in HOSTS])):
        assert said["verdict"] == "official" and getattr(EXCHANGES[key].name, locale) in said["text"], domain.host
    texts = [case[1] for case in hostile()]
    for text, said in zip(texts, ask(page, [("", text) for text in texts])):
        assert said["verdict"] == "suspicious", (text, said)
    assert ask(page, [("", "https://shop.test/")])[0]["verdict"] == "not-official"


def test_exchanges_without_a_verified_domain_are_named(page, either):
    text = opened(page, either).locator("article").inner_text()
    for exchange in GUIDE.exchanges.values():
        assert exchange.official_domains() or f"{exchange.name.en}" in text, exchange.id


def test_an_overdue_check_says_so(page, either):
    page.clock.install(time="2031-01-01T00:00:00")
    assert GUIDE.labels["overdue"].en in ask(opened(page, either), [("okx", "okx.com")])[0]["text"]


def test_lists_are_there_without_scripts(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in PAGES.values():
        page.goto(f"{either}/{address}")
        closed = page.locator("details:not([open]):has([data-host], [data-sign]) > summary:visible")
        while closed.count():  # the lists wait in folds, which open without scripts
            closed.first.click()
        assert page.locator("[data-host]:visible").count() == len(HOSTS)
        assert page.locator("[data-sign]:visible").count() == len(SIGNS)
        assert not page.locator("form[data-tool=link-check]").is_visible()
    context.close()


def test_nothing_is_stored(page, base):
    ask(opened(page, base), [("okx", "https://okx.com/?marker=7183")])
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    assert "7183" not in kept


def second_destinations():
    """Yield addresses of an official host that lead elsewhere, written in ways that are easily missed."""
    okx = "https://okx.com/"
    collect = base64.b64encode(b"https://collect.test/").decode()
    for tail in (
        "?url=http:collect.test",
        "..//collect.test",
        f"?goto={collect}",
        f"?next={collect.rstrip('=')}",
        "?url=203.0.113.9",
        "?url=3405803785",
        "?open=collect.test",
        "?u=collect。test",
        "?x=https:collect.test",
        "?any=collect.test",
        "?to=%68ttps%3a%2f%2fcollect.test",
        "?q=//collect.test",
    ):
        yield okx + tail


def test_second_destinations_are_flagged(page, either):
    cases = [("okx", address) for address in second_destinations()]
    for case, said in zip(cases, ask(opened(page, either), cases)):
        assert said["verdict"] == "suspicious" and any(
            item.startswith(SIGNS["redirect"].en) for item in said["items"]
        ), (case, said)


def test_the_apps_own_addresses_and_plain_queries_are_no_second_destination(page, either):
    main = "https://okx.com/"
    cases = [
        ("okx", main + tail)
        for tail in (
            "?af_dp=okx%3A%2F%2Fmain",
            "?page=help.html",
            "?v=1.2.3",
            "?id=3405803785",
            "?q=hello.",
            "?lang=zh-hans",
            "#top",
        )
    ]
    assert [said["verdict"] for said in ask(opened(page, either), cases)] == ["official"] * len(cases)


def test_punctuation_around_an_address_is_no_part_of_it(page, either):
    texts = [
        pair.replace("x", f"https://www.{HOST}")
        for pair in ("x,", "x)", "(x)", "x。", "“x”", "「x」", "x，请登录", "x！", "<x>", "x;", "x...")
    ]
    for text, said in zip(texts, ask(opened(page, either), [("okx", text) for text in texts])):
        assert said["verdict"] == "official", (text, said)


def test_addresses_made_safe_to_paste_are_read(page, either):
    texts = [
        f"hxxps://{HOST.replace('.', '[.]')}",
        f"hxxp://x.test/ hxxps://{HOST.replace('.', '(dot)')}",
        HOST.replace(".", "[.]"),
    ]
    assert [said["verdict"] for said in ask(opened(page, either), [("okx", text) for text in texts])] == [
        "official",
        "not-official",
        "official",
    ]


def test_a_secret_of_an_authenticator_is_named(page, either):
    said = ask(opened(page, either), [("okx", "otpauth://totp/OKX:me?secret=JBSWY3DPEHPK3PXP")])[0]
    assert (
        said["verdict"] == "unreadable" and SAID["secret"].en in said["text"] and SAID["secret-word"].en in said["text"]
    )
    assert "JBSWY3DPEHPK3PXP" not in said["text"]


@pytest.mark.parametrize("kind", ["shortener", "messenger"])
def test_short_links_and_messengers_are_named_as_such(page, either, kind):
    hosts = GUIDE.passing_hosts[kind].hosts
    for host, said in zip(hosts, ask(opened(page, either), [("bybit", f"https://{host}/abc") for host in hosts])):
        assert said["verdict"] == "not-official" and list(said["items"]) == [SIGNS[kind].en], (host, said)


def test_listed_emails_are_listed_and_can_be_forged(page, either):
    listed = sorted(
        {contact.email for exchange in GUIDE.exchanges.values() for contact in exchange.contacts if contact.email}
    )
    cases = [("okx", text) for email in listed for text in (email, email.upper(), f"mailto:{email}")]
    for case, said in zip(cases, ask(opened(page, either), cases)):
        assert said["verdict"] == "official" and "forge" in said["text"], (case, said)
    assert ask(page, [("okx", f"help@{HOST}")])[0]["verdict"] == "suspicious"


@pytest.mark.parametrize("locale", PAGES)
def test_a_whole_message_is_judged_by_its_worst_address(page, either, locale):
    official = f"https://www.{HOST}/help"
    messages = {
        f"您的账户异常，请打开{official}登录，或点 https://okx-login.test/x 。": ["suspicious", "official"],
        f"Dear user, version 1.2.3 of e.g. the app is out. Visit {official}, not shop.test!": [
            "not-official",
            "official",
        ],
        f"请打开{official}": ["official"],
        f"{official}\n{official}": ["official"],
        f"Write to help@okx-desk.test or open https://okx.com\u200b.test/ (or {official})": [
            "suspicious",
            "suspicious",
            "official",
        ],
    }
    page.goto(f"{either}/{PAGES[locale]}")
    for text, verdicts in messages.items():
        page.fill("[name=url]", text)
        output = page.locator("form[data-tool=link-check] output")
        each = output.locator("li[data-verdict]").evaluate_all("items => items.map(item => item.dataset.verdict)")
        assert output.get_attribute("data-verdict") == verdicts[0] and (each or verdicts) == verdicts, (text, each)
        word = SAID["own"] if verdicts[0] == "official" else SAID["stop"]
        assert output.locator(".guide-link-verdict").inner_text().endswith(word[locale])


def test_no_false_very_like(page, either):
    cases = [
        ("okx", f"https://www.{name}.example/")
        for name in ("okcoin", "bit", "weather", "garden", "library", "museum", "market", "coffee")
    ]
    for case, said in zip(cases, ask(opened(page, either), cases)):
        assert said["verdict"] == "not-official" and not said["items"], (case, said)


def test_no_tip_leaks_into_a_verdict(page, either):
    opened(page, either)
    tips = page.eval_on_selector_all("[role=tooltip]", "tips => tips.map(tip => tip.textContent)")
    for said in ask(page, [*genuine(), *hostile()]):
        assert not [tip for tip in tips if tip in said["text"]]


def test_the_button_can_be_read_in_every_state(page, either):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        opened(page, either)
        button = page.locator("form[data-tool=link-check] button")
        for state in (lambda: None, button.hover, button.focus):
            state()
            page.wait_for_timeout(300)
            assert button.evaluate(CONTRAST) >= 4.5, scheme


def test_pasted_and_tapped_it_answers_and_shows_the_answer(chromium, either):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    opened(page, either)
    page.tap("[name=url]")
    page.keyboard.insert_text("Your parcel waits:\nhttps://okx-parcel.test/now")
    page.tap("form[data-tool=link-check] button")
    output = page.locator("form[data-tool=link-check] output")
    assert output.get_attribute("data-verdict") == "suspicious"
    assert output.evaluate("element => element === document.activeElement") and 0 <= output.bounding_box()["y"] < 844
    context.close()


def test_the_script_is_small_and_silent():
    script = "".join(
        (ROOT / f"overrides/assets/javascripts/{name}.js").read_text("utf-8") for name in ("link-read", "link-check")
    )
    assert len(gzip.compress(script.encode(), 9)) <= 7000
    assert not re.search(
        r"innerHTML|insertAdjacent|fetch\(|XMLHttp|localStorage|\.href|location|window\.open|eval\(", script
    )


def test_every_label_is_used_and_every_sign_explained():
    text = "".join(
        (ROOT / f"overrides/partials/tools/{name}.html").read_text("utf-8") for name in ("link-check", "link-signs")
    )
    for key in (key for key in GUIDE.labels if key.startswith("link-check-")):
        assert f'"{key.removeprefix("link-check-").removeprefix("sign-")}"' in text or key in text, key


def test_shows_the_part_that_somebody_registered(page, either):
    cases = {
        "https://login.okx.com.example": "com.example",
        "https://okx.help-desk.co.uk/x": "help-desk.co.uk",
        "https://www.okx.com": "okx.com",
        "https://okx-support.pages.dev/": "okx-support.pages.dev",
        "https://help.bitflyer.co.jp": "bitflyer.co.jp",
        "https://binance.s3.amazonaws.com/x": "binance.s3.amazonaws.com",
        "https://x.okx.city.kawasaki.jp": "city.kawasaki.jp",
    }
    for text, said in zip(cases, ask(opened(page, either), [("okx", text) for text in cases])):
        assert f"registered and owns: {cases[text]}" in said["text"]


def test_the_verdict_does_not_depend_on_the_list_of_endings(page, base):
    page.route("**/suffixes.js", lambda route: route.abort())
    cases = [("okx", "https://www.okx.com/help"), ("okx", "https://okx.help-desk.co.uk/x")]
    assert [said["verdict"] for said in ask(opened(page, base), cases)] == ["official", "suspicious"]


def test_the_whole_list_of_endings_is_there_and_right(page, site):
    text = Path(PSLFILE).read_text("utf-8")
    rules = [line.strip().lstrip("!") for line in text.splitlines() if line.strip() and not line.startswith("//")]
    hosts = [
        f"{front}{'.'.join(addressed(part) for part in rule.replace('*', 'wild').split('.'))}"
        for rule in rules
        for front in ("a.b.", "")
    ]
    page.goto((site / PAGES["en"]).as_uri())
    known = PublicSuffixList()
    for host, owner in zip(hosts, page.evaluate("hosts => hosts.map(guideOwner)", hosts)):
        assert owner == (known.privatesuffix(host) or host), host
    assert len(gzip.compress((site / "assets/javascripts/suffixes.js").read_bytes(), 9)) <= 34_000


def test_the_list_is_written_as_a_tree():
    tree = tree_of("// note\ncom\nco.uk\n*.ck\n!www.ck\ncity.kawasaki.jp\n公司.cn\n")
    assert written(tree) == "ck?(!www,*),cn?(xn--55qx5d),jp?(kawasaki?(city)),uk?(co)"
