"""Reply texts and answers as macros that help desks can take in: one neutral list, and the shapes of three products.

Shapes as the products' public API documentation gives them (read 2026-11-25):
Zendesk, developer.zendesk.com, "Macros": `title`, `active`, `description`, `actions` of `field` and `value`;
Freshdesk, developers.freshdesk.com, "Canned responses": `title`, `content_html`, `visibility` (0: all agents);
Intercom, developers.intercom.com, "Macro": `name`, `body` (HTML), `body_text`, `visible_to`.
Crisp and 企业微信 document no such shape: their users take the plain text of the neutral list.
"""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from guide.data import Guide
from guide.locales import CODES, LOCALES
from guide.permalinks.registry import Answer, reply_answers

Row = dict[str, str]

# blanks of the reply texts that a product can fill in by itself; it leaves all others, in brackets, to the agent
BLANKS: dict[str, dict[str, str]] = {
    "zendesk": {"[reference]": "{{ticket.id}}", "【编号】": "{{ticket.id}}"},
    "freshdesk": {"[reference]": "{{ticket.id}}", "【编号】": "{{ticket.id}}"},
    "intercom": {},
    "crisp": {},
    "wecom": {},
}


def library(guide: Guide, found: list[Answer], home: str) -> list[Row]:
    """Return every reply text and every live answer in every language: title, plain and HTML body, where it leads."""
    linked = reply_answers(guide, found)
    replies = [
        row("reply", reply.id, code, reply.situation[code], reply.reply[code], linked[reply.id], home, reply.hand)
        for reply in guide.replies.values()
        for code in CODES
    ]
    live = [answer for answer in found if answer.link.status == "live"]
    return replies + [
        row("answer", answer.link.id, code, answer.question[code], answer.answer[code], answer, home, "support")
        for answer in live
        for code in CODES
    ]


def row(kind: str, name: str, code: str, title: str, text: str, answer: Answer, home: str, hand: str) -> Row:
    """Return one macro; its text ends with the permanent address once the site has one: half of it leads nowhere."""
    address = answer.address(home) if home else ""
    colon = LOCALES[code].colon
    more = f"{answer.question[code]}{colon}{address}"
    html = f'{escape(answer.question[code])}{colon}<a href="{escape(address)}">{escape(address)}</a>'
    return {
        "kind": kind,
        "id": name,
        "language": code,
        "title": title,
        "body": f"{text}\n\n{more}" if home else text,
        "body_html": f"<p>{escape(text)}</p>" + (f"<p>{html}</p>" if home else ""),
        "link": answer.link.id,
        "address": answer.address(home),
        "hand_over": hand,
    }


def neutral(rows: list[Row]) -> dict[str, Any]:
    """Return the neutral list: the macros, and what each product's own placeholders stand for."""
    return {"placeholders": BLANKS, "macros": rows}


def filled_in(text: str, product: str) -> str:
    """Return `text` with the blanks a product can fill in itself as that product writes them."""
    for blank, placeholder in BLANKS[product].items():
        text = text.replace(blank, placeholder)
    return text


def for_zendesk(rows: list[Row]) -> dict[str, Any]:
    """Return the reply texts as Zendesk macros: a public comment with links."""
    return {
        "macros": [
            {
                "title": f"{LOCALES[one['language']].name}::{one['title']}",  # "::" makes a folder a language
                "active": True,
                "description": f"{one['id']} · {one['link']} · {one['hand_over']}",
                "actions": [
                    {"field": "comment_value_html", "value": filled_in(one["body_html"], "zendesk")},
                    {"field": "comment_mode_is_public", "value": "true"},
                ],
            }
            for one in replies_of(rows)
        ]
    }


def for_freshdesk(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the reply texts as Freshdesk canned responses; the folder's number is the help desk's own to add."""
    return [
        {"title": titled(one), "content_html": filled_in(one["body_html"], "freshdesk"), "visibility": 0}
        for one in replies_of(rows)
    ]


def for_intercom(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the reply texts as Intercom macros."""
    return [
        {
            "type": "macro",
            "name": titled(one),
            "body": filled_in(one["body_html"], "intercom"),
            "body_text": filled_in(one["body"], "intercom"),
            "visible_to": "everyone",
        }
        for one in replies_of(rows)
    ]


def titled(one: Row) -> str:
    """Return a macro's title with its language, where a product has no folders for it."""
    return f"{one['title']} ({one['language']})"


def replies_of(rows: list[Row]) -> list[Row]:
    """Return the reply texts alone."""
    return [one for one in rows if one["kind"] == "reply"]
