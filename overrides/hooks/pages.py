"""What each page's frame needs from the data: labels in its language, the version, and the pages of the sitemap."""

import re
import subprocess
from functools import lru_cache
from pathlib import Path

from guide import data
from language import mark_foreign
from links import home_of
from mkdocs.plugins import event_priority
from terms import link_first_uses

NAMES = {"zh": "中文", "en": "English"}
KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.S)
BLANKS = re.compile(r"\s*\n\s*")
PERMALINK = "Link to this section"  # as set in mkdocs.yml, where only one language is possible


def on_page_content(html, page, config, files):
    """Translate the titles of the section links, link terms to the glossary, mark words of the other language."""
    locale = page.file.locale
    html = html.replace(f'title="{PERMALINK}"', f'title="{labels_of(config, locale)["permalink"]}"')
    if not page.file.src_uri.endswith("/glossary.md"):
        glossary = "../" * page.file.src_uri.count("/", 3) + "glossary.html"
        html = link_first_uses(html, guide_of(config).terms.values(), locale, glossary)
    return mark_foreign(html, locale)


@event_priority(-200)  # after i18n, which writes the language links its own way
def on_page_context(context, page, config, nav):
    """Give templates the labels, the way home, the version and the page's twin."""
    locale = page.file.locale
    addresses = twin_addresses(page.file.src_uri.split("/", 1)[1])
    context.update(
        labels=labels_of(config, locale),
        home="" if locale == "zh" else f"{locale}/",
        version=version(),
        twins=[{"lang": lang, "name": NAMES[lang], "link": link} for lang, link in addresses.items()],
    )
    steps = path_of(page)
    context.update(steps=steps, permanent=permanent_of(guide_of(config), page))
    # outside a path, file order is no order to read in
    page.previous_page = page.previous_page if page.previous_page in steps else None
    page.next_page = page.next_page if page.next_page in steps else None
    # what the theme writes into the page's head: absolute once the site has an address
    top = home_of(config.site_url)
    config.extra.alternate = [{**twin, "link": top + twin["link"]} for twin in context["twins"]]
    return context


def on_post_page(output, page, config):
    """Take needless blanks out of a page, before the policy hashes its scripts."""
    return trimmed(output)


def on_template_context(context, template_name, config):
    """The same for 404.html, which has no language of its own, and the list of pages for the sitemap."""
    context.update(
        labels=labels_of(config, "zh"), home="", version=version(), sitemap_pages=all_twins(config),
        twins=[{"lang": lang, "name": NAMES[lang], "link": link} for lang, link in twin_addresses("index.md").items()],
    )
    return context


def path_of(page) -> list:
    """Return the pages of the path that `page` is a step of, in order; nothing outside docs/*/steps."""
    inside = page.file.src_uri.split("/", 1)[1].startswith("steps/")
    return [step for step in page.parent.children if step.is_page] if inside and page.parent else []


def permanent_of(guide: data.Guide, page) -> str:
    """Return the permanent address of the whole page, from the site's root; empty where it has none."""
    source = page.file.src_uri.split("/", 1)[1]
    found = (link.id for link in guide.links.values() if link.page == source and link.anchor == "top" and link.status == "live")
    return next((f"go/{name}.html" for name in found), "")


def trimmed(html: str) -> str:
    """Return `html` without empty lines and indentation, except where blanks show: templates leave a tenth of a page."""
    return "".join(part if KEPT.match(part) else BLANKS.sub("\n", part) for part in KEPT.split(html))


def labels_of(config, locale: str) -> dict[str, str]:
    """Return the words of the page frame in `locale`."""
    return {key: getattr(text, locale) for key, text in guide_of(config).labels.items()}


def guide_of(config) -> data.Guide:
    """Return the data of the guide that `config` builds."""
    return data.current(Path(config.docs_dir) / "data")


def twin_addresses(page: str) -> dict[str, str]:
    """Return the address of `page` (a path below a language's folder) in both languages, from the site's top."""
    address = page.removesuffix(".md") + ".html"
    return {"zh": address, "en": f"en/{address}"}


def all_twins(config) -> list[dict[str, str]]:
    """Return the twin addresses of every page."""
    folder = Path(config.docs_dir) / "zh"
    return [twin_addresses(path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.md"))]


@lru_cache(maxsize=1)
def version() -> str:
    """Return the short commit the site is built from and its day, or "unknown" outside a repository."""
    folder = Path(__file__).parents[2]
    if not (folder / ".git").exists():  # a folder inside somebody else's repository is not that repository
        return "unknown"
    command = ["git", "-C", str(folder), "log", "-1", "--format=%h %cs"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() or "unknown"
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
