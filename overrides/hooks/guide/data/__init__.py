"""The data files as validated models: shapes by topic, one reader, checks of what entries name."""

from guide.data.base import Dated, Label, Localized, LocalizedText, Model, numbers
from guide.data.components import Component
from guide.data.exchanges import GROUPS, Cell, ClickPath, Company, Contact, Domain, Exchange
from guide.data.exits import Exit, ExitDays
from guide.data.facts import Fact, Source, Statement
from guide.data.load import KINDS, DataError, Guide, current, entries, load
from guide.data.permalinks import TOPICS, Permalink, PermalinkText, PublishedPermalink, Redirect
from guide.data.places import (
    Access,
    Authority,
    Clock,
    CommonlyReported,
    Confirmed,
    Erasure,
    NextLaw,
    Place,
    Retention,
    TaxReporting,
    Unconfirmed,
)
from guide.data.plan import PlanStep
from guide.data.references import named
from guide.data.support import ChangelogEntry, Reply
from guide.data.terms import Term
from guide.data.tools import ChecklistItem, ChooserQuestion, DataType, Message, MessagePart

__all__ = [
    "GROUPS",
    "KINDS",
    "TOPICS",
    "Access",
    "Authority",
    "Cell",
    "ChangelogEntry",
    "ChecklistItem",
    "ChooserQuestion",
    "ClickPath",
    "Clock",
    "CommonlyReported",
    "Company",
    "Component",
    "Confirmed",
    "Contact",
    "DataError",
    "DataType",
    "Dated",
    "Domain",
    "Erasure",
    "Exchange",
    "Exit",
    "ExitDays",
    "Fact",
    "Guide",
    "Label",
    "Localized",
    "LocalizedText",
    "Message",
    "MessagePart",
    "Model",
    "NextLaw",
    "Permalink",
    "PermalinkText",
    "Place",
    "PlanStep",
    "PublishedPermalink",
    "Redirect",
    "Reply",
    "Retention",
    "Source",
    "Statement",
    "TaxReporting",
    "Term",
    "Unconfirmed",
    "current",
    "entries",
    "load",
    "named",
    "numbers",
]
