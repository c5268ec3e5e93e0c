"""The exit plan: every choice gives a whole plan, its days are those of dateutil, real hands can use it."""

import json
import random
import re
from datetime import date, timedelta

import icalendar
import pytest
from conftest import ROOT, TODAY
from own_data import GUIDE
from playwright.sync_api import expect
from some_days import EDGES

from guide import data
from guide.answers import answer, due_day, ending, residences
from guide.data.plan import CASES, SELF, WISHES
from guide.locales import CODES
from guide.site.plan_data import compact, exchange_data, places_data

HOMES = {home.id: home for home in residences(GUIDE)}
PAGES = {"zh": "plan.html", "en": "en/plan.html"}
FORM = 'form[data-tool="plan"]'
STEPS = ("today", "exit", "before", "close", "ask", "no-answer", "period")
NOW = date.fromisoformat(TODAY)
TYPED = {"closed": date(2024, 2, 29), "last": date(2023, 11, 5)}
# opens the plan of each choice through the address and returns what it holds; runs in the page
ASK = """async ([choices, closed, last]) => {
  const form = document.querySelector('form[data-tool="plan"]'), output = form.querySelector("output"), found = []
  form.elements.closed.value = closed
  form.elements.last_transaction.value = last
  for (const choice of choices) {
    const before = output.querySelector("h2")
    location.hash = choice
    for (let wait = 0; output.querySelector("h2") === before && wait < 400; wait++) await new Promise(done => setTimeout(done, 5))
    const all = selector => [...output.querySelectorAll(selector)]
    found.push({
      steps: all("ol.guide-plan > li").map(item => [item.dataset.step, item.innerText]),
      text: output.textContent,
      company: all("[data-company]").map(item => [item.querySelector("strong").textContent, item.dataset.place]),
      deadlines: all("[data-deadline], [data-erased]").map(item => [item.dataset.deadline || item.dataset.erased, item.dataset.for || "erased", item.dateTime]),
      records: all("[data-record]").map(item => [item.dataset.record, item.dataset.label, item.dataset.law || "now", item.dateTime]),
      excluded: all("[data-excluded]").length === 1,
      unknown: all("[data-unknown]").map(item => item.dataset.unknown),
      addresses: all("[href^=mailto], .guide-plan__contacts a").map(item => item.textContent),
      empty: all("li, p:not([role=status]), a, h3, strong, time, summary").filter(item => !item.hidden && !item.textContent.trim()).length,
      hosts: all("a").map(item => item.href),
    })
  }
  return found
}"""


def label(key, locale="en"):
    """Return a word of the tool."""
    return GUIDE.labels[f"plan-{key}"][locale]


def choice(exchange, residence, wish, *cases):
    """Return the address of a plan."""
    return f"exchange={exchange}&residence={residence}&wish={wish}" + "".join(f"&case={case}" for case in cases)


def lines(text):
    """Return the lines of `text` that hold something."""
    return [line for line in text.split("\n") if line.strip()]


def ask(page, choices, closed="", last=""):
    """Return what the plans of `choices` hold."""
    return page.evaluate(ASK, [choices, closed, last])


@pytest.fixture
def page(dated):
    """Return a page on the day that the tests know."""
    return dated


@pytest.fixture
def english(dated, either):
    """Return the English page, on a known day, as large as a phone."""
    return small(dated, either)


@pytest.fixture
def stored(dated, base):
    """Return the same page for what it keeps in the address and on the device: from a server and from disk."""
    return small(dated, base)


