"""Which data protection laws a resident can point to: that of the residence and that of the company's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guide.answers.residences import Residence
from guide.data import Access, Erasure, Place

# laws beside the EEA's GDPR that bind a company established there, whoever the person is: UK GDPR Art. 3(1), ADGM, DIFC
BINDS_ITS_COMPANIES = ("uk", "ae-adgm", "ae-difc")

Of = Literal["residence", "company"]
Reach = Literal["certain", "possible", "unknown"]


@dataclass(frozen=True)
class Right:
    """What one law gives: `reach` says whether it surely binds the company, or only possibly."""

    of: Of
    place: Place | None
    right: Literal["yes", "limited", "none", "unknown"]
    reach: Reach
    erasure: Erasure | None = None  # the law to cite: known, and in force

    @property
    def access(self) -> Access | None:
        """Return the deadline for a copy of one's data, where one is known."""
        return self.erasure.access if self.erasure else None

    @property
    def deadline(self) -> dict[str, int | None]:
        """Return the deadline for an answer to an erasure request, by unit; the words of due_day()."""
        law = self.erasure
        return {
            "days": law.answer_days if law else None,
            "months": law.answer_months if law else None,
            "business_days": law.answer_business_days if law else None,
        }


def rights_of(residence: Residence, company_place: Place | None) -> list[Right]:
    """Return the right under the law of the residence, then the one under the law of the company's place, if known."""
    found = [right("residence", residence.law, reach_from_home(residence, company_place))]
    if company_place is not None:
        found.append(right("company", company_place, reach_at_company(residence, company_place)))
    return found


def right(of: Of, place: Place | None, reach: Reach) -> Right:
    """Return what the law of `place` gives; a law that is not in force yet gives nothing."""
    half = place.erasure if place else None
    if not isinstance(half, Erasure):
        return Right(of, place, "unknown", "unknown")
    if not half.in_force:
        return Right(of, place, "none", "unknown")
    return Right(of, place, half.right, reach, half)


def reach_from_home(residence: Residence, company_place: Place | None) -> Reach:
    """Return whether the law of the residence binds the company: in the same place, and for all who live in the EEA."""
    same = company_place is not None and company_place.id.split("-")[0] == residence.id.split("-")[0]
    return "certain" if residence.eea or same else "possible"


def reach_at_company(residence: Residence, company_place: Place) -> Reach:
    """Return whether the law of the company's place protects a person who may live elsewhere."""
    if company_place.eea or company_place.id in BINDS_ITS_COMPANIES or company_place.id == residence.id:
        return "certain"
    return "possible"
