"""The standard of a service (standar pelayanan): 14 components, in versions that come into force on a date.

Source: UU 25/2009, article 21; PermenPANRB 15/2014 parts them into 6 that must be published and 8 of the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from queue_app.domain.office.plan import StandardPlan


@dataclass(frozen=True, slots=True)
class Component:
    name: str  # a msgid
    is_public: bool


COMPONENTS: dict[str, Component] = {
    "requirements": Component("Requirements (persyaratan)", is_public=True),
    "procedure": Component("System, mechanism and procedure", is_public=True),
    "completion_time": Component("Time until the service is completed", is_public=True),
    "fee": Component("Fee", is_public=True),
    "product": Component("Product of the service", is_public=True),
    "complaints": Component("Handling of complaints, suggestions and input", is_public=True),
    "legal_basis": Component("Legal basis", is_public=False),
    "facilities": Component("Facilities and infrastructure", is_public=False),
    "competence": Component("Competence of the staff", is_public=False),
    "supervision": Component("Internal supervision", is_public=False),
    "staff_count": Component("Number of staff", is_public=False),
    "guarantee": Component("Guarantee of the service", is_public=False),
    "safety": Component("Guarantee of security and safety", is_public=False),
    "evaluation": Component("Evaluation of the staff's performance", is_public=False),
}


def in_force(standards: Sequence[StandardPlan], day: date) -> StandardPlan | None:
    """The version that holds on `day`: the latest that has begun by then; None before the first."""
    begun = [each for each in standards if each.valid_from <= day]
    return max(begun, key=lambda each: each.valid_from, default=None)
