"""What others made and the guide hands out, for the list of licences."""

from __future__ import annotations

from guide.data.base import LocalizedText, Model, Slug, Words


class Component(Model):
    """A part of the site, or of a form to take along, that somebody else made."""

    id: Slug
    name: Words
    licence: Words  # as SPDX names it
    holder: Words
    what: LocalizedText
    package: str = ""  # the package it comes with; empty: none
    text: str = ""  # where in it the licence stands; empty: the package's own
