"""What support teams take away: lists whose addresses open, macros in the shapes of help desks, previews in chats."""

import csv
import hashlib
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from datetime import date, datetime, timedelta
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import jsonschema
import pytest
from conftest import HOME, ROOT
from own_data import DOCS, GUIDE

from guide.data import ChangelogEntry
from guide.data.references import broken_changes
from guide.frame.version import version_of
from guide.locales import CODES
from guide.permalinks import library as macros
from guide.permalinks.changed import changed_days, read_texts, recorded_texts, stale_texts, text_hashes, write_texts
from guide.permalinks.changes import all_changes, feed_pages
from guide.permalinks.registry import answers, reply_answers
from guide.site.archive import write_archive
from guide.site.built import BuiltSite
from guide.site.days import all_days, write_days
from guide.site.feeds import write_feeds
from guide.site.go_pages import write_permalinks
from guide.site.version_file import write_version

ANSWERS = answers(GUIDE, DOCS)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """Return what is written beside the pages, without a site address ("") and with one."""
    folders = {}
    for home in ("", HOME):
        folders[home] = tmp_path_factory.mktemp("lists")
        write_permalinks(BuiltSite(folders[home], DOCS, GUIDE, home))
    return folders


def rows(path):
    """Return a CSV file as a spreadsheet reads it."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), path
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def opens(address, home, folder):
    """Tell whether an address of a list leads to a file of the site in `folder`."""
    return address.startswith(home) and (folder / address.removeprefix(home)).is_file()


@pytest.mark.parametrize("home", ["", HOME])
def test_every_address_of_every_list_opens(lists, home):
    folder = lists[home]
    for name in ("links.csv", "reply-texts.csv", "macros.csv"):
        found = rows(folder / name)
        assert len(found) >= len(GUIDE.replies), name
        for row in found:
            assert opens(row["address"], home, folder), (name, row["id"], row["address"])
    entries = json.loads((folder / "links.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads((folder / "data/schema/links.json").read_text("utf-8"))).validate(
        entries
    )
    for entry in entries:
        assert entry.get("address", "") == (f"{HOME}go/{entry['id']}.html" if home else "")
        assert entry["since"] <= entry["changed"]


def test_a_reply_names_the_permanent_id_of_the_answer_it_links_to(lists):
    linked = reply_answers(GUIDE, ANSWERS)
    for row in rows(lists[HOME] / "reply-texts.csv"):
        assert row["link"] == linked[row["id"]].link.id and row["address"] == f"{HOME}go/{row['link']}.html"


def test_no_cell_of_a_list_is_run_as_a_formula(lists):
    for path in lists[HOME].glob("*.csv"):
        for row in rows(path):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()), (path.name, row)


def test_the_neutral_list_has_every_reply_and_answer_in_every_language(lists):
    content = json.loads((lists[HOME] / "macros.json").read_text("utf-8"))
    live = [answer for answer in ANSWERS if answer.link.status == "live"]
    assert len(content["macros"]) == len(CODES) * (len(GUIDE.replies) + len(live))
    assert [row["title"] for row in rows(lists[HOME] / "macros.csv")] == [one["title"] for one in content["macros"]]
    assert set(content["placeholders"]) == {"zendesk", "freshdesk", "intercom", "crisp", "wecom"}
    for one in content["macros"]:
        assert one["address"] in one["body"] and f'href="{one["address"]}"' in one["body_html"]


def test_a_macro_without_an_address_links_nowhere(lists):
    for one in json.loads((lists[""] / "macros.json").read_text("utf-8"))["macros"]:
        assert "go/" not in one["body"] and "<a" not in one["body_html"]


def test_help_desks_get_the_shapes_they_document(lists):
    replies = len(CODES) * len(GUIDE.replies)
    zendesk = json.loads((lists[HOME] / "macros-zendesk.json").read_text("utf-8"))["macros"]
    assert len(zendesk) == replies
    for macro in zendesk:
        assert set(macro) == {"title", "active", "description", "actions"}
        assert [action["field"] for action in macro["actions"]] == ["comment_value_html", "comment_mode_is_public"]
        assert all(isinstance(action["value"], str) for action in macro["actions"])
    freshdesk = json.loads((lists[HOME] / "macros-freshdesk.json").read_text("utf-8"))
    assert len(freshdesk) == replies and all(set(one) == {"title", "content_html", "visibility"} for one in freshdesk)
    intercom = json.loads((lists[HOME] / "macros-intercom.json").read_text("utf-8"))
    assert len(intercom) == replies and all({"name", "body", "body_text"} < set(one) for one in intercom)
    for content in (zendesk, freshdesk):  # what the product knows itself nobody fills in by hand
        text = json.dumps(content, ensure_ascii=False)
        assert "{{ticket.id}}" in text and "[reference]" not in text and "【编号】" not in text


def test_text_of_a_macro_cannot_become_markup():
    reply = next(iter(GUIDE.replies.values()))
    bad = type(reply.reply).model_validate({"zh": "<b>甲</b> & 乙", "en": "<b>a</b> & b"})
    guide = type(GUIDE)(replies={"x": reply.model_copy(update={"id": "x", "reply": bad})})
    made = macros.library(guide, ANSWERS, HOME)[0]
    assert "&lt;b&gt;" in made["body_html"] and "<b>" not in made["body_html"] and "<b>" in made["body"]


# What changed ------------------------------------------------------------------------------------------------


def test_the_record_knows_what_every_answer_says():
    assert not list(stale_texts(read_texts(ROOT / "docs/data/texts.yml"), text_hashes(GUIDE, DOCS)))


def test_a_new_text_counts_from_its_first_day_and_a_changed_one_from_today(tmp_path):
    first = recorded_texts({}, {"a": "1", "b": "2"}, {"a": date(2026, 1, 1), "b": date(2026, 1, 2)}, date(2026, 5, 5))
    assert first == {"a": ("1", date(2026, 1, 1)), "b": ("2", date(2026, 1, 2))}
    later = recorded_texts(first, {"a": "1", "b": "3"}, {}, date(2026, 5, 5))
    assert later == {"a": ("1", date(2026, 1, 1)), "b": ("3", date(2026, 5, 5))}
    assert recorded_texts(later, {"a": "1", "b": "3"}, {}, date(2026, 6, 6)) == later  # told once
    assert next(stale_texts(first, {"a": "1", "b": "3"})).count(" b;") == 1 and not list(stale_texts(later, {"b": "3"}))
    write_texts(tmp_path / "texts.yml", later)
    assert read_texts(tmp_path / "texts.yml") == later


def test_a_fact_that_changes_changes_the_answers_that_state_it():
    before = text_hashes(GUIDE, DOCS)
    place = GUIDE.places["tr"]
    clock = place.retention.clocks[0]
    other = place.retention.model_copy(
        update={"clocks": [clock.model_copy(update={"years": clock.years + 1}), *place.retention.clocks[1:]]}
    )
    shelf = {**GUIDE.places, "tr": place.model_copy(update={"retention": other})}
    changed = type(GUIDE)(**{**GUIDE.__dict__, "places": shelf})
    after = text_hashes(changed, DOCS)
    moved = [name for name in before if before[name] != after[name]]
    assert "place-tr" in moved and not [name for name in moved if name.startswith("place-") and name != "place-tr"]


def test_every_answer_has_a_day():
    assert set(changed_days(GUIDE, DOCS)) == set(GUIDE.links)


# Previews ----------------------------------------------------------------------------------------------------


class Head(HTMLParser):
    """Reads a page as a chat does: title and meta elements, no script run."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.title, self.links, self.inside = {}, "", [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note meta and link elements."""
        values = dict(attrs)
        self.inside = tag == "title" and not self.title  # a drawing may have a title too
        if tag == "meta" and "content" in values:
            self.meta.setdefault(values.get("property") or values.get("name"), []).append(values["content"])
        if tag == "link":
            self.links.append(values)

    def handle_data(self, data):
        """Collect the title."""
        self.title += data if self.inside else ""


