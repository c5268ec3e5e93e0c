"""What stands beside the pages: made once all languages are built, one after the other."""

from __future__ import annotations

from guide.site.archive import remove_needless, write_archive
from guide.site.assets import write_assets
from guide.site.beside import Beside
from guide.site.built import read_pages
from guide.site.days import write_days
from guide.site.exits_feed import write_exits
from guide.site.feeds import write_feeds
from guide.site.go_pages import write_permalinks
from guide.site.host_files import write_host
from guide.site.hosting import write_hosting
from guide.site.licences import write_licences
from guide.site.manifest import write_manifests
from guide.site.marks import write_marks
from guide.site.open_data import write_open_data
from guide.site.plan_data import write_plan_data
from guide.site.qr_codes import write_codes
from guide.site.search import write_indexes
from guide.site.suffixes import write_suffixes
from guide.site.twins import write_twins
from guide.site.version_file import write_version
from guide.site.worker import write_worker

# what takes long, reads nothing that the others write, and writes nothing that they read
BESIDE = Beside((write_indexes, write_open_data))

# what is made once all languages are built, in this order: the copy to take along holds all that was made before it
AFTER_BUILD = (
    read_pages,
    BESIDE.start,
    write_suffixes,
    write_permalinks,
    write_codes,
    write_plan_data,
    remove_needless,
    write_assets,  # looks at every page
    write_host,
    write_exits,
    write_days,
    write_feeds,
    write_hosting,
    write_licences,
    write_version,
    BESIDE.wait,
    write_marks,  # in every page and script
    write_manifests,
    write_worker,  # looks at every file that a page may ask for
    write_archive,
    write_version,  # once more, now with the archive's hash
    write_twins,  # for hosts alone
)
