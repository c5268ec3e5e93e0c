"""The registry and the reply texts as tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

from guide.data import Guide, LocalizedText
from guide.locales import CODES
from guide.permalinks.registry import Answer, reply_answers

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


def table(rows: list[dict[str, str]]) -> str:
    """Return `rows` as CSV that spreadsheets open right: marked as UTF-8, no cell that would be run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({key: f"'{cell}" if cell.startswith(FORMULA) else cell for key, cell in row.items()})
    return "\ufeff" + out.getvalue()


def link_rows(found: list[Answer], changed: Mapping[str, date], home: str) -> list[dict[str, str]]:
    """Return the registry as rows of a table; addresses are whole where the site has one (`home`)."""
    return [
        {
            "id": answer.link.id,
            "address": answer.address(home),
            "topic": answer.link.topic,
            **{
                f"{part}_{locale}": getattr(answer, part)[locale]
                for locale in CODES
                for part in ("url", "question", "answer")
            },
            "since": str(answer.link.since),
            "changed": str(changed[answer.link.id]),
            "checked": str(answer.link.checked),
            "status": answer.link.status,
        }
        for answer in found
    ]


def reply_rows(guide: Guide, found: list[Answer], home: str) -> list[dict[str, str]]:
    """Return the reply texts as rows of a table, lists one item a line; `link` is the id of the answer to link to."""
    rows = []
    linked = reply_answers(guide, found)
    for reply in guide.replies.values():
        texts: dict[str, list[LocalizedText]] = {
            "situation": [reply.situation],
            "check": reply.check,
            "reply": [reply.reply],
            "say": [reply.say],
            "never_say": reply.never,
            "why": [reply.why],
        }
        columns = {
            f"{name}_{locale}": "\n".join(text[locale] for text in parts)
            for name, parts in texts.items()
            for locale in CODES
        }
        answer = linked[reply.id]
        last = {"link": answer.link.id, "address": answer.address(home), "hand_over": reply.hand}
        rows.append({"id": reply.id, **columns, **last})
    return rows