def test_a_shared_address_shows_question_answer_and_language(lists):
    for answer in (one for one in ANSWERS if one.link.status == "live"):
        for home in ("", HOME):
            head = Head((lists[home] / f"go/{answer.link.id}.html").read_text("utf-8"))
            for code in CODES:
                assert answer.question[code] in head.meta["og:title"][0]
                assert answer.answer[code] in head.meta["og:description"][0] == head.meta["description"][0]
            assert head.meta["og:locale"] == ["en_US"] and head.meta["og:locale:alternate"] == ["zh_CN"]
        assert head.meta["og:url"] == [f"{HOME}go/{answer.link.id}.html"]
        assert head.meta["og:image"] == [f"{HOME}assets/images/card-{code}.png" for code in ("en", "zh")]


def test_permanent_addresses_have_one_rule_for_search_engines(lists):
    for path in (lists[HOME] / "go").glob("*.html"):
        head = Head(path.read_text("utf-8"))
        assert head.meta["robots"] == ["noindex, follow"], path.name
        assert not [link for link in head.links if link["rel"] in ("canonical", "alternate")], path.name


@pytest.mark.parametrize(
    ("address", "code", "name"),
    [("index.html", "zh", "交易所退出指南"), ("en/index.html", "en", "Exchange Exit Guide")],
)
def test_the_home_page_says_its_name_once(hosted, address, code, name):
    head = Head((hosted / address).read_text("utf-8"))
    assert head.title.strip() == name and head.meta["og:title"] == [name] and head.meta["og:type"] == ["website"]
    assert head.meta["og:image"] == [f"{HOME}assets/images/card-{code}.png"]