def small(page, address):
    """Open the English page below `address`, as large as a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{PAGES['en']}")
    return page


# The steps as data -------------------------------------------------------------------------------------------


def shown(state):
    """Return the main form of each step in `state`, by step."""
    found = {}
    for step in GUIDE.plan.values():
        if not step.add and step.holds(state):
            found.setdefault(step.step, step)
    return found


@pytest.mark.parametrize("wish", WISHES)
def test_every_wish_and_case_has_a_whole_plan(wish):
    for self_service in SELF:
        for case in (None, *CASES):
            state = {f"wish-{wish}", f"self-{self_service}", *([f"case-{case}"] if case else [])}
            steps = shown(state)
            assert {"today", "ask", "no-answer", "period"} <= set(steps), state
            assert ("close" in steps) == (wish in ("close", "erase")), state
            assert ("before" in steps) == (
                wish != "wait" or case in ("deceased-holder",) or steps.get("before") is not None
            ), state


@pytest.mark.parametrize("case", ["deceased-holder", "frozen-account", "bought-account", "taken-over-account"])
def test_grave_cases_change_the_first_step(case):
    for wish in WISHES:
        plain, grave = shown({f"wish-{wish}", "self-yes"}), shown({f"wish-{wish}", "self-yes", f"case-{case}"})
        assert grave["today"].first and grave["today"].id != plain["today"].id
        assert not plain["today"].first


def test_a_held_account_is_not_closed_and_gets_no_ordinary_letter():
    for case in ("frozen-account", "bought-account", "taken-over-account", "p2p-and-bank-freeze", "bankrupt-exchange"):
        steps = shown({"wish-erase", "self-yes", f"case-{case}"})
        assert steps["close"].id == "close-hold" and not steps["close"].letter
    assert shown({"wish-erase", "self-yes", "case-frozen-account"})["ask"].letter == "frozen"
    assert shown({"wish-erase", "self-yes", "case-bought-account"})["ask"].letter is None


def test_steps_come_in_order_and_every_form_can_be_shown():
    order = [step.step for step in GUIDE.plan.values()]
    assert order == sorted(order, key=STEPS.index)
    states = [
        {f"wish-{wish}", f"self-{kind}", *extra, *([f"case-{case}"] if case else [])}
        for wish in WISHES
        for kind in SELF
        for case in (None, *CASES)
        for extra in (
            [],
            ["follow-lawyer"],
            *(["exit", f"exit-{name}"] for name in ("left", "leaving", "blocked", "restricted")),
        )
    ]
    reached = {step.id for state in states for step in shown(state).values()}
    assert reached == {step.id for step in GUIDE.plan.values() if not step.add}


def test_conditions_are_checked():
    step = next(iter(GUIDE.plan.values())).model_dump()
    for wrong in (
        {"when": ["wish-fly"]},
        {"title": {"zh": "5 年", "en": "5 years"}},
        {"items": ["export"]},
        {"how": ["nowhere"]},
    ):
        with pytest.raises(ValueError):
            data.PlanStep.model_validate({**step, **wrong})


# The files of joins ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", CODES)
def test_files_of_joins_say_what_the_answers_say(locale):
    places = places_data(GUIDE, locale)
    for name in ("okx", "binance", "bybit", "hashkey"):
        found = [answer(GUIDE, GUIDE.exchanges[name], home) for home in HOMES.values()]
        content = exchange_data(GUIDE, found, locale)
        for entry in found:
            home = content["homes"][entry.residence.id]
            company = None if home["company"] is None else content["companies"][home["company"]]
            assert (company and company["name"]) == (entry.company and entry.company.name)
            given = [content["contacts"][at]["value"] for at in home["contacts"]]
            assert given == [contact.email or contact.url for contact in entry.contacts if contact.purpose != "vendor"]
            assert [content["points"][at]["id"] for at in home["points"]] == [point.id for point in entry.unknowns]
            bodies = [places[place]["bodies"][at][1] for place, at in home["bodies"]]
            assert bodies == [body.name[locale] for body in entry.authorities if body.subject != "freeze"]
    assert compact({"a": None, "b": [], "c": 0, "d": False, "e": {"f": ""}}) == {"c": 0, "d": False}


# Days --------------------------------------------------------------------------------------------------------

READ = {
    "2026-02-28": "2026-02-28",
    "2026/2/28": "2026-02-28",
    "2026.2.28": "2026-02-28",
    "2026年2月28日": "2026-02-28",
    "2026年02月28号": "2026-02-28",
    "20260228": "2026-02-28",
    "28.2.2026": "2026-02-28",
    "28. 2. 2026": "2026-02-28",
    "28/2/2026": "2026-02-28",
    "2/28/2026": "2026-02-28",
    "２０２６－０２－２８": "2026-02-28",
    "２０２６年２月２８日": "2026-02-28",
    "２０２６／２／２８": "2026-02-28",
    " 2026 - 02 - 28 ": "2026-02-28",
    "2026 2 28": "2026-02-28",
    "28 Feb 2026": "2026-02-28",
    "28 February 2026": "2026-02-28",
    "February 28, 2026": "2026-02-28",
    "2026–02–28": "2026-02-28",
    "29.2.2024": "2024-02-29",
    "2026-02-29": None,
    "2100-02-29": None,
    "2026-13-01": None,
    "2026-00-10": None,
    "2/3/2026": None,
    "1/1/2026": "2026-01-01",
    "1999-12-31": None,
    "2101-01-01": None,
    "2026": None,
    "2026-05": None,
    "yesterday": None,
    "<b>2026-01-05</b>": None,
    "NaN": None,
    "": "",
    "  ": "",
    "2026-01-05x": None,
    "0": None,
    "28 Foo 2026": None,
    "20261301": None,
    "x" * 100_000: None,
    "2026-01-05T00:00": None,
}


def test_days_are_read_as_people_write_them(english):
    found = english.evaluate("texts => texts.map(text => window.guideDays.read(text))", list(READ))
    for (text, expected), day in zip(READ.items(), found, strict=True):
        assert day == expected, text[:40]
    assert english.evaluate("[guideDays.show('2026-02-08', 'zh-Hans'), guideDays.show('2026-02-08', 'en')]") == [
        "2026年2月8日",
        "2026-02-08",
    ]


def answer_kept(place, record):
    """Return what is kept for `record` at `place`."""
    from guide.answers.retention import kept

    return kept(place, record)


def test_the_page_counts_as_python_does(english):
    places = {place.id: place for place in GUIDE.places.values()}
    content = json.loads(json.dumps(compact(places_data(GUIDE, "en")), default=str))
    pairs = [(closed, last) for closed in EDGES for last in (None, closed, closed - timedelta(days=30))] + [
        (None, None)
    ]
    cases, expected = [], []
    for name, place in places.items():
        for record in ("identity", "transaction"):
            clock = (content[name].get("keep") or {}).get(record)
            if not clock:
                continue
            known = answer_kept(place, record)
            for closed, last in pairs:
                cases.append([clock, record, {"closed": closed and str(closed), "last": last and str(last)}])
                end = ending(known.clock, record, closed, last, known.then)
                expected.append([end.day and str(end.day), end.next_day and str(end.next_day)])
    assert len(cases) > 1000
    run = "cases => cases.map(case_ => { const { day, next } = guideDays.ending(...case_); return [day ?? null, next ?? null] })"
    for case, want, got in zip(cases, expected, english.evaluate(run, cases), strict=True):
        assert got == want, case
    limits = [
        {"months": 1},
        {"months": 2},
        {"months": 11},
        {"days": 40},
        {"days": 90},
        {"hours": 72},
        {"business_days": 15},
    ]
    asked = [[str(day), limit] for day in (*EDGES, date(2026, 1, 31), date(2026, 11, 28)) for limit in limits]
    got = english.evaluate("asked => asked.map(([day, limit]) => guideDays.due(day, limit))", asked)
    assert got == [str(due_day(date.fromisoformat(day), **limit)) for day, limit in asked]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_are_the_same_east_and_west(chromium, either, zone):
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-25T12:00:00Z")
    page.goto(f"{either}/{PAGES['en']}")
    got = page.evaluate(
        "[guideDays.due('2026-01-31', { months: 1 }), guideDays.later('2024-02-29', 1), guideDays.read('29.2.2024'), guideDays.today()]"
    )
    context.close()
    assert got == [
        "2026-02-28",
        "2025-02-28",
        "2024-02-29",
        "2026-11-26" if zone.endswith("Kiritimati") else "2026-11-25",
    ]


# Plans -------------------------------------------------------------------------------------------------------


def expected_deadlines(found, wish):
    """Return (of, day) of every deadline the laws give for the letter of `wish`."""
    days = set()
    for right in found.rights:
        if right.of == "company" and right.place is found.residence.law:
            continue  # one law, said once
        access = right.access
        if access:
            days.add(
                (right.of, str(due_day(NOW, **access.model_dump(include={"hours", "days", "months", "business_days"}))))
            )
        day = due_day(NOW, **right.deadline)
        if day and wish in ("erase", "wait"):
            days.add((right.of, str(day)))
    return days


def leaves(found):
    """Tell whether an exit's step tells to withdraw first."""
    return bool(found.exits) and found.exits[0].kind != "restricted"


