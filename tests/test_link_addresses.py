"""Addresses of another hand than test_tool_link_check.py: none that leads elsewhere is called official, no official one suspicious."""

import base64
from urllib.parse import quote

from test_tool_link_check import CYRILLIC, EXCHANGES, FULL_WIDTH, ask, opened, punycode

BRANDS = {key: (exchange.brands()[0], exchange.official_domains()[0].host) for key, exchange in EXCHANGES.items()}
OKX = "okx.com"
GREEK = str.maketrans("aeiouxkv", "αειουχκν")
AWAY = "collect.test"
INSIDE = f"https://{AWAY}/login"
PARAMETERS = (
    "url",
    "u",
    "r",
    "to",
    "next",
    "goto",
    "go",
    "open",
    "jump",
    "target",
    "dest",
    "destination",
    "redirect",
    "redirect_uri",
    "redirectUrl",
    "return",
    "return_to",
    "returnUrl",
    "continue",
    "callback",
    "link",
)


def packed(text: str) -> str:
    """Return a text in base 64, as addresses carry it."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def hostile():
    """Yield (exchange, address): where a reader ends up elsewhere, or may."""
    for key, (brand, host) in BRANDS.items():
        yield key, f"https://{host}.{AWAY}/"
        yield key, f"https://{host}-login.test/"
        yield key, f"https://{host}@{AWAY}/"
        yield key, f"https://{host}%40{AWAY}/"
        yield key, f"https://support-{brand}.example/"
        yield key, f"https://{brand}.support.invalid/kyc"
        yield key, f"https://{host}/redirect?url={quote(INSIDE, safe='')}"
        yield key, f"https://{punycode(brand.translate(CYRILLIC) + 'х')}.test/"
        yield key, f"https://{brand.translate(GREEK)}α.test/"
        yield key, f"https://{host.replace('.', '。')}.{AWAY}/"
    for name in PARAMETERS:
        yield "okx", f"https://{OKX}/x?{name}={INSIDE}"
        yield "okx", f"https://{OKX}/x?{name}={quote(quote(INSIDE, safe=''), safe='')}"
        yield "okx", f"https://{OKX}/x?{name}=//{AWAY}"
        yield "okx", f"https://{OKX}/x#/login?{name}={INSIDE}"
    for address in (
        f"https://{OKX}/?url=http:{AWAY}",
        f"https://{OKX}/..//{AWAY}",
        f"https://{OKX}/?goto={packed(INSIDE)}",
        f"https://{OKX}/?url=203.0.113.9",
        f"https://{OKX}/?url=3405803785",
        f"https://{OKX}/?open={AWAY}",
        f"https://{OKX}/?u=collect。test",
        f"https://{OKX}/?x=https:{AWAY}",
        f"https://{OKX}/?url=0xcb007109",
        f"https://{OKX}/?next=https:\\\\{AWAY}",
        f"https://{OKX}/?next=\\\\{AWAY}",
        f"https://{OKX}/?next=/%5C{AWAY}",
        f"https://{OKX}/?next=%68%74%74%70%73%3A%2F%2F{AWAY}",
        f"https://{OKX}/go/https://{AWAY}",
        f"https://{OKX}/go/https%3A%2F%2F{AWAY}",
        f"https://{OKX}/;//{AWAY}",
        f'https://{OKX}/?data={{"url":"https://{AWAY}"}}',
        f"https://{OKX}/?a[url]=https://{AWAY}",
        f"https://{OKX}/?url=javascript:alert(1)",
        f"https://{OKX}/?next=data:text/html,x",
        f"https://{OKX};{AWAY}",
        f"https://{OKX}\\.{AWAY}/",
        f"https://{OKX}\\@{AWAY}/",
        f"https://{OKX}:pw@{AWAY}/",
        f"https://{OKX}%2F@{AWAY}/",
        f"https://{OKX}%23@{AWAY}/",
        f"https://{OKX}%3F@{AWAY}/",
        f"https://{AWAY}#{OKX}",
        f"https://{AWAY}?{OKX}",
        f"https://{AWAY}/https://{OKX}/",
        f"https://{AWAY}\\{OKX}",
        f"//{AWAY}/{OKX}",
        f"https:{AWAY}/{OKX}",
        f"https:///{AWAY}/{OKX}",
        f"https://www.{OKX}\u2024{AWAY}/",
        f"https://{OKX}\uff0f{AWAY}/",
        f"https://{OKX}\u2044login.test/",
        f"https://{OKX}\u3002{AWAY}",
        f"https://{OKX}\u200d.test/",
        f"https://\u200f{OKX}.test",
        f"https://{'okx'.translate(FULL_WIDTH)}.test/",
        "https://оkх.com/",
        "https://ökx.com/",
        "https://okх.com",
        "https://xn--kx-fmc.com/",
        "https://0kx.test",
        "https://okxx.test",
        "https://okx-com.test",
        "https://www-okx.test/",
        f"http://{OKX}:8080@{AWAY}/",
        f"https://{OKX}:443@{AWAY}",
        "https://[::ffff:203.0.113.9]/okx.com",
        "https://203.0.113.9/okx.com",
        "https://3405803785/okx.com",
        "https://0313.0.0161.011/okx.com",
        f"ftp://{OKX}/",
        f"ws://{OKX}/",
        f"okx://{AWAY}",
        f"intent://{OKX}/#Intent;scheme=https;end",
        f"javascript://{OKX}/%0aalert(1)",
        "data:text/html;base64,PGI+",
        f"view-source:https://{OKX}/",
        f"blob:https://{OKX}/x",
        f"file://{OKX}/x",
        f"https://bit.ly/{OKX}",
        f"https://t.co/{OKX}",
        "https://t.me/okx_help",
        "https://tinyurl.com/okx",
        f"https://web.archive.org/web/2026/https://{OKX}/",
        f"https://www.google.com/url?q=https://{AWAY}",
        f"https://okx-com.translate.goog/?u=https://{AWAY}",
        f"https://{AWAY}/{OKX}.apk",
        f"https://{OKX}.apk.test/",
        f"https://download.test/{OKX}/setup.exe",
        f"https://{OKX}/app.apk?u=https://{AWAY}",
    ):
        yield "okx", address


def official():
    """Yield (exchange, address): the exchange's own, as readers copy them."""
    for key, (_, host) in BRANDS.items():
        for form in (
            "{}",
            "https://{}",
            "https://{}/",
            "HTTPS://{}/Help",
            "https://{}/a/b-c_d/e.html",
            "https://{}/x?lang=zh-CN&page=2#part-3",
            "<https://{}/x>",
            "「https://{}/x」",
            "https://{}/x。",
            "(https://{}/x)",
            "https://{}/x,",
            "请看 https://{}/x ，谢谢",
        ):
            yield key, form.format(host)
    for address in (
        f"https://www.{OKX}/help/how-do-i-delete-my-account",
        f"https://www.{OKX}/zh-hans/help/section/faq",
        f"https://www.{OKX}/account/users?tab=security&from=2026-01-01",
        f"https://{OKX}/?af_dp=okx%3A%2F%2Fmain",
        f"https://{OKX}/login?redirect=%2Faccount%2Fsecurity",
        f"https://{OKX}/login?returnUrl=https%3A%2F%2Fwww.{OKX}%2Fx",
        f"https://{OKX}/?next=/en/help",
        f"https://{OKX}/?next=https://{OKX}/help?x=1",
        f"https://{OKX}/x?q=1.2.3",
        f"https://{OKX}/x?version=6.7.8&file=statement.pdf",
        f"https://{OKX}/x?time=12:30&ratio=3/4",
        f"https://{OKX}/x?title=fees%20%26%20limits",
        f"https://{OKX}/x?id=3405803785",
        f"https://{OKX}/@okx",
        f"https://{OKX}/a:b/c",
        f"https://{OKX}/%E5%B8%AE%E5%8A%A9",
        f"https://{OKX}/x?to=USD",
        f"https://{OKX}/x?to=BTC-USDT",
        f"https://{OKX}/convert?from=btc&to=usdt",
        f"https://{OKX}/x?go=1",
        f"https://{OKX}/x?open=true",
        f"https://{OKX}/x?target=_blank",
        f"https://{OKX}/x?callback=cb_12",
        "hxxps://www.okx[.]com/help",
    ):
        yield "okx", address


def test_enough_of_them():
    bad, good = {case[1] for case in hostile()}, {case[1] for case in official()}
    assert len(bad) >= 200 and len(good) >= 200 and not bad & good


def test_none_that_leads_elsewhere_is_called_official(page, served):
    cases = list(hostile())
    called = [
        case
        for case, said in zip(cases, ask(opened(page, served), cases), strict=True)
        if said["verdict"] == "official" or not said["verdict"]
    ]
    assert not called


def test_no_official_one_is_called_anything_else(page, served):
    cases = list(official())
    called = [
        (case, said["verdict"], said["items"])
        for case, said in zip(cases, ask(opened(page, served), cases), strict=True)
        if said["verdict"] != "official"
    ]
    assert not called
