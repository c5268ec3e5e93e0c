"""What support teams get: the link kit and the reply texts."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from markupsafe import Markup

from guide.data import TOPICS
from guide.permalinks.registry import Answer, answers
from guide.render.citations import PageContext
from guide.render.registry import macro
from guide.render.templates import filled, partial

HANDS = ("support", "privacy", "legal", "security")  # who takes a customer over, nearest first


@macro
def link_kit(context: PageContext) -> str:
    """Return every answer by topic; once the site has an address, with a QR code of its permanent address."""
    found = answers(context.guide, context.docs)
    topics = {topic: [answer for answer in found if answer.link.topic == topic] for topic in TOPICS}
    codes = {name: code(context, f"{context.home}go/{name}.html") for name in ids(found) if context.home}
    some = {topic: members for topic, members in topics.items() if members}
    return partial("tools/link-kit.html", context, topics=some, codes=codes, home=context.home)


def ids(found: Sequence[Answer]) -> list[str]:
    """Return the ids of `found`."""
    return [answer.link.id for answer in found]


def code(context: PageContext, address: str) -> Markup:
    """Return the QR code of an address as inline SVG, with its text alternative."""
    words = context.label("kit-qr-of").replace("%{address}", address)
    drawing = segno.make(address, micro=False)
    return Markup(drawing.svg_inline(border=2, omitsize=True, svgclass="guide-qr", lineclass=None, title=words))


@macro
def replies(context: PageContext) -> str:
    """Return the reply texts as Markdown, by who takes over, each with the answer it links to."""
    places = {(answer.link.page, answer.link.anchor): answer for answer in answers(context.guide, context.docs)}
    parts = []
    for hand in HANDS:
        parts.append(f"## {context.label(f'hand-{hand}')} {{: #hand-{hand} }}")
        for reply in (reply for reply in context.guide.replies.values() if reply.hand == hand):
            page, _, anchor = reply.link.partition("#")
            answer = places[page, anchor or "top"]
            parts.append(filled("tables/reply.html", context, reply=reply, answer=answer))
    return "\n\n".join(parts)
