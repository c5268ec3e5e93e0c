"""Every MkDocs event the guide answers, in the order they run; the work is done in the package guide."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import calm
import macros
import serving
from after_build import AFTER_BUILD, BESIDE
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs_pages import draw_once, drawn_file, name_of, one_language, path_of, settle, shelve, without

from guide.bench.building import keep_text
from guide.checks.everything import page_faults
from guide.data import DataError, Guide, current
from guide.data.problems import shortened
from guide.frame.days import with_days
from guide.frame.folds import folded
from guide.frame.frame import all_addresses, frame_of, framed
from guide.frame.preset import preset
from guide.host import HostError, host_of
from guide.locales import DEFAULT, LOCALES, way_up
from guide.macros import MACROS
from guide.permalinks.news import changes_of, news_of
from guide.permalinks.registry import answers, home_of
from guide.render.aside import ids, put_back, seated
from guide.render.folds import proven
from guide.render.pages import drawn_pages, page_names
from guide.render.proof_pages import APART, FOLDER, FROM, parted, proof_pages
from guide.render.registry import FAILURES
from guide.render.templates import compiled, templates
from guide.site.archive import is_needless
from guide.site.built import BuiltSite
from guide.site.csp import with_policy
from guide.site.go_pages import marked, moved_sections, questions
from guide.site.markup import boxed, one_landmark, pruned, unhandled
from guide.text.html import trimmed
from guide.text.once import begin, end

ROOTS = {"go", *(locale.root.rstrip("/") for locale in LOCALES.values())} - {""}  # folders no page is written in
SERVING = False  # set by on_startup: `mkdocs serve` adds a script of its own to each page
PROOF_NAMES: list[str] = []  # proof pages, by their paths below a language's folder
PROOFS: dict[str, str] = {}  # folds that leave their page, by the file of the proof page they stand on
LOADED: dict[str, Guide] = {}  # the data by the folder of the pages, read when a build begins
POKED: list[Path] = []  # files whose change makes `serve` build again

# progress reports of the plugins and the tokenizer; their warnings and errors are shown and counted as ever
CHATTER = ("mkdocs.plugins.mkdocs_static_i18n",)


def on_startup(command, dirty):
    """Keep calm where all is well, unless --verbose asks for more; note whether this is `mkdocs serve`."""
    global SERVING
    SERVING = command == "serve"
    templates().auto_reload = SERVING  # a build needn't look thousands of times whether a partial was changed
    if not logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG):
        for name in CHATTER:
            logging.getLogger(name).setLevel(logging.WARNING)


def stop_at(found: list[str], where: str) -> None:
    """Stop the build and say why, if there is a problem; `serve` shows it and waits for the next change."""
    if found:
        raise PluginError(f"{len(found)} problem(s) in the {where}:\n" + "\n".join(shortened(found)))


def guide_of(config) -> Guide:
    """Return the data of the guide that `config` builds, as they stood when the build began."""
    return LOADED[config.docs_dir]


@event_priority(100)  # before i18n, which then makes the languages it is given
def on_config(config):
    """Read the data and the host's settings once; every problem in them stops the build."""
    if SERVING and serving.code_changed():
        serving.take_in(globals(), config)
        return on_config(config)  # the new one
    if not config.plugins["i18n"].building:
        begin()
        for kept in (drawn_pages, changes_of):
            kept.cache_clear()  # in `serve`, pages and templates change while the data stand
    try:
        one_language(config, os.environ.get("GUIDE_LOCALE", ""))
        guide = LOADED[config.docs_dir] = current(Path(config.docs_dir) / "data")
        host = host_of(Path(config.config_file_path).parent, os.environ, guide)
    except (DataError, HostError, ValueError) as error:
        raise PluginError(str(error)) from None
    config.site_url = host.url or config.site_url
    config.extra["exchange"], config.extra["host"] = host.exchange, host
    if SERVING:
        calm.tidy()
        serving.begin(config, guide)
    return config


def on_serve(server, config, builder):
    """Note which pages are looked at: after a change that touches all pages, these are made again first."""
    POKED.append(serving.watch(server))
    return server


def on_shutdown():
    """Leave nothing behind."""
    for path in POKED:
        path.unlink(missing_ok=True)


@event_priority(100)  # before i18n, which looks at each file
def leave_out(files, config):
    """Leave out what the theme brings and the built site never loads: half of its files, copied for each language."""
    return without(files, is_needless)


@event_priority(-200)  # after i18n, which stops at files that are not on disk
def check_and_draw(files, config):
    """Check the pages against each other and against the data, before a macro runs; add those drawn from the data."""
    overrides, guide = Path(config.theme.custom_dir), guide_of(config)
    if not config.plugins["i18n"].building:  # all languages at once, before the first
        found = (
            serving.faults(config, guide) if SERVING else page_faults(Path(config.docs_dir), overrides, guide, MACROS)
        )
        stop_at(found, "pages")
    locale = config.plugins["i18n"].current_language
    proof = proof_pages(guide, Path(config.docs_dir) / locale)  # last: their pages come before them
    PROOF_NAMES[:] = proof
    for name, markdown in {**drawn_pages(guide, locale), **proof}.items():
        files.append(drawn_file(name, locale, markdown, config))


