"""The parts of an exchange's page: the first answers, where the reader lives, steps, what is folded."""

from __future__ import annotations

from collections.abc import Iterable

from guide.answers.closing import closing_paths
from guide.answers.excluded import shut_out
from guide.answers.groups import Group, groups
from guide.answers.residences import Residence
from guide.data import Contact, Domain, Exchange, Fact
from guide.locales import CODES, DEFAULT
from guide.render.citations import FIRST, PageContext
from guide.render.exchange_words import CARD, line_of, verdict_of
from guide.render.place_words import STANDARD, longest, short_years, years_from
from guide.render.registry import AspectName, ExchangeName, macro
from guide.render.templates import partial
from guide.render.words import plain_name

COMPARED = ("self_service", "data_request", "retention", "register_again")
STUCK = (  # what stops a closing, and the page that helps
    ("balance", "special-cases/blocked-closure.html#dust"),
    ("orders", "special-cases/blocked-closure.html#locked-and-sub-accounts"),
    ("verify", "special-cases/blocked-closure.html#unverified"),
    ("frozen", "special-cases/frozen-account.html"),
    ("login", "special-cases/lost-access.html"),
)
SPECIAL = (  # a case, the facts it takes, the page that helps
    ("death", ("death",), "special-cases/deceased-holder.html"),
    ("frozen", ("frozen", "law-enforcement", "source-of-funds"), "special-cases/frozen-account.html"),
    ("closed", ("closed-by-exchange",), "special-cases/closed-by-the-exchange.html"),
    ("bought", ("account-rules",), "special-cases/bought-account.html"),
)
NAMES = 3  # residences a row names before it counts the others


@macro
def answer_card(context: PageContext, exchange: ExchangeName) -> str:
    """Return the card on top: four questions, a verdict and a line each, and the three ways on."""
    found = context.find("exchanges", exchange)
    rows = [(name, getattr(found.compare, name)) for name in CARD]
    return partial(
        "exchange/card.html",
        context,
        exchange=found,
        rows=rows,
        line=line_of,
        verdict=verdict_of,
        plain_name=plain_name,
    )


@macro
def living(context: PageContext, exchange: ExchangeName) -> str:
    """Return a row for each group of residences: the company, how long it keeps, whom to write and complain to."""
    found = context.find("exchanges", exchange)
    rows = sorted(groups(context.guide, found), key=lambda group: nearness(group, context.locale))
    shown = {id(group.answer.company) for group in rows}
    return partial(
        "exchange/living.html",
        context,
        exchange=found,
        rows=rows,
        shut=shut_out(context.guide, found),
        title=title_of,
        years=years_from,
        short_years=short_years,
        floor=context.find("places", STANDARD),
        longest=longest,
        others=[company for company in found.companies if id(company) not in shown],
    )


def near(group: Group, *locales: str) -> list[Residence]:
    """Return the residences of a group that readers of one of `locales` look for first."""
    return [home for home in group.named() if home.law and set(locales) & set(home.law.near)]


def nearness(group: Group, locale: str) -> tuple[bool, str]:
    """Return the place of a group in the list: those that readers of `locale` look for first, in their order."""
    first = next((home.id for home in near(group, locale)), "")
    return not first, first


def title_of(context: PageContext, group: Group, alone: bool) -> str:
    """Return what a group of residences is called: the places asked for most are named, some of the others."""
    asked = near(group, *CODES)
    others = [] if group.rest else [home for home in group.named() if home not in asked]
    names = [plain_name(context.say(home.name)) for home in (*asked, *others)]
    comma = context.label("list-comma")
    if group.rest:
        if not names:
            return context.label("live-all" if alone else "live-other")
        return context.label("live-all-named" if alone else "live-other-named").replace("%{names}", comma.join(names))
    if group.eea:
        names = [context.label("live-eea"), *names]
    first = max(NAMES, len(asked))
    if len(names) <= first:
        return comma.join(names)
    return context.label("live-more").replace("%{names}", comma.join(names[:first])).replace("N", str(len(names)))


@macro
def kept_how_long(context: PageContext, exchange: ExchangeName) -> str:
    """Return whose law says how long data is kept; where no company's place is known, the floor and the question."""
    rows = groups(context.guide, context.find("exchanges", exchange))
    known = [group for group in rows if group.answer.place]
    unknown_rest = any(group.rest and not group.answer.place for group in rows)
    floor = context.find("places", STANDARD)
    return partial("exchange/kept.html", context, known=known, open=unknown_rest, floor=floor, longest=longest)


