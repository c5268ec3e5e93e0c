"""The settings of whoever hosts a copy: variables GUIDE_*, or the same names in guide.yml; a variable goes first.

Every value is a short text. None changes what the guide says: only whose copy it is, and what stands first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from guide.data.load import Guide
from guide.data.problems import line_of
from guide.data.reasons import meant
from guide.locales import CODES
from guide.text.yaml_files import parse

FILE = "guide.yml"
PREFIX = "GUIDE_"
OTHERS = ("eea-other", "other")  # residences that are no place of the data
PAPER = "#f1efe8"  # the darkest ground the colour stands on as text; white text on the colour reads better still
CONTRAST = 4.5
LOGO_BYTES = 100_000
LOGOS = (".svg", ".png", ".webp")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
HEX = re.compile(r"#[0-9a-fA-F]{6}")
NAME = re.compile(r"[^<>&\"|]{1,60}(\|[^<>&\"|]{1,60})?")


class HostError(Exception):
    """Settings that cannot be used; `problems` has one line for each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s) in the settings:\n" + "\n".join(problems))


@dataclass(frozen=True)
class Host:
    """Who hosts this copy; everything empty: nobody but a reader."""

    url: str = ""
    exchange: str = ""
    place: str = ""
    name: str = ""
    logo: str = ""
    colour: str = ""
    contact: str = ""
    support: str = ""
    embed: str = ""
    folder: Path = Path()  # where the settings lie; the logo's path starts here
    named: tuple[str, ...] = ()  # the name in each language, in their order

    def called(self, locale: str) -> str:
        """Return the host's name in `locale`; empty where nobody is named."""
        return self.named[CODES.index(locale)] if self.named else ""

    @property
    def logo_file(self) -> Path | None:
        """The logo on disk; None without one."""
        return self.folder / self.logo if self.logo else None

    @property
    def logo_address(self) -> str:
        """Where the logo stands on the site, from its root."""
        return f"assets/images/host{Path(self.logo).suffix}" if self.logo else ""

    @property
    def origins(self) -> list[str]:
        """The sites that may show answers inside their own pages."""
        return self.embed.split()

    def report(self, page: str, version: str) -> str:
        """Return the address to report a mistake at, with the page's id and the version; empty without a contact."""
        if EMAIL.fullmatch(self.contact):
            return f"mailto:{self.contact}?subject={quote(f'[{page}] {version}', safe='')}"
        sign = "&" if "?" in self.contact else "?"
        return (
            f"{self.contact}{sign}page={quote(page, safe='')}&version={quote(version, safe='')}" if self.contact else ""
        )


NOBODY = Host()
KEYS = tuple(key for key in Host.__dataclass_fields__ if key not in ("folder", "named"))


def host_of(folder: Path, environ: Mapping[str, str], guide: Guide) -> Host:
    """Return the settings found in `folder`/guide.yml and in `environ`; HostError says all that is wrong with them."""
    values, problems = settings(folder, environ)
    for key, (value, where) in values.items():
        reason = CHECKS[key](value, folder, guide)
        problems += [f"{where}: {value!r}: {reason}"] if reason else []
    if problems:
        raise HostError(problems)
    given = {key: value for key, (value, _) in values.items()}
    return Host(**given, folder=folder, named=names(given, guide))


def names(given: Mapping[str, str], guide: Guide) -> tuple[str, ...]:
    """Return the host's name in each language: as given ("one" or "中文 | English"), else the exchange's."""
    if name := given.get("name"):
        parts = [part.strip() for part in name.split("|")]
        return tuple(parts[min(position, len(parts) - 1)] for position in range(len(CODES)))
    exchange = guide.exchanges.get(given.get("exchange", ""))
    return tuple(exchange.name[code] for code in CODES) if exchange else ()