def test_a_page_says_its_language_and_its_twin_s(hosted):
    for address, own, other in (("faq.html", "zh_CN", "en_US"), ("en/faq.html", "en_US", "zh_CN")):
        head = Head((hosted / address).read_text("utf-8"))
        assert head.meta["og:locale"] == [own] and head.meta["og:locale:alternate"] == [other]
        assert head.meta["og:site_name"] and head.meta["og:description"] == head.meta["description"]


# Feeds, calendar, version ------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def change_entry(day, what, **values):
    """Return a line of the list of changes."""
    return ChangelogEntry.model_validate({"day": day, "what": {"zh": f"变更{what}", "en": f"Change {what}"}, **values})


def with_changes(*entries):
    """Return the guide with other lines in its list of changes, the newest first."""
    return type(GUIDE)(**{**GUIDE.__dict__, "changes": list(entries)})


def keys(guide, changed=None):
    """Return the keys of all changes, the newest first."""
    return [
        change.key
        for change in all_changes(guide, ANSWERS, changed or {name: link.since for name, link in GUIDE.links.items()})
    ]


def test_five_years_of_changes_tell_each_subscriber_once():
    """A change a month, some named in the list, some not: what was told keeps its id, and nothing is told twice."""
    days = {name: link.since for name, link in GUIDE.links.items()}
    names, lines, told = list(GUIDE.links)[:60], [], set()
    for month, name in enumerate(names):
        day = date(2027 + month // 12, month % 12 + 1, 15)
        days[name] = day
        if month % 2:
            lines.insert(0, change_entry(day, month, answers=[name]))
        now = keys(with_changes(*lines), days)
        assert len(now) == len(set(now)) == month + 1 and told < set(now)
        told = set(now)


def test_a_line_reworded_keeps_its_id_and_a_second_one_of_the_day_gets_its_own():
    one, two = change_entry("2027-01-01", 1), change_entry("2027-01-01", 2)
    assert keys(with_changes(one)) == ["2027-01-01-001"]
    assert keys(with_changes(two, change_entry("2027-01-01", 9))) == ["2027-01-01-002", "2027-01-01-001"]


def test_a_line_that_names_no_answer_of_the_registry_is_refused():
    problems = list(broken_changes(with_changes(change_entry("2026-11-22", 1, answers=["q-dusd"]))))
    assert len(problems) == 1 and "q-dust" in problems[0]


@pytest.fixture(scope="module", params=["", HOME])
def feeds(request, tmp_path_factory):
    """Return (home, folder) of feeds, calendar and version written with and without an address."""
    folder = tmp_path_factory.mktemp("feeds")
    built = BuiltSite(folder, DOCS, GUIDE, request.param)
    for make in (write_feeds, write_days, write_version):
        make(built)
    return request.param, folder


def test_a_feed_for_each_language_exchange_and_place(feeds):
    _, folder = feeds
    found = sorted(path.stem for path in (folder / "feeds/en").glob("*.xml"))
    assert found == sorted(
        ["all", *(f"exchange-{name}" for name in GUIDE.exchanges), *(f"place-{name}" for name in GUIDE.places)]
    )
    assert found == sorted(path.stem for path in (folder / "feeds/zh").glob("*.xml"))


def test_feeds_follow_their_standard(feeds):
    home, folder = feeds
    ids = set()
    for path in folder.rglob("*.xml"):
        root = ElementTree.parse(path).getroot()
        assert root.tag == f"{ATOM}feed"
        for item in (root, *root.iter(f"{ATOM}entry")):
            for tag in ("id", "title", "updated"):
                assert len([child for child in item if child.tag == ATOM + tag and child.text]) == 1, (path, tag)
            assert datetime.fromisoformat(item.find(f"{ATOM}updated").text).tzinfo
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item.find(f"{ATOM}id").text)
            assert item.find(f"{ATOM}link[@rel='alternate']") is not None
        assert root.find(f"{ATOM}author/{ATOM}name").text and root.get("{http://www.w3.org/XML/1998/namespace}lang")
        own = [item.find(f"{ATOM}id").text for item in root.iter(f"{ATOM}entry")]
        assert len(own) == len(set(own)) and root.find(f"{ATOM}id").text not in ids
        ids.add(root.find(f"{ATOM}id").text)
        self = root.find(f"{ATOM}link[@rel='self']").get("href")
        assert self == (home or "../../") + path.relative_to(folder).as_posix()
    assert len(list(ElementTree.parse(folder / "feeds/en/exchange-binance.xml").getroot().iter(f"{ATOM}entry"))) > 0