def check(found, plan, wish, locale):
    """Hold one plan in the page against the answer for its exchange and residence."""
    where = (found.exchange.id, found.residence.id, wish, locale)
    names = [name for name, _ in plan["steps"]]
    assert names and len(names) == len(set(names)) and set(names) <= set(STEPS), where
    assert ("exit" in names) == (bool(found.exits) and has_exit_page()), where
    assert not plan["empty"] and all(text.strip() for _, text in plan["steps"]), where
    assert not re.search(r"%\{|undefined|null|NaN|\[object", plan["text"]), where
    assert plan["excluded"] == bool(found.excluded and not leaves(found)), where
    assert plan["company"] == ([[found.company.name, found.company.place or ""]] if found.company else []), where
    assert plan["unknown"] == [point.id for point in found.unknowns], where
    given = {contact.email or contact.url for contact in found.contacts}
    assert set(plan["addresses"]) <= given, where
    assert {(of, day) for of, _, day in plan["deadlines"]} == expected_deadlines(found, wish), where
    days = []
    for record, kept in found.kept.items():
        if kept.clock is not None:
            end = ending(kept.clock, record, TYPED["closed"], TYPED["last"], kept.then)
            days += [
                [record, kept.label, law, str(day)]
                for law, day in (("now", end.day), ("next", end.next_day != end.day and end.next_day))
                if day
            ]
    assert plan["records"] == days, where


