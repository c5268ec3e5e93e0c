"""A copy that somebody hosts: its settings, refused with a reason where they are wrong, and what they change."""

import pytest
from own_data import GUIDE

from guide.frame.preset import preset
from guide.host import CHECKS, CONTRAST, KEYS, PAPER, HostError, contrast, host_of, stylesheet

LOGO = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def host(tmp_path, **variables):
    """Return the settings made of environment variables alone."""
    return host_of(tmp_path, {f"GUIDE_{key.upper()}": value for key, value in variables.items()}, GUIDE)


def test_every_setting_is_checked():
    assert set(CHECKS) == set(KEYS)


def test_nobody_is_a_host_too(tmp_path):
    found = host(tmp_path)
    assert not found.called("zh") and not found.report("zh/faq", "1") and found.logo_file is None and not found.origins


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("url", "guide.example", "https://"),
        ("url", "http://guide.example/", "https://"),
        ("url", "https://a.example/?x=1", "no ?"),
        ("exchange", "Binance", "mean 'binance'"),
        ("exchange", "nobody", "known are"),
        ("place", "fatf", "nobody lives there"),
        ("place", "ae-adgm", "nobody lives there"),
        ("name", "<b>", "a name"),
        ("name", "a" * 61, "a name"),
        ("logo", "none.svg", "no such file"),
        ("logo", "logo.gif", "a logo ends in"),
        ("logo", "big.svg", "larger than"),
        ("colour", "teal", "six digits"),
        ("colour", "#ffcc00", "too pale"),
        ("contact", "somebody", "neither"),
        ("contact", "javascript:x", "neither"),
        ("support", "help.example", "https://"),
        ("embed", "*", "https://help.example"),
        ("embed", "https://a.example/x", "https://help.example"),
        ("embed", "https://a.example;x", "https://help.example"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_reason(tmp_path, key, value, said):
    (tmp_path / "logo.gif").write_text("x")
    (tmp_path / "big.svg").write_text(" " * 100_001)
    with pytest.raises(HostError) as error:
        host(tmp_path, **{key: value})
    assert len(error.value.problems) == 1 and error.value.problems[0].startswith(f"GUIDE_{key.upper()}: {value!r}: "), (
        error.value.problems
    )
    assert said in error.value.problems[0]


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    (tmp_path / "guide.yml").write_text('colour: "#fff"\nplace: 7\nnmae: x\n')
    with pytest.raises(HostError) as error:
        host(tmp_path, exchange="okay")
    said = "\n".join(error.value.problems)
    assert (
        len(error.value.problems) == 4
        and "guide.yml:2: place: put it in quotation marks" in said
        and "guide.yml:3: nmae: no such setting; did you mean 'name'?" in said
        and "guide.yml:1: colour: '#fff': " in said
        and "GUIDE_EXCHANGE" in said
    )


def test_a_file_and_variables_say_the_same_and_variables_go_first(tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "guide.yml").write_text(
        'url: https://help.example/exit/\nexchange: okx\nplace: "no"\nname: 欧易 | OKX\nlogo: logo.svg\ncolour: "#7a1020"\n'.replace(
            'place: "no"\n', ""
        )
    )
    found = host(tmp_path, place="hk", embed="https://a.example https://b.example", exchange="binance")
    assert (found.url, found.exchange, found.place, found.colour) == (
        "https://help.example/exit/",
        "binance",
        "hk",
        "#7a1020",
    )
    assert found.called("zh") == "欧易" and found.called("en") == "OKX"
    assert found.logo_file == tmp_path / "logo.svg" and found.logo_address == "assets/images/host.svg"
    assert found.origins == ["https://a.example", "https://b.example"]


def test_an_exchange_that_hosts_goes_by_its_name(tmp_path):
    found = host(tmp_path, exchange="gate")
    assert found.called("en") == GUIDE.exchanges["gate"].name.en
    assert host(tmp_path, name="Help desk").called("zh") == "Help desk"


def test_a_mistake_is_reported_with_page_and_version(tmp_path):
    mail = host(tmp_path, contact="guide@help.example").report("en/faq", "abc1234567 2026-11-25")
    assert mail == "mailto:guide@help.example?subject=%5Ben%2Ffaq%5D%20abc1234567%202026-11-25"
    form = host(tmp_path, contact="https://help.example/report?topic=guide").report("zh/plan", "abc+changes 2026-11-25")
    assert form == "https://help.example/report?topic=guide&page=zh%2Fplan&version=abc%2Bchanges%202026-11-25"


def test_contrast_is_the_one_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21 and round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#175a5c", PAPER) >= CONTRAST  # the guide's own colour passes its own check
    assert "#7a1020" in stylesheet("#7a1020")


FORM = (
    '<form data-tool="{tool}"><select name="exchange"><option value="okx">a</option><option value="binance">b</option></select>'
    '<select name="residence"><option value="hk">c</option></select><select name="place"><option value="hk">d</option></select></form>'
)


def test_a_host_s_exchange_and_place_are_chosen_beforehand():
    plan = preset(FORM.format(tool="plan"), "binance", "hk")
    assert (
        '<option value="binance" selected>' in plan
        and plan.count(" selected") == 2
        and '"place"><option value="hk">' in plan
    )
    assert preset(FORM.format(tool="message"), "", "hk").count(" selected") == 2  # there the place is the reader's
    assert preset(FORM.format(tool="plan"), "", "") == FORM.format(tool="plan")
    assert preset(FORM.format(tool="plan"), "gate", "us").count(" selected") == 0
    chosen = FORM.format(tool="plan").replace('"okx"', '"okx" selected')
    assert (
        preset(chosen, "binance", "") == chosen
        and preset("<select name='exchange'></select>", "okx", "") == "<select name='exchange'></select>"
    )
