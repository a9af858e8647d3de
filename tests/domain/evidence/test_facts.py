"""A fact says of a case, and of a session at a counter, what their stories say."""

from __future__ import annotations

from datetime import date

from queue_app.domain.evidence.facts import CaseFact, End, Facts, facts_of
from queue_app.domain.log import events
from queue_app.domain.queue.stretches import Stretches
from tests.stories import AKTA, KTP, STANDARDS_S, ZONE, Story

DAY = date(2026, 11, 23)


def facts(story: Story) -> Facts:
    told = Stretches().read(story.log)
    return facts_of(told, DAY, DAY, standard_s=lambda service_id, _day: STANDARDS_S[service_id], zone=ZONE)


def test_a_service_that_was_done_tells_each_of_its_times() -> None:
    story = Story().opened().issued().after(300).called().after(40).started().after(120).finished()

    (fact,) = facts(story).cases

    assert (fact.end, fact.wait_s, fact.walk_s, fact.service_s, fact.stay_s) == (End.DONE, 300, 40, 120, 460)
    assert (fact.officer_id, fact.counter_id, fact.service_id, fact.standard_s) == (1, 1, KTP, 600)
    assert fact.began_min == fact.arrived_min + 5


def test_a_stay_is_told_once_a_visit_with_its_last_service() -> None:
    story = Story().opened().issued().called().after(10).started().after(100).transferred(to=AKTA)
    story.after(50).called(leg=2).after(10).started(leg=2).after(200).finished(leg=2)

    cases = facts(story).cases

    assert [(each.service_id, each.end, each.stay_s) for each in cases] == [
        (KTP, End.SENT_ON, None), (AKTA, End.DONE, 370),
    ]  # fmt: skip


def test_who_was_never_called_has_no_wait_but_left_after_some_time() -> None:
    story = Story().opened().issued().after(900).cancelled()

    (fact,) = facts(story).cases

    assert (fact.end, fact.wait_s, fact.left_s, fact.service_s) == (End.CANCELLED, None, 900, None)


def test_the_gap_behind_a_finish_is_told_where_somebody_waited() -> None:
    story = Story().opened().issued().issued(2).issued(3).called().started().after(100).finished()
    story.after(240).called(2).started(2).after(60).finished(2)

    assert [each.gap_s for each in facts(story).cases] == [240, None, None]


def test_a_session_at_a_counter_tells_what_its_seconds_went_to() -> None:
    story = Story().opened().after(60).paused("salat").after(600).back().after(30).closed()

    (desk,) = facts(story).desks

    assert (desk.officer_id, desk.counter_id, desk.closed_min - desk.opened_min) == (1, 1, 11)
    assert (desk.seconds, desk.breaks_s) == ({"free": 90, "break": 600}, {"salat": 600})


def imported(**more: object) -> CaseFact:
    told = {
        "source": "ab", "number": 7, "row": 8, "business_date": str(DAY), "service_id": KTP, "officer_id": 2,
        "is_priority": False, "arrived_at": "2026-11-23T08:00:30+07:00", "called_at": "2026-11-23T08:10:00+07:00",
        "ended_at": "2026-11-23T08:12:00+07:00", "end": "done",
    }  # fmt: skip
    story = Story().record(events.HistoryVisit(**(told | more)))  # type: ignore[arg-type]
    (fact,) = facts(story).cases
    return fact


def test_an_imported_visit_is_a_fact_like_any_other() -> None:
    fact = imported()

    assert (fact.ticket_id, fact.source, fact.end, fact.officer_id) == (-7, "ab", End.DONE, 2)
    assert (fact.arrived_min, fact.began_min) == (480, 490)
    assert (fact.wait_s, fact.walk_s, fact.service_s, fact.stay_s) == (570, None, 120, 690)


def test_an_imported_visit_that_left_tells_how_long_it_waited() -> None:
    fact = imported(called_at=None, end="expired")

    assert (fact.end, fact.wait_s, fact.left_s, fact.service_s, fact.stay_s) == (End.EXPIRED, None, 690, None, None)
