"""The registry and the reply texts as tables for spreadsheets."""

from __future__ import annotations

import csv
import io

from guide.data import Guide, LocalizedText
from guide.locales import CODES
from guide.permalinks.registry import Answer

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


def table(rows: list[dict[str, str]]) -> str:
    """Return `rows` as CSV that spreadsheets open right: marked as UTF-8, no cell that would be run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({key: f"'{cell}" if cell.startswith(FORMULA) else cell for key, cell in row.items()})
    return "\ufeff" + out.getvalue()


def link_rows(found: list[Answer]) -> list[dict[str, str]]:
    """Return the registry as rows of a table."""
    return [
        {
            "id": answer.link.id,
            "address": f"go/{answer.link.id}.html",
            "topic": answer.link.topic,
            **{
                f"{part}_{locale}": getattr(answer, part)[locale]
                for locale in CODES
                for part in ("url", "question", "answer")
            },
            "since": str(answer.link.since),
            "checked": str(answer.link.checked),
            "status": answer.link.status,
        }
        for answer in found
    ]


def reply_rows(guide: Guide) -> list[dict[str, str]]:
    """Return the reply texts as rows of a table, lists one item a line."""
    rows = []
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
            f"{name}_{locale}": "\n".join(text[locale] for text in found)
            for name, found in texts.items()
            for locale in CODES
        }
        rows.append({"id": reply.id, **columns, "link": reply.link, "hand_over": reply.hand})
    return rows
