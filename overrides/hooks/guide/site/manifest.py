"""manifest.webmanifest, one a language: what a device needs to put the guide among its apps; keep.js links it."""

from __future__ import annotations

from guide.locales import LOCALES, way_up
from guide.site.built import BuiltSite
from guide.site.open_data import write_json

NAME = "manifest.webmanifest"
PAPER, BRAND = "#fdfcf9", "#175a5c"
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable", 512, "maskable"))


def write_manifests(site: BuiltSite) -> None:
    """Write each language's manifest beside its home page."""
    for code, locale in LOCALES.items():
        top = way_up(locale.root)
        name = site.guide.labels["guide-name"][code]
        content = {
            "id": f"{top or './'}",
            "name": name,
            "short_name": site.guide.labels["short-name"][code],
            "lang": locale.schema,
            "dir": "ltr",
            "start_url": "index.html",
            "scope": top or "./",
            "display": "minimal-ui",  # with a way back and the address, which readers check
            "background_color": PAPER,
            "theme_color": BRAND,
            "icons": [
                {
                    "src": f"{top}assets/images/{icon}.png",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for icon, size, purpose in ICONS
            ],
        }
        write_json(site.folder / locale.root / NAME, content)
