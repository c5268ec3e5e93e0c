"""What pages may call: {{ fact("ID") }} and its kin. Thin: each macro asks the page's Writer."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the plugin loads this file alone, without its folder

from guide import data  # noqa: E402
import links  # noqa: E402
from citations import citing_pages, path_endings  # noqa: E402
from render import Writer  # noqa: E402


MACROS = (
    *("fact", "facts", "value", "cite", "quote", "sources", "label"),
    *("place", "years", "by_place", "places_table", "chart", "upcoming", "calculator"),
    *("profile", "paths", "companies", "contacts", "domains", "not_found", "comparison", "own_words"),
    *("link_check", "link_signs", "link_domains"),
    *("data_types", "glossary", "changes"),
    *("checklist", "message_builder", "own_exchange", "picture"),
)


def define_env(env):
    """Give each page its Writer, and the Writer's methods named in MACROS."""
    guide = data.current(Path(env.conf["docs_dir"]) / "data")
    writers: dict[str, Writer] = {}

    def writer() -> Writer:
        file = env.page.file
        if file.src_uri not in writers:
            depth = file.url.count("/")
            locale = getattr(file, "locale", "zh")
            top = "../" * depth
            root = "../" * (depth - (locale != "zh"))
            writers[file.src_uri] = Writer(guide, locale, root=root, top=top, own=env.conf["extra"]["exchange"])
        return writers[file.src_uri]

    def macro(name):
        def call(*args, **kwargs):
            return getattr(writer(), name)(*args, **kwargs)

        env.macro(call, name)

    for name in MACROS:
        macro(name)

    @env.macro
    def all_sources() -> str:
        """Return the list of every source, with the pages that cite it."""
        folder = Path(env.conf["docs_dir"]) / writer().locale
        return writer().all_sources(citing_pages(folder, guide, writer().root))

    @env.macro
    def chooser() -> str:
        """Return the path chooser, with the titles of the pages it leads to."""
        folder = Path(env.conf["docs_dir"]) / writer().locale
        return writer().chooser(path_endings(folder, guide, writer().root))

    @env.macro
    def link_kit() -> str:
        """Return every answer with its permanent address, and a QR code of it once the site has an address."""
        return writer().link_kit(links.answers(guide, Path(env.conf["docs_dir"])), links.home_of(env.conf["site_url"]))

    @env.macro
    def replies() -> str:
        """Return the reply texts, each with the answer to link to."""
        return writer().replies(links.answers(guide, Path(env.conf["docs_dir"])))

    @env.macro
    def asset(path: str) -> str:
        """Return the way from the page to `path` below the site's top, for links to what is made after the build."""
        return writer().top + path