def has_exit_page():
    """Tell whether the page on exits, where the step leads, is there."""
    return (ROOT / "docs/zh/special-cases/exchange-leaves.md").exists()


def plans(page, site, locale, pairs):
    """Check the plan of every wish for each (exchange, residence) of `pairs`."""
    page.goto(f"{site.as_uri()}/{PAGES[locale]}")
    choices = [(exchange, home, wish) for exchange, home in pairs for wish in WISHES]
    asked = [choice(*found) for found in choices]
    for (exchange, home, wish), plan in zip(
        choices, ask(page, asked, str(TYPED["closed"]), str(TYPED["last"])), strict=True
    ):
        check(answer(GUIDE, GUIDE.exchanges[exchange], HOMES[home]), plan, wish, locale)


SAMPLE = ("de", "eea-other", "hk", "us-ca", "cn", "id", "th", "other")


@pytest.mark.parametrize("locale", PAGES)
def test_plans_are_whole(page, site, locale):
    pairs = [("okx", home) for home in SAMPLE] + [
        (name, SAMPLE[at % len(SAMPLE)]) for at, name in enumerate(GUIDE.exchanges)
    ]
    plans(page, site, locale, [*pairs, ("binance", "de"), ("bybit", "jp")])


@pytest.mark.long
@pytest.mark.parametrize("locale", PAGES)
def test_every_plan_is_whole(page, site, locale):
    plans(page, site, locale, [(name, home) for name in GUIDE.exchanges for home in HOMES])


def test_cases_change_the_plan(english):
    offered = english.eval_on_selector_all("[name=case]", "boxes => boxes.map(box => box.value)")
    assert offered == [case for case in CASES if (ROOT / f"docs/zh/special-cases/{case}.md").exists()]
    for case, plan in zip(offered, ask(english, [choice("okx", "hk", "erase", case) for case in offered]), strict=True):
        state = {"wish-erase", "self-yes", f"case-{case}"}
        assert shown(state)["today"].title.en in plan["steps"][0][1] or plan["steps"][0][0] == "exit", case
        assert not plan["empty"] and "%{" not in plan["text"]


@pytest.mark.parametrize("locale", PAGES)
def test_closing_is_told_in_the_exchanges_own_words(page, site, locale):
    """MEXC: the button is half of it; HTX: support closes it. What an exchange's page says, its plan says."""
    page.goto(f"{site.as_uri()}/{PAGES[locale]}")
    names = ("mexc", "htx", "kraken", "gate", "kucoin", "okx", "hashkey")
    closing = {}
    for name, plan in zip(names, ask(page, [choice(name, "tw", "erase") for name in names]), strict=True):
        closing[name] = dict(plan["steps"])["close"]
    facts = {fact.id: fact for fact in GUIDE.exchanges["mexc"].facts}
    for fact in ("mexc-close-support-verifies", "mexc-close-15-working-days"):
        assert facts[fact].text(locale) in closing["mexc"]
    own = {name: GUIDE.exchanges[name] for name in names}
    for name in ("htx", "mexc"):
        assert own[name].compare.self_service.verdict[locale].lower() in lines(closing[name].lower())[2]
    for name in ("htx", "kraken", "okx"):
        assert own[name].compare.self_service.line[locale].rstrip("。.") in closing[name]
    for name in ("gate", "kucoin"):
        assert own[name].notes["closing"][locale].rstrip("。.") in closing[name]
    general = next(step for step in GUIDE.plan.values() if step.id == "close-try")
    assert general.title[locale] not in closing["htx"] and general.text[locale] not in closing["htx"]
    assert next(step for step in GUIDE.plan.values() if step.id == "close-ask").text[locale] in closing["hashkey"]
    path = page.locator('[data-step="close"] .guide-more ol li')
    assert path.count() == 0  # HashKey's menu was not read
    page.goto(f"{site.as_uri()}/{PAGES[locale]}?#{choice('mexc', 'tw', 'erase')}")
    expect(path).to_have_count(len(own["mexc"].paths[0].steps))


