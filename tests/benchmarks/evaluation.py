"""What it costs to tell what the cases of a month fairly say: 40 officers, 60 thousand cases, all cuts and signals."""

from __future__ import annotations

import time
from datetime import date, timedelta

import numpy as np

from queue_app.domain.evidence.evaluation import Parameters, evaluate
from queue_app.domain.evidence.facts import CaseFact
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Row, typical
from tests.case_facts import DULL

OFFICERS, CASES, DAYS, SERVICES = 40, 60_000, 22, 15
AIM = {"took_s": 2.0}
ROUNDS = 3
FIRST = date(2026, 11, 2)


def evaluation(place: Place) -> list[Row]:
    """The processor's time of evaluate()."""
    cases = _month(place.count(CASES))
    with told(f"evaluation of {OFFICERS} officers and {len(cases):,} cases"):
        rounds = [{"took_s": _took_s(cases)} for _ in range(ROUNDS)]
    return [Row(f"evaluation: {OFFICERS} officers, {len(cases):,} cases", typical(rounds), AIM)]


def _took_s(cases: list[CaseFact]) -> float:
    began = time.process_time()
    evaluate(cases, [], Parameters(), started={})
    return time.process_time() - began


def _month(count: int) -> list[CaseFact]:
    chance = np.random.default_rng(0)
    columns = (
        chance.integers(0, DAYS, count).tolist(),
        chance.integers(0, OFFICERS, count).tolist(),
        chance.integers(0, SERVICES, count).tolist(),
        chance.integers(0, 12, count).tolist(),
        chance.integers(480, 960, count).tolist(),
        chance.lognormal(5.5, 0.7, count).tolist(),
    )
    return [
        DULL._replace(
            business_date=FIRST + timedelta(days=day), ticket_id=number, officer_id=officer, service_id=service,
            documents=documents, began_min=began, service_s=service_s,
        )
        for number, (day, officer, service, documents, began, service_s) in enumerate(zip(*columns, strict=True))
    ]  # fmt: skip
