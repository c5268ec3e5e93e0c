"""The home page: a first screen that acts, the way into the plan, and every page in two taps."""

from __future__ import annotations

from pathlib import Path

import pytest
from html_pages import all_pages, read
from own_data import GUIDE

from guide.render.home import pressing, short

SCREEN = {"width": 390, "height": 844}
ACTS = (
    "h1",
    ".guide-answer",
    ".guide-trust",
    "select[name=exchange]",
    "select[name=residence]",
    "select[name=wish]",
    "button[type=submit]",
    ".guide-urgent",
)


@pytest.mark.parametrize("path", ["index.html", "en/index.html"])
def test_the_first_phone_screen_asks_and_warns(chromium, site, path):
    context = chromium.new_context(viewport=SCREEN)
    page = context.new_page()
    page.goto((site / path).as_uri())
    for name in ACTS:
        box = page.locator(f"article {name}").first.bounding_box()
        assert box and box["y"] + box["height"] <= SCREEN["height"], name
    context.close()


def test_the_choices_go_to_the_plan_in_its_address(page, base):
    page.goto(f"{base}/en/index.html")
    for name, value in (("exchange", "okx"), ("residence", "de"), ("wish", "erase")):
        page.select_option(f".guide-start [name={name}]", value)
    page.click(".guide-start button")
    page.wait_for_url(f"{base}/en/plan.html#exchange=okx&residence=de&wish=erase")


def test_without_choices_the_plan_opens_empty(page, base):
    page.goto(f"{base}/index.html")
    page.click(".guide-start button")
    page.wait_for_url(f"{base}/plan.html")


def test_without_scripts_a_link_leads_to_the_exchanges(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert not page.locator(".guide-start").is_visible()
    page.click(".guide-start__plain a")
    assert page.url.endswith("#exchanges") and page.locator(".guide-chips a").count() == len(GUIDE.exchanges)
    context.close()


def linked(path: Path) -> set[Path]:
    """Return the pages that the page at `path` links to."""
    found = set()
    for href, _ in read(path).links:
        target = href.partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            found.add((path.parent / target).resolve())
    return found


@pytest.mark.parametrize("folder", ["", "en"])
def test_every_page_is_two_taps_from_home(site, folder):
    home = (site / folder / "index.html").resolve()
    first = linked(home)
    reached = first.union({home}, *(linked(page) for page in first if page.suffix == ".html" and page.exists()))
    gone = {page.replace(".md", ".html") for page in GUIDE.moved if "#" not in page}  # what stands there leads on
    names = {path.relative_to(site / folder).as_posix(): path.resolve() for path in all_pages(site / folder)}
    gone |= {"proof/"}  # a page's proof is a tap away from that page
    left_out = ("404.html", *gone) if folder else ("404.html", *gone, "en/", "go/")
    wanted = {path for name, path in names.items() if not name.startswith(left_out)}
    assert not sorted(str(path.relative_to(site.resolve())) for path in wanted - reached)


def test_all_cases_steps_and_exits_that_press_are_on_the_home_page(site):
    for folder in ("", "en/"):
        links = {href.partition("#")[0] for href, _ in read(site / f"{folder}index.html").links}
        for part in ("steps", "special-cases"):
            wanted = {
                f"{part}/{path.name}" for path in (site / folder / part).glob("*.html") if path.name != "index.html"
            }
            assert wanted <= links


def test_pressing_exits_are_under_way_or_less_than_a_year_old():
    exits = GUIDE.exits.values()
    today = max(entry.checked for entry in exits)
    for event in pressing(exits):
        days = [day for _, day in event.first.days if day]
        assert event.first.kind == "leaving" or max(days).toordinal() > today.toordinal() - 366
    assert "okx-ng-2024" not in {event.first.id for event in pressing(exits)}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("OKX（欧易）", "OKX（欧易）"), ("HashKey（HashKey Exchange、HashKey Global）", "HashKey"), ("Kraken", "Kraken")],
)
def test_long_brackets_are_left_out_of_chips(name, wanted):
    assert short(name) == wanted


def test_the_title_says_the_guide_s_name_once(site):
    for path, name in (("index.html", "交易所退出指南"), ("en/index.html", "Exchange Exit Guide")):
        assert f"<title>{name}</title>" in (site / path).read_text("utf-8")
