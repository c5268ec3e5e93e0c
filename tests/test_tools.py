"""The tools against hostile text: in every field, in the address and in what is stored; their speed and size together."""

import gzip
import re

import minify
import pytest
from conftest import ROOT
from playwright.sync_api import expect
from test_tool_link_check import strings

TOOLS = {
    "path": "start/choose-your-path.html",
    "checklist": "steps/before-you-close.html",
    "retention": "retention/calculator.html",
    "message": "steps/ask-for-erasure.html",
    "link-check": "stay-safe/check-a-link.html",
    "log": "steps/after-you-ask.html",
}
FIELDS = {
    "retention": ["closed", "last_transaction", "sent"],
    "message": ["name", "uid", "ticket"],
    "link-check": ["url"],
    "log": ["sent", "due"],
}
WIDTH = 320

# types each text into a field; → how many elements the form has for each text, and the middle time of an answer in ms
TYPE = """([tool, name, texts]) => {
  const form = document.querySelector(`form[data-tool="${tool}"]`)
  const field = form.elements.namedItem(name)
  const times = []
  let strange = 0
  for (const text of texts) {
    field.value = text
    const start = performance.now()
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }))
    times.push(performance.now() - start)
    strange += form.querySelectorAll("output :is(script, img, iframe, svg, style, object, [onerror])").length
  }
  return [strange, times.sort((a, b) => a - b)[times.length >> 1]]
}"""

# follows each text as the page's address; the hash alone changes, so that nothing loads
FOLLOW = """texts => {
  for (const text of texts) {
    location.hash = text.slice(0, 3000)
    dispatchEvent(new HashChangeEvent("hashchange"))
  }
  location.hash = ""
}"""


def fits(page) -> bool:
    """Return whether nothing sticks out of the page sideways."""
    return page.evaluate("document.documentElement.scrollWidth") <= WIDTH


COUNTS = [120, pytest.param(500, marks=pytest.mark.long)]  # of texts drawn by lot: more only repeat


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("tool", "field"), [(tool, field) for tool, fields in FIELDS.items() for field in fields])
def test_hostile_text_in_every_field(page, site, tool, field, count):
    page.set_viewport_size({"width": WIDTH, "height": 640})
    page.goto((site / TOOLS[tool]).as_uri())
    strange, middle = page.evaluate(TYPE, [tool, field, list(strings(count))])
    assert not strange
    assert middle < 50
    assert fits(page)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("tool", TOOLS)
def test_hostile_addresses(page, site, tool, count):
    page.set_viewport_size({"width": WIDTH, "height": 640})
    page.goto((site / "en" / TOOLS[tool]).as_uri())
    before = page.locator(f'form[data-tool="{tool}"]').inner_text()
    handed = [
        f"{name}={text}"
        for text in strings(20)
        for name in ("exchange", "place", "residence", "purpose", "company_place", "kind")
    ]
    page.evaluate(FOLLOW, [*strings(count), *(f"path-{text}" for text in strings(50)), *handed])
    assert page.locator(f'form[data-tool="{tool}"]').inner_text() == before
    assert fits(page)


@pytest.mark.parametrize(("tool", "key"), [("checklist", "guide-checklist"), ("log", "guide-log")])
def test_hostile_storage(page, site, tool, key):
    page.set_viewport_size({"width": WIDTH, "height": 640})
    page.goto((site / TOOLS[tool]).as_uri())
    texts = [
        *strings(8),  # as many more as one likes bring nothing new: each is the same broken JSON
        "null",
        "[]",
        "{}",
        '{"ticks":{}}',
        '{"ticks":[null,1,{}],"exchange":{}}',
        '{"ticks":["orders"],"exchange":"<b>"}',
        '[null,1,"x",{}]',
        '[{"id":{"toString":1},"exchange":"okx","kind":"erase","sent":"2026-01-01","due":""}]',
        '[{"exchange":"okx","kind":"erase","sent":"<img src=x onerror=alert(1)>","due":""}]',
        '[{"id":"\\"><b>","exchange":"okx","kind":"erase","sent":"2026-01-01","due":"2026-02-30"}]',
    ]
    for text in texts:
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [key, text.encode("utf-8", "replace").decode()]
        )
        page.reload()
        assert page.locator(f'form[data-tool="{tool}"] output').inner_text()
        assert not page.locator(f'form[data-tool="{tool}"] output li').count()
    assert fits(page)


@pytest.mark.parametrize("tool", TOOLS)
def test_fits_a_small_screen(page, either, tool):
    page.set_viewport_size({"width": WIDTH, "height": 640})
    for folder in ("", "en/"):
        page.goto(f"{either}/{folder}{TOOLS[tool]}")
        assert fits(page)


@pytest.mark.parametrize("tool", TOOLS)
def test_each_script_is_on_its_page_alone(site, tool):
    users = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if re.search(rf'javascripts/(?:[a-z-]+-)?{tool}\.js"', path.read_text("utf-8"))
    }
    assert users == {TOOLS[tool], f"en/{TOOLS[tool]}"}


def test_the_scripts_are_small_together():
    sizes = {}
    for name in (*TOOLS, "tool", "days", "link-read"):
        code = (ROOT / f"overrides/assets/javascripts/{name}.js").read_text("utf-8")
        sizes[name] = len(gzip.compress(minify.string("application/javascript", code).encode(), 9))
    assert max(sizes.values()) <= 5 * 1024, sizes
    assert sum(sizes.values()) <= 24 * 1024, sizes


@pytest.mark.parametrize("tool", ["retention", "message"])
def test_long_data_come_after_the_words_and_may_be_missing(page, site, tool):
    """The words alone are small; without its data a tool leaves the page as it is without scripts."""
    path = site / TOOLS[tool]
    assert len(path.read_bytes()) < len((site / f"assets/data/{tool}.zh.js").read_bytes()) * 2
    page.route(f"**/{tool}.zh.js", lambda route: route.abort())
    page.goto(path.as_uri())
    form = page.locator(f'form[data-tool="{tool}"]')
    assert form.locator("select").first.bounding_box() is None  # nor is there an empty space
    expect(form.locator(".guide-result, [data-part=letters]").first).to_be_visible()