def test_terms_that_exclude_a_place_are_said_on_top(english):
    english.goto(english.url + "#" + choice("kucoin", "hk", "erase"))
    line = english.locator("p[data-excluded]")
    expect(line).to_have_text(label("excluded"))
    assert (
        english.evaluate(
            "document.querySelector('p[data-excluded]').compareDocumentPosition(document.querySelector('ol.guide-plan'))"
        )
        & 4
    )
    fact = next(fact for fact in GUIDE.exchanges["kucoin"].facts if fact.id == "kucoin-restricted-2026")
    assert fact.text("en") in english.locator("p[data-excluded] + .guide-proof").text_content()
    served, abroad = ask(english, [choice("kucoin", "tw", "erase"), choice("gate", "us", "erase")])
    assert not served["excluded"] and not abroad["excluded"]  # Gate US is the company of people there


@pytest.mark.parametrize("fact", [f for f in GUIDE.facts.values() if re.search(r"-restricted-20\d\d$", f.id)])
def test_a_list_of_restricted_places_says_which(fact):
    assert fact.excludes, f"{fact.id}: excludes: [ids of the places its text names]"
    for home in fact.excludes:
        name = "EU" if home in ("de", "es", "fr", "ie", "mt", "nl", "eea-other") else HOMES[home].name.en.split(" (")[0]
        short = {"us": "US|United States", "uk": "UK|United Kingdom", "cn": "mainland China"}.get(home, name)
        assert re.search(short + f"|{HOMES[home].name.en}", fact.en), (fact.id, home)


def test_one_law_for_both_is_said_once(english):
    for home in ("hk", "sg"):
        (plan,) = ask(english, [choice("okx", home, "erase")])
        lines = [line for line in dict(plan["steps"])["no-answer"].split("\n") if "Copy of your data" in line]
        assert len(lines) == len(set(lines)) == 1, (home, lines)
        name = HOMES[home].name.en
        assert label("right-both").replace("%{place}", name) in plan["text"]


def test_no_law_on_erasure_means_our_own_thirty_days(english):
    """The day for a copy is no day for the erasure: it stands apart."""
    advised = str(NOW + timedelta(days=30))
    for home, copy in (("hk", 40), ("my", 21)):
        (plan,) = ask(english, [choice("mexc", home, "erase")])
        text = dict(plan["steps"])["no-answer"]
        assert text.startswith(label("step-no-answer-advice").replace("%{day}", advised)), home
        assert GUIDE.labels["follow-up-complain"].en in text and str(NOW + timedelta(days=copy)) in text
        (plan,) = ask(english, [choice("mexc", home, "close")])  # a letter that asks for the copy
        day = str(NOW + timedelta(days=copy))
        assert dict(plan["steps"])["no-answer"].startswith(label("step-no-answer-by").replace("%{day}", day)), home
    (plan,) = ask(english, [choice("okx", "de", "erase")])
    assert dict(plan["steps"])["no-answer"].startswith(label("step-no-answer-by").replace("%{day}", "2026-12-25"))


@pytest.mark.parametrize("kind, home", [("lawyer", "cn"), ("state", "us"), ("court", "us-il"), ("complain", "other")])
def test_what_we_advise_is_what_the_place_wants(english, kind, home):
    (plan,) = ask(english, [choice("mexc", home, "erase")])
    text = dict(plan["steps"])["no-answer"]
    assert GUIDE.labels[f"follow-up-{kind}"].en in text
    others = {"lawyer", "state", "court", "complain"} - {kind}
    assert not any(GUIDE.labels[f"follow-up-{other}"].en in text for other in others)
    assert ("complain" in lines(text)[2]) == (kind in ("state", "complain"))
    assert ("our advice" in lines(text)[0]) == (kind != "state")  # a state's law may set another day


@pytest.mark.parametrize("exchange, home", [("bitget", "tw"), ("mexc", "tw"), ("htx", "tw"), ("binance", "nl")])
def test_an_unknown_period_has_the_floor_and_the_question(english, exchange, home):
    (plan,) = ask(english, [choice(exchange, home, "erase")])
    assert "at least 5 years" in dict(plan["steps"])["period"] and "FATF" in dict(plan["steps"])["period"]
    assert GUIDE.labels["unknown-retention-ask"].en in english.locator("[data-unknown] blockquote").all_inner_texts()


def test_a_body_and_an_address_say_what_they_are_for(english):
    (plan,) = ask(english, [choice("okx", "ae", "erase")])
    text, place = dict(plan["steps"])["no-answer"], GUIDE.places["ae"]
    assert place.money.note.en.rstrip(".") in text and place.turn_to.en.rstrip(".") in text
    (plan,) = ask(english, [choice("binance", "de", "erase")])
    line = english.locator('.guide-plan__contacts li:has(a[href*="verasafe"])').first
    assert "VeraSafe, representative of" in line.inner_text()


