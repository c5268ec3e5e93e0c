"""Whom the companies of an exchange serve: one company for a residence, a row for each company, no withdrawn address."""

from collections import Counter

import pytest
from own_data import GUIDE

from guide.answers.join import answers
from guide.render.message import letter_contacts

EXCHANGES = list(GUIDE.exchanges.values())
NO_PLACE = {  # their texts, as far as read, don't say where they are registered, or the guide has no page of the place
    "Foris GFS BH B.S.C.",
    "Bybit Technology Limited",
    "Bybit Fintech Limited",
    "HashKey Bermuda Limited",
    "BTG Technology Holdings Limited",
    "BFXWW Inc.",
}
WITHDRAWN = {"dpoeu@okx.com", "support@okcoin.com"}


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.id)
def test_a_residence_leads_to_one_company(exchange):
    named = Counter(residence for company in exchange.companies for residence in company.residents)
    assert [residence for residence, times in named.items() if times > 1] == []
    assert not set(exchange.not_known) & set(named), "both served and not known"


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.id)
def test_companies_lead_to_a_place(exchange):
    assert {company.name for company in exchange.companies if company.place is None} <= NO_PLACE


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.id)
def test_contacts_say_who_may_use_them(exchange):
    assert [contact.email or contact.url for contact in exchange.contacts if not contact.residents] == []
    assert not WITHDRAWN & {contact.email for contact in exchange.contacts}


def test_addresses_for_one_matter_are_offered_to_nobody():
    narrow = {contact.email or contact.url for exchange in EXCHANGES for contact in exchange.contacts if contact.narrow}
    assert {"security@coinbase.com", "cs@upbit.com", "service@mexc.com"} <= narrow
    offered = {contact.email or contact.url for entry in answers(GUIDE) for contact in entry.contacts}
    assert not narrow & offered
    assert not narrow & {contact.email or contact.url for _, contact in letter_contacts(EXCHANGES)}


def test_binance_names_no_company_for_the_eea():
    binance = GUIDE.exchanges["binance"]
    assert "eea" in binance.not_known
    assert not any({"eea", "fr", "es"} & set(company.residents) for company in binance.companies)
