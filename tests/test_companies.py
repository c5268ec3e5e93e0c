"""Whom the companies of an exchange serve: one company for a residence, a row for each company, no withdrawn address."""

import re

import pytest
from own_data import GUIDE
from test_data import EXCHANGE, FILES, write

from guide import data
from guide.answers.join import answers
from guide.render.message import letter_contacts

EXCHANGES = list(GUIDE.exchanges.values())
WITHDRAWN = {"dpoeu@okx.com", "support@okcoin.com"}


COMPANIES = (
    EXCHANGE
    + """
not_known: []
companies:
  - {name: One Ltd, place: aa, serves: {zh: 甲, en: One}, residents: [aa], sources: [law], status: official, checked: 2026-11-22, recheck_days: 90}
  - {name: Two Ltd, place: aa, serves: {zh: 乙, en: Two}, residents: [], sources: [law], status: official, checked: 2026-11-22, recheck_days: 90}
contacts:
  - {purpose: privacy, for_whom: {zh: 丙, en: All}, residents: [other], email: a@ex.example, sources: [law], status: official, checked: 2026-11-22, recheck_days: 90}
"""
)
FAULTS = [
    ("name: One Ltd, place: aa", "name: One Ltd", "companies.One Ltd: needs exactly one of place"),
    ("place: aa", "place: aa, no_place: it has one", "companies.One Ltd: needs exactly one of place"),
    ("not_known: []", "not_known: [aa]", "not_known: 'aa': a company serves it"),
    ("residents: []", "residents: [aa]", "companies: 'aa': served by 2 companies; a residence leads to one"),
    ("residents: [other], ", "", "contacts.a@ex.example.residents: missing; this key is needed"),
    ("residents: [other]", "residents: []", "contacts.a@ex.example.residents: List should have at least 1 item"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_residence_leads_to_one_company_and_a_company_to_a_place(tmp_path, old, new, message):
    write(tmp_path, {**FILES, "exchanges/ex.yml": COMPANIES})
    data.load(tmp_path)
    write(tmp_path, {"exchanges/ex.yml": COMPANIES.replace(old, new, 1)})
    with pytest.raises(data.DataError, match=re.escape(message)):
        data.load(tmp_path)


def test_withdrawn_addresses_are_gone():
    assert not WITHDRAWN & {contact.email for exchange in EXCHANGES for contact in exchange.contacts}


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