def test_words_stand_apart(english):
    (plan,) = ask(english, [choice("okx", "ca", "erase")])
    assert label("reported-period") in plan["text"] and f".{label('reported-period')}" not in plan["text"]


@pytest.mark.parametrize("locale", PAGES)
def test_days_and_stops_are_set_as_the_language_does(page, site, locale):
    """No 2026-11-23 inside a Chinese sentence, and no full stop after a question that ends in its own mark."""
    page.goto(f"{site.as_uri()}/{PAGES[locale]}")
    choices = [choice(name, home, "erase") for name in GUIDE.exchanges for home in ("cn", "de", "tw")]
    for asked, plan in zip(choices, ask(page, choices), strict=True):
        assert locale != "zh" or not re.search(r"\b20\d\d-\d\d", plan["text"]), (asked, plan["text"])
        assert not re.search(r"[.?!。？！][\"”][.。]", plan["text"]), (asked, plan["text"])


# Hands -------------------------------------------------------------------------------------------------------


def test_the_longest_plan_is_six_phone_screens(english):
    choices = [
        choice(name, home, "erase")
        for name, home in (("bybit", "mt"), ("bybit", "ca"), ("okx", "ca"), ("binance", "de"))
    ]
    for found in choices:
        ask(english, [found], str(TYPED["closed"]), str(TYPED["last"]))
        assert english.locator(f"{FORM} output").bounding_box()["height"] <= 6 * 844, found


def test_three_choices_and_one_tap(stored):
    for name, value in (("exchange", "okx"), ("residence", "hk"), ("wish", "erase")):
        stored.select_option(f"{FORM} [name={name}]", value)
    stored.click(f"{FORM} [type=submit]")
    first = stored.locator("ol.guide-plan > li").first
    expect(first).to_be_in_viewport(ratio=0.9)
    assert stored.evaluate("document.activeElement.textContent") == label("title")
    assert stored.url.endswith("#exchange=okx&residence=hk&wish=erase")
    stored.locator(f"{FORM} output").get_by_role("button", name=label("change")).click()
    assert stored.evaluate("document.activeElement.name") == "exchange"
    assert [stored.input_value(f"[name={name}]") for name in ("exchange", "residence", "wish")] == [
        "okx",
        "hk",
        "erase",
    ]


def test_typed_days_give_days_and_never_stand_in_the_address(english):
    english.goto(english.url + "#" + choice("okx", "hk", "erase"))
    expect(english.locator("ol.guide-plan")).to_be_visible()
    english.focus("[name=closed]")
    english.keyboard.type("2026/2/28")
    english.keyboard.press("Tab")
    assert english.input_value("[name=closed]") == "2026-02-28"
    english.keyboard.insert_text("２０２６年１月５日")
    english.click(f"{FORM} [type=submit]")
    days = english.locator("ol.guide-plan time[data-record]")
    assert [days.nth(at).get_attribute("datetime") for at in range(days.count())] == ["2031-02-28", "2031-01-05"]
    assert "2026" not in english.url and english.get_attribute("[name=closed]", "inputmode") == "numeric"


def test_refusals_stand_beside_the_field(english):
    english.click(f"{FORM} [type=submit]")
    expect(english.locator("#plan-exchange-alert")).to_have_text(label("need"))
    assert english.evaluate("document.activeElement.name") == "exchange"
    for name, value in (("exchange", "okx"), ("residence", "hk"), ("wish", "erase")):
        english.select_option(f"{FORM} [name={name}]", value)
    expect(english.locator("#plan-exchange-alert")).to_have_text("")
    english.fill("[name=closed]", "2026-02-30")
    english.keyboard.press("Enter")
    expect(english.locator("#plan-closed-alert")).to_have_text(label("no-day"))
    assert english.evaluate("document.activeElement.name") == "closed" and not english.locator("ol.guide-plan").count()
    english.fill("[name=closed]", "2026-02-28")
    english.fill("[name=last_transaction]", "2026-03-01")
    english.keyboard.press("Enter")
    expect(english.locator("#plan-last-alert")).to_have_text(label("later"))


def test_keyboard_alone(english):
    expect(english.locator(f"{FORM} > fieldset")).to_be_visible()
    english.focus("[name=exchange]")
    for text in ("OKX", "Hong", "Close it"):
        english.keyboard.type(text)
        english.keyboard.press("Tab")
    english.focus("[name=closed]")
    english.keyboard.press("Enter")
    expect(english.locator("ol.guide-plan")).to_be_visible()
    assert english.url.endswith(choice("okx", "hk", "erase"))