def test_the_feed_of_a_page_tells_of_that_page_alone(feeds):
    _, folder = feeds
    for code in CODES:
        for name, page in feed_pages(GUIDE).items():
            root = ElementTree.parse(folder / f"feeds/{code}/{name}.xml").getroot()
            own = {link.id for link in GUIDE.links.values() if link.page == f"{page}.md"}
            for entry in root.iter(f"{ATOM}entry"):
                links = {
                    kind: [link.get("href") for link in entry.iter(f"{ATOM}link") if link.get("rel") == kind]
                    for kind in ("alternate", "related")
                }
                assert {Path(urlsplit(href).path).stem for href in links["related"]} <= own, name
                assert urlsplit(links["alternate"][0]).path.endswith(f"{page}.html"), name


def test_the_list_of_changes_says_the_day_of_its_newest(site):
    html = (site / "en/about/changes.html").read_text("utf-8")
    listed, foot = html.split('class="guide-changed"')
    days = re.findall(r'datetime="(\d{4}-\d\d-\d\d)"', foot.partition("</p>")[0])
    assert days == [max(re.findall(r"<strong>(?:<time[^>]*>)?(20[-\d]{8})", listed))]


def test_every_link_of_a_feed_leads_to_a_page(feeds):
    home, folder = feeds
    for path in (folder / "feeds").rglob("*.xml"):
        for link in ElementTree.parse(path).getroot().iter(f"{ATOM}link"):
            if link.get("rel") == "self":
                continue
            address = link.get("href").removeprefix(home or "../../").partition("#")[0]
            source = address.removeprefix("en/").removesuffix(".html")
            known = (DOCS / ("en" if address.startswith("en/") else "zh") / f"{source}.md").exists()
            assert (
                known
                or source.removeprefix("go/") in GUIDE.links
                or source.removeprefix("places/") in GUIDE.places
                or source.removeprefix("exchanges/") in GUIDE.exchanges
            ), (path.name, address)


def test_the_days_ahead_are_a_calendar_others_read(feeds):
    _, folder = feeds
    events = icalendar.Calendar.from_ical((folder / "data/days.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len(list(all_days(GUIDE))) > 5
    uids = [str(event["uid"]) for event in events]
    assert len(uids) == len(set(uids)) and any(uid.startswith("law-") for uid in uids)
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in events)
    assert all(event["summary"] and event["dtstamp"] for event in events)


def test_version_says_which_copy_a_site_is(feeds):
    home, folder = feeds
    said = json.loads((folder / "version.json").read_text("utf-8"))
    assert said["answers"] == len(GUIDE.links) and re.fullmatch(r"[0-9a-f]{10}(\+changes)?|unknown", said["commit"])
    assert "zip" not in said
    write_archive(BuiltSite(folder, DOCS, GUIDE, home))
    write_version(BuiltSite(folder, DOCS, GUIDE, home))
    zipped = folder / "download/exchange-exit-guide.zip"
    said = json.loads((folder / "version.json").read_text("utf-8"))
    assert said["zip"]["sha256"] == hashlib.sha256(zipped.read_bytes()).hexdigest()
    with zipfile.ZipFile(zipped) as archive:
        sums = dict(
            reversed(line.split("  ")) for line in archive.read("exchange-exit-guide/SHA256SUMS").decode().splitlines()
        )
        for name in archive.namelist():
            inside = name.removeprefix("exchange-exit-guide/")
            assert inside == "SHA256SUMS" or sums[inside] == hashlib.sha256(archive.read(name)).hexdigest()


def test_a_version_is_told_from_git_from_an_export_or_not_at_all(tmp_path):
    assert version_of(tmp_path) == "unknown"
    (tmp_path / "version.txt").write_text("$Format:%H %cs$\n")
    assert version_of(tmp_path) == "unknown"
    (tmp_path / "version.txt").write_text("0123456789abcdef0123 2026-11-25\n")
    assert version_of(tmp_path) == "0123456789 2026-11-25"
    run = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("one")
    run(["git", "init", "-q"])
    run(["git", "add", "-A"])
    run(["git", "-c", "user.name=a", "-c", "user.email=a@b.cd", "commit", "-qm", "one"])
    clean = version_of(tmp_path)
    run(["git", "config", "core.abbrev", "20"])
    assert re.fullmatch(r"[0-9a-f]{10} \d{4}-\d\d-\d\d", clean) and version_of(tmp_path) == clean
    (tmp_path / "docs/a.md").write_text("two")
    assert version_of(tmp_path) == clean.replace(" ", "+changes ")


def test_the_repository_exports_its_version():
    said = subprocess.run(
        ["git", "-C", str(ROOT), "check-attr", "export-subst", "version.txt"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip().endswith("export-subst: set")
