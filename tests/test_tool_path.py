"""The path chooser: every way through it, in both languages, by its addresses, by keyboard and without scripts."""

import gzip
import re
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import ROOT
from html_pages import read
from own_data import GUIDE
from playwright.sync_api import expect

from guide import data
from guide.checks import pages as checks
from guide.data import references
from guide.data.plan import CASES, WISHES

PAGES = {"zh": "start/choose-your-path.html", "en": "en/start/choose-your-path.html"}
START = next(iter(GUIDE.paths.values()))


def paths(node=START, taken=()):
    """Yield each way from the start to an ending, as a tuple of answers."""
    for answer in node.answers:
        if answer.ends:
            yield (*taken, answer)
        else:
            yield from paths(GUIDE.paths[answer.to], (*taken, answer))


def say(text, locale):
    """Return `text` in the language."""
    return getattr(text, locale)


# one visit of the page walks all ways: it sets each address and reads what stands there
WALK = """async ways => {
  const form = document.querySelector('form[data-tool="path"]')
  const seen = []
  const turn = name => new Promise(done => {
    addEventListener('hashchange', () => done(), {once: true})
    location.hash = name
  })
  for (const way of ways) {
    const states = []
    for (const state of way) {
      if (location.hash === '#path-' + state) await turn('path-start')
      await turn('path-' + state)
      const fieldset = form.querySelector('fieldset')
      states.push({
        question: fieldset.hidden ? null : form.querySelector('legend').textContent,
        answers: fieldset.hidden ? [] : [...fieldset.querySelectorAll('a')].map(a => [a.textContent, a.getAttribute('href')]),
        trail: [...form.querySelectorAll('nav li')].map(item => item.textContent),
        result: form.querySelector('output a') ? form.querySelector('output a').href : null,
        plan: form.querySelector('output .guide-chooser__plan')?.getAttribute('href') ?? null,
        focus: document.activeElement.tagName, alert: form.querySelector('[role=alert]').textContent,
      })
    }
    seen.push(states)
  }
  return seen
}"""


@pytest.mark.parametrize("locale", PAGES)
def test_every_path_is_walked_to_an_existing_section(undrawn, either, site, locale):
    undrawn.goto(f"{either}/{PAGES[locale]}")
    ways = list(paths())
    seen = undrawn.evaluate(WALK, [[answer.state for answer in way] for way in ways])
    for way, states in zip(ways, seen):
        for position, (answer, state) in enumerate(zip(way, states)):
            below = GUIDE.paths.get(answer.to)
            assert state["trail"] == [say(step.text, locale) for step in way[: position + 1]], way
            assert not state["alert"], way
            assert state["question"] == (say(below.question, locale) if below else None), way
            if below:
                assert state["answers"] == [
                    [say(each.text, locale), f"#path-{each.state}"] for each in below.answers
                ], way
                assert state["focus"] == "LEGEND" and state["result"] is None, way
        address, fragment = urldefrag(states[-1]["result"])
        path = site / address.removeprefix(f"{either}/")
        assert path.is_file() and ("en/" in address) == (locale == "en"), address
        assert fragment in read(path).ids, f"{address}#{fragment}"
        assert states[-1]["focus"] == "A", way


def test_at_most_four_questions_and_every_question_reached():
    ways = list(paths())
    assert max(map(len, ways)) <= references.LONGEST_PATH
    assert {answer.to for way in ways for answer in way if not answer.ends} == set(GUIDE.paths) - {START.id}
    assert not list(references.path_problems(GUIDE))
    assert not list(checks.lost_endings(ROOT / "docs", GUIDE))


