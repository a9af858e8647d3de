"""Before and after a course: a known effect is found beside those who stayed away, and none where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import exp
from random import Random

import pytest

from queue_app.domain.evidence.courses import DAYS, Compared, compared, window
from queue_app.domain.evidence.evaluation import Parameters
from queue_app.domain.evidence.facts import CaseFact
from tests.case_facts import FIRST_DAY, case

KTP, AKTA = 1, 2
COURSE = FIRST_DAY + timedelta(days=DAYS)
ATTENDED, STAYED = range(1, 6), range(6, 12)


def lived(
    seed: int, *, effect: float = 0.0, drift: float = 0.0, days: int = 12, legs: int = 5, stayed: range = STAYED
) -> Iterator[CaseFact]:
    """So many days before and after, of officers who differ, whose days differ, and who change a little by themselves.

    effect: of the course on who attended; drift: of the season on all. Both on the logarithmic scale.
    """
    random = Random(seed)
    for officer in (*ATTENDED, *stayed):
        own = random.gauss(0, 0.2)
        for is_after in (False, True):
            part = own + is_after * (drift + random.gauss(0, 0.03) + effect * (officer in ATTENDED))
            for number in range(days):
                day = DAYS + (number + 1 if is_after else -number - 1)
                today = part + random.gauss(0, 0.1)
                for _ in range(legs):
                    took = 300 * exp(today + random.gauss(0, 0.45))
                    yield case(officer, service=random.choice((KTP, AKTA)), day=day, service_s=took)


def told(of: Iterator[CaseFact], attendees: range = ATTENDED) -> Compared | None:
    return compared(
        of, COURSE, services={KTP, AKTA}, attendees={*attendees}, parameters=Parameters(cuts_s=()), started={}
    )


def found(of: Iterator[CaseFact]) -> Compared:
    answer = told(of)
    assert answer is not None
    return answer


def test_a_known_effect_is_found_and_a_season_is_not_taken_for_it() -> None:
    answer = found(lived(1, effect=-0.25, drift=0.3))

    assert answer.differs
    assert answer.low < exp(-0.25) < answer.high < 1
    assert answer.others is not None
    assert (answer.attended.officers, answer.attended.before, answer.others.officers) == (5, 300, 6)
    assert answer.others.ratio == pytest.approx(exp(0.3), rel=0.1)


@pytest.mark.slow("twenty-five offices")
def test_where_there_is_no_effect_nine_of_ten_intervals_hold_none() -> None:
    answers = [found(lived(seed, drift=0.2)) for seed in range(25)]

    assert 20 <= sum(not each.differs for each in answers) <= 25


def test_who_is_alone_in_staying_away_is_no_comparison_group() -> None:
    answer = found(lived(2, drift=0.3, stayed=range(6, 8)))

    assert answer.others is None
    assert answer.ratio == answer.attended.ratio == pytest.approx(exp(0.3), rel=0.15)


def test_of_two_who_attended_nothing_is_told() -> None:
    assert told(lived(3), attendees=range(1, 3)) is None


def test_under_thirty_legs_before_or_after_nothing_is_told() -> None:
    assert told(lived(4, days=5, legs=5)) is None


def test_only_sixty_days_on_either_side_and_the_services_of_the_course_count() -> None:
    first, last = window(COURSE)
    near = list(lived(5, effect=-0.2))
    far = [
        each._replace(business_date=day, service_s=5000.0)
        for each in near
        for day in (first - timedelta(days=1), last + timedelta(days=1), COURSE)
    ]
    other = [each._replace(service_id=7, service_s=5000.0) for each in near]

    assert told(iter([*near, *far, *other])) == told(iter(near))