@macro
def closing_path(context: PageContext, exchange: ExchangeName) -> str:
    """Return the newest official click path for closing, the others folded; empty where none was read."""
    found = context.find("exchanges", exchange)
    ways = closing_paths(context.guide, found)
    tasks = [path for path in found.paths if path.task != "close"]
    return partial("exchange/paths.html", context, ways=ways, tasks=tasks, plain_name=plain_name)


@macro
def exchange_facts(context: PageContext, exchange: ExchangeName, *aspects: AspectName) -> str:
    """Return an exchange's facts of the given aspects: those it puts first stand open, the others are folded."""
    found = context.find("exchanges", exchange)
    facts = facts_of(found, aspects)
    if not facts:
        return ""
    front = [fact for fact in facts if fact.id in found.first] if found.first else facts[:2]
    front.sort(key=lambda fact: found.first.index(fact.id) if fact.id in found.first else 0)
    rest = [fact for fact in facts if fact not in front]
    covers = common_scope(front)
    return partial("exchange/facts.html", context, front=front, rest=rest, covers=covers, told=found.scope)


def facts_of(exchange: Exchange, aspects: Iterable[str]) -> list[Fact]:
    """Return the facts of an exchange on `aspects` that pages show."""
    found = (fact for fact in exchange.facts if fact.aspect is not None and fact.aspect in aspects and not fact.unused)
    return [fact for fact in found if fact.id not in exchange.elsewhere]


def chosen(exchange: Exchange, aspects: Iterable[str]) -> list[Fact]:
    """Return the facts of an exchange on `aspects`; of those with many, the ones it puts first."""
    found = facts_of(exchange, aspects)
    return [fact for fact in found if fact.id in exchange.first] if exchange.first else found


def common_scope(facts: list[Fact]) -> object | None:
    """Return the scope that all of `facts` share, said once above them."""
    scopes = {fact.scope[DEFAULT] if fact.scope else "" for fact in facts}
    return facts[0].scope if len(scopes) == 1 and facts else None


@macro
def stuck(context: PageContext) -> str:
    """Return what stops a closing in one line each, with the page that helps."""
    return partial("exchange/stuck.html", context, rows=STUCK)


@macro
def special_rows(context: PageContext, exchange: ExchangeName) -> str:
    """Return the special cases as rows, an exchange's own facts folded into each."""
    found = context.find("exchanges", exchange)
    rows = [(name, chosen(found, aspects), page) for name, aspects, page in SPECIAL]
    return partial("exchange/special.html", context, rows=rows, told=found.scope)


@macro
def channels(context: PageContext, exchange: ExchangeName) -> str:
    """Return every address and domain of an exchange, folded."""
    return partial("exchange/channels.html", context, exchange=context.find("exchanges", exchange))


@macro
def support_entries(context: PageContext) -> str:
    """Return where the support of every exchange is that the guide does not treat first, folded."""
    shown = sorted(context.guide.exchanges.values(), key=lambda exchange: context.say(exchange.name).casefold())
    rows = [(exchange, *entry_of(exchange)) for exchange in shown if exchange.id not in FIRST]
    return partial("exchange/entries.html", context, rows=rows, plain_name=plain_name)


def entry_of(exchange: Exchange) -> tuple[Domain | None, Contact | None]:
    """Return the address to type, and the first contact of support that is for everything; None where not known."""
    contacts = (contact for contact in exchange.contacts if contact.purpose == "support" and not contact.narrow)
    return next(iter(exchange.domains), None), next(contacts, None)


@macro
def unfound(context: PageContext, exchange: ExchangeName) -> str:
    """Return what was looked for without finding a statement, folded."""
    return partial("exchange/not-found.html", context, items=context.find("exchanges", exchange).not_found)


@macro
def comparison(context: PageContext) -> str:
    """Return the comparison of the exchanges, verdicts alone; those nothing was found on stand in one sentence."""
    found = sorted(
        context.guide.exchanges.values(), key=lambda exchange: (context.rank(exchange), len(unknown(exchange)))
    )
    return partial(
        "tables/comparison.html",
        context,
        exchanges=[exchange for exchange in found if len(unknown(exchange)) < len(COMPARED)],
        unread=[exchange for exchange in found if len(unknown(exchange)) == len(COMPARED)],
        columns=COMPARED,
        verdict=verdict_of,
    )


def unknown(exchange: Exchange) -> list[str]:
    """Return what the comparison asks of an exchange without an answer."""
    return [name for name in COMPARED if getattr(exchange.compare, name).kind == "not-found"]