def test_it_covers_what_people_come_with():
    pages = {answer.to.split(".md")[0] for way in paths() for answer in way if answer.ends}
    cases = (
        "blocked-closure",
        "frozen-account",
        "lost-access",
        "bought-account",
        "taken-over-account",
        "deceased-holder",
        "my-identity-elsewhere",
        "closed-by-the-exchange",
        "company-account",
    )
    wanted = {
        *(f"special-cases/{case}" for case in cases),
        "steps/close-the-account",
        "steps/ask-for-erasure",
        "steps/after-you-ask",
        "steps/before-you-close",
        "steps/after-closing",
        "stay-safe/index",
        "stay-safe/check-a-link",
        "stay-safe/already-scammed",
        "start/alternatives",
        "retention/by-place",
        "retention/calculator",
        "faq",
    }
    assert wanted <= pages, wanted - pages


def broken(change):
    """Return the problems of the data with one answer changed."""
    nodes = {key: node.model_copy(deep=True) for key, node in GUIDE.paths.items()}
    change(nodes)
    guide = data.Guide(paths=nodes)
    return [*references.path_problems(guide), *checks.lost_endings(ROOT / "docs", guide)]


def put(nodes, key, number, **values):
    """Replace an answer."""
    node = nodes[key]
    answers = list(node.answers)
    answers[number] = answers[number].model_copy(update=values)
    nodes[key] = node.model_copy(update={"answers": answers})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda nodes: put(nodes, "start", 0, to="lost"),
            "docs/data/paths.yml: start: 'lost': no such question; did you mean 'close'?",
        ),
        (lambda nodes: put(nodes, "start", 0, to="lost"), "docs/data/paths.yml: leave: no answer leads here"),
        (lambda nodes: put(nodes, "start", 0, to="data"), "docs/data/paths.yml: start: 'data': reached in two ways"),
        (lambda nodes: put(nodes, "close", 1, to="start"), "docs/data/paths.yml: close: 'start': reached in two ways"),
        (
            lambda nodes: put(nodes, "close-where", 0, to="died", id=None),
            "docs/data/paths.yml: close-where: 'died': reached in two ways",
        ),
        (
            lambda nodes: put(nodes, "frozen", 0, id="refused-dust"),
            "docs/data/paths.yml: frozen: 'refused-dust': reached in two ways",
        ),
        (
            lambda nodes: put(nodes, "frozen", 0, to="faq.md#gone"),
            "docs/data/paths.yml: frozen-self: no heading #gone in docs/zh/faq.md",
        ),
        (
            lambda nodes: put(nodes, "frozen", 0, to="gone.md"),
            "docs/data/paths.yml: frozen-self: no page docs/en/gone.md",
        ),
    ],
)
def test_a_broken_path_is_named(change, message):
    assert message in [re.sub(r"(?<=\.yml):\d+", "", line) for line in broken(change)]  # lines change with the data


def test_a_fifth_question_is_refused():
    def longer(nodes):
        put(nodes, "close-where", 0, to="fifth", id=None)
        nodes["fifth"] = START.model_copy(update={"id": "fifth", "answers": nodes["frozen"].answers[:0]})

    assert "docs/data/paths.yml: fifth: question number 5, at most 4" in broken(longer)


