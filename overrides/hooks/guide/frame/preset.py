"""A host's own exchange and place, chosen beforehand in the tools."""

from __future__ import annotations

import re
from collections.abc import Mapping

FORM = re.compile(r'<form\b[^>]*\bdata-tool="(?P<tool>[a-z-]+)"[^>]*>.*?</form>', re.DOTALL)
SELECT = re.compile(r'(?P<start><select\b[^>]*\bname="(?P<name>[a-z_]+)"[^>]*>)(?P<options>.*?)</select>', re.DOTALL)
HOME_IS_PLACE = ("message",)  # tools whose `place` is the reader's own


def preset(html: str, exchange: str, place: str) -> str:
    """Return `html` with `exchange` and `place` (the reader's) chosen in every tool that asks for them.

    A list in which something is chosen already, or which does not have the value, stays as it is.
    """

    def in_form(match: re.Match[str]) -> str:
        wanted = {"exchange": exchange, "residence": place}
        if match["tool"] in HOME_IS_PLACE:
            wanted["place"] = place
        return SELECT.sub(lambda found: chosen(found, wanted), match[0])

    return FORM.sub(in_form, html) if exchange or place else html


def chosen(match: re.Match[str], wanted: Mapping[str, str]) -> str:
    """Return a list of choices with the wanted one marked."""
    value = wanted.get(match["name"], "")
    if not value or " selected" in match["options"]:
        return match[0]
    return match["start"] + match["options"].replace(f'value="{value}"', f'value="{value}" selected', 1) + "</select>"