def settings(folder: Path, environ: Mapping[str, str]) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Return each value that is set with where it was set, and what cannot be read."""
    path = folder / FILE
    content, problems = parse(path, FILE) if path.exists() else ({}, [])
    if content is not None and not isinstance(content, dict):
        return {}, [f"{FILE}: expected lines like `name: OKX`, found a {type(content).__name__}"]
    values: dict[str, tuple[str, str]] = {}
    for key, value in (content or {}).items():
        where = f"{FILE}:{line_of(path, (key,))}: {key}"
        if key not in KEYS:
            problems.append(f"{where}: no such setting{meant(str(key), KEYS)}; known are {', '.join(KEYS)}")
        elif not isinstance(value, str):
            problems.append(f'{where}: put it in quotation marks, {key}: "…"')
        elif value.strip():
            values[key] = (value.strip(), where)
    for key in KEYS:
        name = PREFIX + key.upper()
        if environ.get(name, "").strip():
            values[key] = (environ[name].strip(), name)
    return values, problems


# What is wrong with a value; empty: nothing ---------------------------------------------------------------------


def wrong_address(value: str, folder: Path, guide: Guide) -> str:
    """Tell what is wrong with a web address: it must be whole, over https (http on this machine alone)."""
    parts = urlsplit(value)
    local = parts.hostname in ("localhost", "127.0.0.1")
    good = parts.scheme == "https" or (local and parts.scheme == "http")
    if good and parts.hostname and not re.search(r"[\s<>\"']", value) and not parts.username:
        return ""
    return "not a whole address; write it as https://help.example/guide/"


def wrong_site(value: str, folder: Path, guide: Guide) -> str:
    """Tell what is wrong with the site's own address."""
    ends = "?" in value or "#" in value
    return "no ? and no # in the site's address" if ends else wrong_address(value, folder, guide)


def wrong_exchange(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a value is no exchange of the data."""
    if value in guide.exchanges:
        return ""
    return f"no such exchange{meant(value.lower(), guide.exchanges)}; known are {', '.join(guide.exchanges)}"


def wrong_place(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a value is no place somebody lives in."""
    known = [*(place.id for place in guide.places.values() if place.residence), *OTHERS]
    return "" if value in known else f"nobody lives there{meant(value.lower(), known)}; known are {', '.join(known)}"


def wrong_name(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a value is no name."""
    return "" if NAME.fullmatch(value) else 'a name of at most 60 characters, or two, "中文 | English"; no < > & "'


def wrong_logo(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a file is no logo."""
    path = folder / value
    if not path.is_file():
        return f"no such file in {folder.name or folder}"
    if path.suffix not in LOGOS:
        return f"a logo ends in {', '.join(LOGOS)}"
    return f"larger than {LOGO_BYTES // 1000} KB" if path.stat().st_size > LOGO_BYTES else ""


def wrong_colour(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a colour cannot be read, or what stands on it cannot."""
    if not HEX.fullmatch(value):
        return "write it as # and six digits, such as #175a5c"
    found = contrast(value, PAPER)
    return "" if found >= CONTRAST else f"too pale: its contrast is {found:.1f}, at least {CONTRAST} is needed"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (`#rrggbb`)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def wrong_contact(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a value is neither a mail address nor a form's."""
    if EMAIL.fullmatch(value) or not wrong_address(value, folder, guide):
        return ""
    return "neither a mail address nor a form's address (https://…)"


def wrong_origins(value: str, folder: Path, guide: Guide) -> str:
    """Tell why a value is no list of sites, with blanks between."""
    for origin in value.split():
        parts = urlsplit(origin)
        if parts.scheme != "https" or not parts.hostname or parts.path or parts.query or ";" in origin or "," in origin:
            return f"{origin}: a site is written as https://help.example, several with blanks between"
    return ""


Check = Callable[[str, Path, Guide], str]
CHECKS: dict[str, Check] = {
    "url": wrong_site,
    "exchange": wrong_exchange,
    "place": wrong_place,
    "name": wrong_name,
    "logo": wrong_logo,
    "colour": wrong_colour,
    "contact": wrong_contact,
    "support": wrong_address,
    "embed": wrong_origins,
}


def stylesheet(colour: str) -> str:
    """Return the style sheet that gives the guide its host's colour; the dark scheme takes a darker one."""
    dark = f"color-mix(in srgb, {colour} 60%, #000)"
    light = (
        f"--md-primary-fg-color: {colour}; --md-primary-fg-color--light: {colour}; --md-primary-fg-color--dark: {dark}"
    )
    custom = '[data-md-color-primary="custom"]'
    return (
        f'{custom}, [data-md-color-scheme="default"]{custom} {{ {light}; }}\n'
        f'[data-md-color-scheme="default"] {{ --guide-brand: {colour}; }}\n'
        f'[data-md-color-scheme="slate"]{custom} {{ --md-primary-fg-color: {dark}; }}\n'
    )