def test_by_keyboard_back_and_again(page, base):
    page.goto(f"{base}/{PAGES['en']}")
    legend = page.locator("form[data-tool=path] legend")
    expect(legend).to_have_text(START.question.en)
    page.locator("form[data-tool=path] fieldset a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(legend).to_have_text(GUIDE.paths["blocked"].question.en)
    assert page.url.endswith("#path-blocked")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(legend).to_have_text(GUIDE.paths["frozen"].question.en)
    page.go_back()
    expect(legend).to_have_text(GUIDE.paths["blocked"].question.en)
    page.locator("form[data-tool=path] nav > p > a").click()
    expect(legend).to_have_text(START.question.en)
    assert page.locator("form[data-tool=path] nav").is_hidden()


def test_an_address_opens_a_question_or_an_answer(page, base):
    page.goto(f"{base}/{PAGES['zh']}#path-frozen")
    expect(page.locator("form[data-tool=path] legend")).to_have_text(GUIDE.paths["frozen"].question.zh)
    page.goto("about:blank")
    page.goto(f"{base}/{PAGES['en']}#path-access-none")
    link = page.locator("form[data-tool=path] output a:not(.guide-chooser__plan)")
    expect(link).to_be_visible()
    assert link.inner_text() == "Lost access › The enhanced identity check"
    assert urljoin(page.url, link.get_attribute("href")).endswith("/en/special-cases/lost-access.html#enhanced-check")


def test_the_switch_leads_to_the_same_page(page, base):
    page.goto(f"{base}/{PAGES['zh']}")
    page.click(".guide-switch a[hreflang=en]")
    expect(page.locator("form[data-tool=path] legend")).to_have_text(START.question.en)


def test_broken_addresses_break_nothing(page, base):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{base}/{PAGES['en']}")
    bad = [
        "path-",
        "path-gone",
        "path-%E0%A4%A",
        "path-__proto__",
        "path-constructor",
        "path-<img src=x onerror=alert(1)>",
        "path-" + "a" * 100_000,
        "path-\u202e\u0000",
    ]
    for text in bad:
        page.evaluate("text => { location.hash = text }", text)
        expect(page.locator("form[data-tool=path] [role=alert]")).to_have_text(GUIDE.labels["path-unknown"].en)
        expect(page.locator("form[data-tool=path] legend")).to_have_text(START.question.en)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("location.hash = 'path-blocked'")
    expect(page.locator("form[data-tool=path] legend")).to_have_text(GUIDE.paths["blocked"].question.en)
    page.evaluate("location.hash = 'next-step'")
    expect(page.locator("form[data-tool=path] legend")).to_have_text(GUIDE.paths["blocked"].question.en)
    page.goto("about:blank")
    page.goto(f"{base}/{PAGES['en']}#%E0%A4%A")
    expect(page.locator("form[data-tool=path] legend")).to_have_text(START.question.en)


def test_a_readable_list_without_scripts(chromium, either):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{either}/{PAGES['en']}#path-frozen")
    text = page.locator("form[data-tool=path]").inner_text()
    for node in GUIDE.paths.values():
        assert node.question.en in text
        for answer in node.answers:
            assert answer.text.en in text
    assert not page.locator("form[data-tool=path] fieldset").is_visible()
    assert page.evaluate("document.querySelector('#path-frozen').getBoundingClientRect().top") < 400
    context.close()


def test_the_whole_list_stays_at_hand(page, either):
    page.goto(f"{either}/{PAGES['en']}#path-frozen")
    details = page.locator("form[data-tool=path] details")
    assert details.get_attribute("open") is None
    details.locator("summary").first.click()
    assert details.locator("a:not(.guide-chooser__plan):visible").count() == len(list(paths()))


def test_the_script_is_small_and_holds_no_text():
    script = (ROOT / "overrides/assets/javascripts/path.js").read_text("utf-8")
    assert len(gzip.compress(script.encode(), 9)) <= 4000
    assert not re.search(r"innerHTML|insertAdjacent|fetch\(|localStorage|eval\(", script)


def test_endings_lead_into_the_plan_with_their_choices(page, either):
    page.goto(f"{either}/{PAGES['en']}")
    ways = list(paths())
    for way, states in zip(ways, page.evaluate(WALK, [[answer.state for answer in way] for way in ways])):
        plan = way[-1].plan
        assert states[-1]["plan"] == (f"../plan.html#{plan}" if plan else None), way
        chosen = dict(pair.split("=") for pair in plan.split("&")) if plan else {}
        assert (
            chosen.get("exchange", "okx") in GUIDE.exchanges
            and chosen.get("wish", "stop") in WISHES
            and chosen.get("case", CASES[0]) in CASES
        )


def test_an_ending_can_be_opened_afresh(page, base):
    answer = next(way[-1] for way in paths() if way[-1].plan)
    page.goto(f"{base}/{PAGES['en']}#path-{answer.id}")
    assert (
        page.locator("form[data-tool=path] output .guide-chooser__plan").get_attribute("href")
        == f"../plan.html#{answer.plan}"
    )