def test_an_address_shows_its_plan_and_the_old_name_of_the_eea_works(stored):
    stored.goto(stored.url + "#exchange=okx&residence=eu&wish=close&case=lost-access,blocked-closure")
    expect(stored.locator("ol.guide-plan")).to_be_visible()
    assert stored.input_value("[name=residence]") == "eea-other"
    assert stored.is_checked("[value=lost-access]") and stored.is_checked("[value=blocked-closure]")
    expect(stored.locator('[data-step="close"] h3')).to_have_count(2)
    stored.go_back()


def test_the_letter_is_handed_the_choices(english):
    english.goto(english.url + "#" + choice("okx", "de", "erase"))
    link = english.locator('[data-step="ask"] a.md-button').get_attribute("href")
    place = answer(GUIDE, GUIDE.exchanges["okx"], HOMES["de"]).place
    assert link.endswith(f"steps/ask-for-erasure.html#exchange=okx&place=de&company_place={place.id}&purpose=erase")


def test_ticks_stay_on_the_device_until_erased(stored):
    stored.goto(stored.url + "#" + choice("okx", "hk", "erase"))
    box = stored.locator('[data-step="today"] [type=checkbox]').first
    box.check()
    stored.reload()
    expect(stored.locator('[data-step="today"] [type=checkbox]').first).to_be_checked()
    stored.get_by_role("button", name=label("erase")).click()
    expect(stored.locator('[data-step="today"] [type=checkbox]').first).not_to_be_checked()
    assert stored.evaluate("localStorage.getItem('guide-plan')") is None
    for kept in ("{", "3", '{"a":1}', '[1,{"x":2}]', "x" * 10_000):
        stored.evaluate("kept => localStorage.setItem('guide-plan', kept)", kept)
        stored.reload()
        expect(stored.locator("ol.guide-plan")).to_be_visible()


def test_full_storage_is_said(stored):
    stored.goto(stored.url + "#" + choice("okx", "hk", "erase"))
    stored.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    stored.locator('[data-step="today"] [type=checkbox]').first.check()
    expect(stored.locator(f"{FORM} output [role=status]")).to_have_text(label("unkept"))


