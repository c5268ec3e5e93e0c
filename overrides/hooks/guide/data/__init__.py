"""The data files as validated models: shapes by topic, one reader, checks of what entries name."""

from guide.data.base import Dated, Label, Localized, LocalizedText, Model, numbers
from guide.data.exchanges import ClickPath, Company, Contact, Domain, Exchange
from guide.data.facts import Fact, Source, Statement
from guide.data.load import KINDS, DataError, Guide, current, entries, load
from guide.data.permalinks import TOPICS, Permalink, PermalinkText, PublishedPermalink, Redirect
from guide.data.places import Clock, Confirmed, Erasure, Place, Retention, Unconfirmed
from guide.data.references import named
from guide.data.support import ChangelogEntry, Reply
from guide.data.terms import Term
from guide.data.tools import ChecklistItem, ChooserQuestion, DataType, Message, MessagePart

__all__ = [
    "KINDS",
    "TOPICS",
    "ChangelogEntry",
    "ChecklistItem",
    "ChooserQuestion",
    "ClickPath",
    "Clock",
    "Company",
    "Confirmed",
    "Contact",
    "DataError",
    "DataType",
    "Dated",
    "Domain",
    "Erasure",
    "Exchange",
    "Fact",
    "Guide",
    "Label",
    "Localized",
    "LocalizedText",
    "Message",
    "MessagePart",
    "Model",
    "Permalink", "PermalinkText",
    "Place",
    "PublishedPermalink",
    "Redirect",
    "Reply",
    "Retention",
    "Source",
    "Statement",
    "Term",
    "Unconfirmed",
    "current",
    "entries",
    "load",
    "named",
    "numbers",
]