on_files = CombinedEvent(leave_out, check_and_draw)


@event_priority(-200)  # after i18n, which makes the navigation of each language anew
def on_nav(nav, config, files):
    """Let pages drawn from the data stand in the part of the navigation that holds the page which lists them."""
    shelve(nav, files)


def on_env(env, config, files):
    """Stop where a macro failed on a page of this language: all pages have been through the macros now."""
    env.bytecode_cache = compiled()
    draw_once(env, ("partials/nav.html", "partials/tabs.html"))
    found = FAILURES[:]
    FAILURES.clear()  # `serve` goes on
    if found:
        serving.DRAFTS.kept.clear()
    stop_at(found, "pages")


def on_page_read_source(page, config):
    """Give `serve` a stub for a page that needn't be made again."""
    return serving.stub(page) if SERVING and page.file.src_uri not in PROOFS else None


def on_page_markdown(markdown, page, config, files):
    """Answer a page's calls; what macros make of the data, which is HTML, stays out of what Markdown has to read."""
    if "{{" not in markdown:  # the page takes nothing from the data, and has no claims to prove
        keep_text(page.file.src_uri, markdown)
        return markdown
    context = page.meta["context"] = macros.context_of(page, config, guide_of(config))
    markdown = macros.called(markdown, page, context)
    keep_text(page.file.src_uri, put_back(markdown, context.aside))
    return seated(markdown, context.aside)


def on_page_content(html, page, config, files):
    """Put tips, languages, boxes, addresses, days and folds into a page, and lines for sections that left it."""
    if SERVING and (kept := serving.again(page, html)):
        return kept
    guide, locale, name = guide_of(config), page.file.locale, name_of(page)
    top = way_up(page.file.dest_uri)
    context = page.meta.get("context")
    if context:
        html = put_back(html, context.aside)
        page.present_anchor_ids |= ids(context.aside)  # MkDocs looks each link's section up among them
    html = framed(html, guide, locale, name)
    if context and page.meta.get("proof") == APART:
        html, folds = parted(html, context, name, page.meta.get(FROM, ()))
        PROOFS.update({f"{locale}/{FOLDER}{part}": proof for part, proof in folds.items()})
    elif context:
        html = proven(html, context)
    html += PROOFS.pop(page.file.src_uri, "")
    host = config.extra["host"]
    html = preset(boxed(html), host.exchange, host.place)
    html = with_days(marked(html, guide, name), locale)
    try:
        html = folded(html, page.meta.get("fold", ())) + moved_sections(guide, name, locale, top)
    except ValueError as error:  # of a drawn page: the files' own folds were checked before
        raise PluginError(f"docs/{page.file.src_uri}: {error}") from None
    if SERVING:
        serving.keep(page, html)
    return html


@event_priority(-200)  # after i18n, which writes the language links its own way
def on_page_context(context, page, config, nav):
    """Give templates the page's frame, and the FAQ its questions as structured data once the site has an address."""
    guide, locale, name = guide_of(config), page.file.locale, name_of(page)
    home = home_of(config.site_url)
    steps = path_of(page)
    context.update(frame_of(guide, locale, name), steps=steps)
    context.update(host=config.extra["host"], hosted_by=config.extra["host"].called(locale))
    context.update(news_of(name, guide, Path(config.docs_dir), locale))
    if home and name == "faq.md":
        context["questions"] = questions(answers(guide, Path(config.docs_dir)), locale, home)
    settle(page, steps)
    # what the theme writes into the page's head: absolute once the site has an address
    config.extra.alternate = [{**twin, "link": home + twin["link"]} for twin in context["twins"]]
    return context


def on_post_page(output, page, config):
    """Take needless blanks and marks out of a page, then add the policy, which would refuse the script of `serve`."""
    html = pruned(one_landmark(unhandled(trimmed(output))))
    page.content = page.markdown = ""  # nobody needs them any more, and eight times the pages would fill the memory
    page.meta.pop("context", None)
    return html if SERVING else with_policy(html)


def on_template_context(context, template_name, config):
    """Give 404.html, which has no language of its own, a frame, and the sitemap the list of pages."""
    pages = page_names(Path(config.docs_dir), guide_of(config))
    pages += PROOF_NAMES
    context.update(frame_of(guide_of(config), DEFAULT, "index.md"), sitemap_pages=all_addresses(pages))
    context["folders"] = sorted({page.split("/")[0] for page in pages if "/" in page} | ROOTS)
    return context


def on_post_template(output_content, template_name, config):
    """Add the policy to pages made from a template alone, such as 404.html."""
    return with_policy(output_content) if template_name.endswith(".html") and not SERVING else None


@event_priority(-200)  # after i18n has built the other languages
def on_post_build(config):
    """Make what stands beside the pages, once all languages are built."""
    if config.plugins["i18n"].building:
        return
    docs = Path(config.docs_dir)
    built = BuiltSite(Path(config.site_dir), docs, guide_of(config), home_of(config.site_url), config.extra["host"])
    with BESIDE:
        for make in (serving.DRAFTS.write,) if SERVING else AFTER_BUILD:
            make(built)
    end()
