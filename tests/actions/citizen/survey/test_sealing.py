"""A day whose week has passed is sealed: what it holds is in the log, and the marks of its tickets are gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.citizen.survey import sealing
from queue_app.daily import DayWatch
from queue_app.domain.citizen.survey.sealed import digest
from queue_app.domain.log.events import SurveySealed
from queue_app.domain.office.training import rehearsal
from queue_app.store.citizen.survey import answers
from queue_app.store.citizen.survey.tables import SurveyComment, SurveyDay, SurveyMark
from tests.actions.queue.test_calls import choose
from tests.factories import make_plan
from tests.offices import Office
from tests.surveys import answer, served

MONDAY = date(2026, 11, 23)


def close(office: Office) -> list[date]:
    return sealing.close_days(office.desk, office.office_id)


def forget(office: Office, code: str) -> int:
    return keeping.forget(office.desk, office.office_id, code)


def seals(office: Office) -> list[SurveySealed]:
    return [each for each in office.events() if isinstance(each, SurveySealed)]


def test_after_a_week_the_day_is_sealed_once_with_its_sum(office: Office) -> None:
    office.open_counter()
    for _ in range(2):
        answer(office, served(office))
    with office.desk.reading() as connection:
        held = answers.of_day(connection, office.office_id, MONDAY)
    office.clock.tick(days=8)

    assert (close(office), close(office)) == ([MONDAY], [])
    assert seals(office) == [SurveySealed(business_date="2026-11-23", answers=2, sha256=digest(held))]


def test_a_day_is_open_until_the_week_is_over(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))
    office.clock.tick(days=7)

    assert close(office) == []
    assert len(office.rows(SurveyMark.mark)) == 1


def test_with_the_seal_nothing_is_left_of_the_tickets(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))
    office.clock.tick(days=8)

    close(office)
    forget(office, "survey_marks")

    assert office.rows(SurveyMark.mark) == []


def test_a_day_without_a_single_answer_is_sealed_too(office: Office) -> None:
    office.open_counter()
    served(office)
    office.clock.tick(days=8)

    close(office)

    assert [(each.business_date, each.answers, each.sha256) for each in seals(office)] == [
        ("2026-11-23", 0, digest([]))
    ]


def test_a_day_on_which_the_survey_was_off_is_noted_so(office: Office) -> None:
    office.open_counter()
    served(office)
    choose(office, survey_is_on=False)
    office.clock.tick(days=1)
    close(office)
    choose(office, survey_is_on=True)

    close(office)

    assert office.rows(SurveyDay.was_on) == [False]


def test_comments_are_forgotten_after_two_years(office: Office) -> None:
    office.open_counter()
    answer(office, served(office), comment="Baik.")
    office.clock.tick(days=730)
    forget(office, "comments")
    kept = len(office.rows(SurveyComment.text))
    office.clock.tick(days=1)

    forget(office, "comments")

    assert (kept, len(office.rows(SurveyComment.text))) == (1, 0)


def test_two_workers_that_close_at_once_seal_each_day_once(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))
    office.clock.tick(days=8)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _worker: close(office), range(4)))

    assert sorted(done) == [[], [], [], [MONDAY]]
    assert len(seals(office)) == 1


def test_the_night_seals_what_is_due(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))
    office.clock.tick(days=8)

    DayWatch(office.desk, note_days=30).look()

    assert [each.business_date for each in seals(office)] == ["2026-11-23"]


def test_a_training_asks_nobody() -> None:
    plan = make_plan()

    assert (plan.rules.survey_is_on, rehearsal(plan, trainee="wati").rules.survey_is_on) == (True, False)
