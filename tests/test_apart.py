"""Work in a process of its own: its answer and its refusal come back, and its limits hold."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app import apart
from queue_app.apart import Exhausted, Work
from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.office.faults import Fault

READ = Work("queue_app.domain.office.plan_file", "read")


def test_the_answer_comes_back() -> None:
    assert apart.done(Work("builtins", "sorted"), [3, 1, 2], reverse=True) == [3, 2, 1]


def test_a_refusal_comes_back_with_its_data() -> None:
    with pytest.raises(FaultyPlan) as refusal:
        apart.done(READ, "x", today=date(2026, 11, 2))

    assert refusal.value.data["faults"] == [
        Fault((), "syntax_equals", {"reason": "Expected '=' after a key in a key/value pair"}, line=1)
    ]


@pytest.mark.slow("one of them sleeps until it is given up")
@pytest.mark.parametrize(
    ("work", "value"),
    [
        (Work("builtins", "bytearray", memory_mb=300), 400_000_000),
        (Work("time", "sleep", seconds=1), 60),
        (Work("os", "_exit"), 0),
        (Work("os", "abort"), None),
    ],
    ids=["memory", "time", "ends with nothing said", "crashes"],
)
def test_what_wants_too_much_or_ends_is_given_up(work: Work, value: object) -> None:
    with pytest.raises(Exhausted):
        apart.done(work, *([] if value is None else [value]))


@pytest.mark.slow("a second of the processor is the least that can be set")
def test_the_time_of_the_processor_is_limited_too() -> None:
    with pytest.raises(Exhausted):
        apart.done(Work("builtins", "sum", seconds=1), range(10**12))
