"""Twenty days of real visits to one office, of 24 officers: `visits_feb_1_20.csv`, which no copy of this project holds.

It is looked for in ../shared/data beside the checkout, or where ANTREAN_REAL_MONTH says.
"""

from __future__ import annotations

import csv
import os
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from queue_app.domain.evidence.facts import CaseFact, End
from tests.case_facts import DULL

ROOT = Path(__file__).parents[1]
FILE = Path(os.environ.get("ANTREAN_REAL_MONTH", ROOT.parent / "shared" / "data" / "visits_feb_1_20.csv"))
needs_the_month = pytest.mark.skipif(
    not FILE.exists(), reason="real visits lie in no copy: put visits_feb_1_20.csv where ANTREAN_REAL_MONTH says"
)


@cache
def officers() -> dict[str, int]:
    """Number by name."""
    return {name: number for number, name in enumerate(sorted({row["staff"] for row in _rows()}), start=1)}


@cache
def real_cases() -> tuple[CaseFact, ...]:
    """All that were served by a named officer, as imported visits."""
    services = {name: number for number, name in enumerate(sorted({row["service"] for row in _rows()}), start=1)}
    return tuple(_case(row, services[row["service"]]) for row in _rows())


@cache
def _rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["outcome"] == "completed" and row["staff"]]


def _case(row: dict[str, str], service_id: int) -> CaseFact:
    called, finished = (datetime.fromisoformat(row[name]) for name in ("called_at", "finished_at"))
    return DULL._replace(
        business_date=called.date(),
        ticket_id=-int(row["visit"]),
        service_id=service_id,
        counter_id=None,
        officer_id=officers()[row["staff"]],
        is_priority=row["priority"] == "1",
        began_min=60 * called.hour + called.minute,
        walk_s=None,
        service_s=(finished - called).total_seconds(),
        end=End.DONE,
        source="visits_feb_1_20.csv",
    )
