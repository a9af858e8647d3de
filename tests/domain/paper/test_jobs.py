from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from queue_app.domain.paper.jobs import (
    AFTER,
    CONDITIONS,
    JobState,
    Outcome,
    chosen,
    is_away,
    left_pct,
    retry_after,
    runs_low,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Known:
    id: int
    device_id: int | None = None
    kind: str = "network"


SERVER, TRIAL, LOBBY, HALL = Known(1), Known(1, kind="dummy"), Known(2, 7, "usb"), Known(3, 8, "usb")


@pytest.mark.parametrize(
    ("printers", "asked", "found"),
    [
        ([SERVER, LOBBY, HALL], 3, HALL),
        ([SERVER, LOBBY, HALL], None, SERVER),
        ([SERVER, LOBBY, HALL], 9, SERVER),
        ([LOBBY], None, LOBBY),
        ([LOBBY, HALL], None, None),
        ([TRIAL, LOBBY], None, LOBBY),
        ([TRIAL], None, TRIAL),
        ([TRIAL, LOBBY, HALL], None, None),
        ([], 1, None),
    ],
)
def test_a_ticket_goes_to_the_asked_printer_else_the_server_s_else_the_only_one(
    printers: list[Known], asked: int | None, found: Known | None
) -> None:
    assert chosen(printers, asked) == found


def test_each_outcome_of_an_attempt_leads_to_its_state() -> None:
    assert {outcome: AFTER[outcome] for outcome in Outcome} == {
        Outcome.REFUSED: JobState.QUEUED,
        Outcome.BROKEN: JobState.FAILED,
        Outcome.TAKEN: JobState.SENT,
        Outcome.CONFIRMED: JobState.CONFIRMED,
    }


def test_a_job_that_was_refused_for_a_year_still_rests_for_seconds() -> None:
    assert [retry_after(attempts).total_seconds() for attempts in (1, 2, 3, 4, 1_000_000)] == [2, 4, 8, 15, 15]


@pytest.mark.parametrize(
    ("roll_mm", "used_mm", "left"), [(0, 500, None), (80_000, 0, 100), (80_000, 72_100, 9), (80_000, 90_000, 0)]
)
def test_what_is_left_of_a_roll(roll_mm: int, used_mm: int, left: int | None) -> None:
    assert left_pct(roll_mm, used_mm) == left


@pytest.mark.parametrize(
    ("paper", "used_mm", "low"),
    [("ok", 0, False), ("ok", 73_000, True), ("near_end", 0, True), ("end", 0, True), ("unknown", 72_000, False)],
)
def test_a_roll_runs_low_by_the_printer_s_own_word_or_by_its_counter(paper: str, used_mm: int, low: bool) -> None:
    assert runs_low(paper, roll_mm=80_000, used_mm=used_mm) is low


def test_who_was_never_heard_of_is_away() -> None:
    after = timedelta(seconds=30)

    assert [is_away(seen, NOW, after=after) for seen in (None, NOW - after, NOW - 2 * after)] == [True, False, True]


def test_no_reason_ends_like_a_sentence_for_it_stands_within_one() -> None:
    assert [text for text in CONDITIONS.values() if text.endswith(".") or text[0].isupper()] == []