@pytest.mark.parametrize("locale", PAGES)
def test_calendar_at_the_first_click(page, base, locale, tmp_path):
    page.goto(f"{base}/{PAGES[locale]}#" + choice("okx", "de", "erase"))
    page.focus("[name=closed]")
    page.keyboard.type("20260228")
    page.keyboard.press("Enter")
    expect(page.locator("[data-record]").first).to_be_visible()
    with page.expect_download() as started:
        page.click(f"{FORM} output a[download]")
    started.value.save_as(tmp_path / "plan.ics")
    raw = (tmp_path / "plan.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert not calendar.errors and len({event["UID"] for event in events}) == len(events)
    assert {"okx-de-answer", "okx-de-identity"} <= {event["UID"].rsplit("@")[0][:-11] for event in events}
    assert "2026-12-25" in {event["DTSTART"].dt.isoformat() for event in events}
    for event in events:
        assert GUIDE.exchanges["okx"].name[locale] in event["SUMMARY"] and "plan.html" in event["DESCRIPTION"]


def test_open_points_give_their_question(english):
    english.goto(english.url + "#" + choice("bithumb", "other", "erase"))
    card = english.locator("[data-unknown]").first
    card.get_by_role("button").click()
    expect(english.locator(f"{FORM} output [role=status]")).not_to_be_empty()
    found = answer(GUIDE, GUIDE.exchanges["bithumb"], HOMES["other"])
    assert card.locator("blockquote").inner_text() == found.unknowns[0].ask.en


def test_a_permanent_address_chooses_the_exchange(page, base):
    page.add_init_script('Object.defineProperty(navigator, "languages", { get: () => ["en"] })')
    for name in ("okx", "crypto-com"):
        page.goto(f"{base}/go/plan-{name}.html")
        page.wait_for_url(f"{base}/en/plan.html#exchange={name}")
        assert (
            page.input_value("[name=exchange]") == name and page.evaluate("document.activeElement.name") == "residence"
        )
        assert not page.locator("ol.guide-plan").count() and not any(
            page.locator(f"{FORM} [role=alert]").all_inner_texts()
        )
    page.goto(f"{base}/go/plan-okx.html#residence=de")
    page.wait_for_url(f"{base}/en/plan.html#exchange=okx&residence=de")
    page.select_option("[name=wish]", "erase")
    page.click(f"{FORM} [type=submit]")
    expect(page.locator("ol.guide-plan")).to_be_visible()


def test_every_exchange_has_an_address_of_its_plan():
    addresses = {link.state for link in GUIDE.links.values() if link.page == "plan.md" and link.state and link.tool}
    assert addresses == {f"exchange={name}" for name in GUIDE.exchanges}


HOSTILE = [
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "javascript:window.hit=1",
    "__proto__",
    "constructor",
    "toString",
    "%00",
    "%",
    "%E0%A4%A",
    "../../x",
    "okx&exchange=binance",
    "0",
    "-1",
    "NaN",
    "é" * 999,
    "\u202e",
    "${window.hit=1}",
    "okx'",
    "OKX",
    " okx",
    "okx%20",
]


def hostile(count, seed):
    """Return `count` texts nobody means well with: the list above whole, then mixtures of it and of odd characters."""
    chance = random.Random(seed)
    odd = "<>\"'&=#%;{}[]()\\/\u0000\u202e\u200b\ud83d\ude00一é\n\t "
    parts = [*HOSTILE, "window.hit=1", "<svg onload=window.hit=1>", "exchange", "okx", "case", *odd]
    return HOSTILE + ["".join(chance.choices(parts, k=chance.randint(1, 6))) for _ in range(count - len(HOSTILE))]


# puts each text into the address in one go and waits for the page to take it, then into the fields; runs in the page
ATTACK = """async ([addresses, fields]) => {
  const form = document.querySelector('form[data-tool="plan"]'), turn = () => new Promise(done => setTimeout(done))
  for (const text of addresses) { location.hash = text; await turn() }
  for (const text of fields) {
    form.elements.closed.value = form.elements.last_transaction.value = text
    form.requestSubmit()
    await turn()
  }
}"""


# puts each text where the ticks are kept, then shows the plan anew, which reads them; runs in the page
STORED = """async texts => {
  const form = document.querySelector('form[data-tool="plan"]')
  for (const [at, text] of texts.entries()) {
    localStorage.setItem("guide-plan", text)
    location.hash = `exchange=okx&residence=${at % 2 ? "de" : "hk"}&wish=erase`
    await new Promise(done => setTimeout(done))
    form.querySelector("ol.guide-plan [type=checkbox]")?.click()
  }
}"""


@pytest.mark.parametrize("count", [150, pytest.param(500, marks=pytest.mark.long)])
def test_hostile_texts_run_nothing(english, count):
    """In the address (whole, and as each value), in the fields, and in what the device stored; mixtures only repeat."""
    texts = hostile(count, 14)
    shapes = (
        "{}",
        "exchange={0}&residence={0}&wish={0}&case={0}",
        "exchange=okx&residence=hk&wish=erase&case={0}&{0}={0}",
    )
    addresses = [shapes[at % 3].format(text) for at, text in enumerate(texts)]
    english.evaluate(ATTACK, [addresses, texts])
    english.evaluate("texts => texts.forEach(text => localStorage.setItem(text, text))", texts)
    english.evaluate(f"document.querySelector('{FORM}').reset()")
    english.evaluate("location.hash = 'exchange=okx&residence=de&wish=erase'")
    expect(english.locator("ol.guide-plan")).to_be_visible()
    english.evaluate(
        STORED, [*texts[::5], *(json.dumps([text]) for text in texts[::5]), "[]", "5", "null", '{"okx": 1}']
    )
    assert english.evaluate("[window.hit, Object.prototype.hit]") == [None, None]
    english.goto(english.url.split("#")[0] + "#" + choice("okx", "de", "erase"))  # and the plan still answers
    expect(english.locator("ol.guide-plan")).to_be_visible()


@pytest.mark.parametrize("locale", PAGES)
def test_links_to_exchanges_without_scripts(chromium, either, locale):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES[locale]}")
    expect(page.locator(f"{FORM} > fieldset")).to_be_hidden()
    links = page.eval_on_selector_all(f"{FORM} output a", "links => links.map(link => link.href)")
    context.close()
    assert len(links) == len(GUIDE.exchanges) + 1


def test_prints_on_two_sheets(english):
    english.goto(english.url + "#" + choice("okx", "de", "erase"))
    expect(english.locator("ol.guide-plan")).to_be_visible()
    english.evaluate("document.body.classList.add('guide-print')")
    sheets = english.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2


def test_scripts_are_small():
    import brotli

    folder = ROOT / "overrides/assets/javascripts"
    size = sum(
        len(brotli.compress((folder / f"{name}.js").read_bytes()))
        for name in ("days", "plan-parts", "plan-steps", "plan")
    )
    assert size <= 15_000
