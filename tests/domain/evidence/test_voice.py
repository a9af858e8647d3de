"""U6 and U7 of an officer: enough of them, beside the others at the same services, no surer than they are."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.citizen.survey.answers import Answer, Channel
from queue_app.domain.evidence.signals import Code, Counted, funnel, signals
from queue_app.domain.evidence.voice import CONDUCT, interval, odd, voices

WATI, JOKO, RINA = 1, 2, 3
KTP, AKTA = 1, 2


def given(
    officer: int | None, service: int, values: list[int], *, is_own: bool = False, code: str = CONDUCT
) -> list[Answer]:
    return [Answer(date(2026, 11, 2), service, officer, Channel.TABLET, is_own, {code: each}) for each in values]


def test_a_mean_stands_beside_the_others_at_the_same_services_in_the_same_mix() -> None:
    """Wati: 20 times KTP and 10 times AKTA. The others: 3.5 at KTP, 2 at AKTA: (20 x 3.5 + 10 x 2) / 30 = 3."""
    mine = given(WATI, KTP, [3] * 20) + given(WATI, AKTA, [4] * 10)
    others = given(JOKO, KTP, [3, 4] * 4) + given(RINA, AKTA, [2] * 4)

    heard = voices([*mine, *others])[WATI].u7

    assert heard
    assert (heard.n, round(heard.mean, 4), heard.others, heard.others_n) == (30, 3.3333, 3.0, 12)


@pytest.mark.parametrize(("count", "is_told"), [(29, False), (30, True)])
def test_under_thirty_answers_nothing_is_told_of_an_officer(count: int, is_told: bool) -> None:
    assert bool(voices(given(WATI, KTP, [3] * count))[WATI].u7) is is_told


@pytest.mark.parametrize(("count", "others"), [(9, None), (10, 2.0)])
def test_under_ten_answers_nothing_is_told_of_the_others(count: int, others: float | None) -> None:
    heard = voices(given(WATI, KTP, [3] * 30) + given(JOKO, KTP, [2] * count))[WATI].u7

    assert heard
    assert (heard.others, heard.others_n) == (others, count)


def test_a_question_that_was_not_answered_is_no_answer() -> None:
    told = voices(given(WATI, KTP, [3] * 30) + given(WATI, KTP, [1] * 5, code="waktu"))[WATI]

    assert (told.n, told.u6, told.u7 and told.u7.n) == (35, None, 30)


def test_a_form_that_names_no_officer_is_nobodys() -> None:
    assert voices(given(None, KTP, [1] * 40)) == {}


def test_thirty_fours_in_a_row_leave_some_doubt_and_stay_on_the_scale() -> None:
    low, high = interval([4] * 30)

    assert (round(low, 2), high) == (3.73, 4)


def test_more_answers_leave_less_doubt() -> None:
    few, many = interval([2, 4] * 15), interval([2, 4] * 300)

    assert few[0] < many[0] < 3 < many[1] < few[1]


def test_many_answers_from_the_own_device_stand_out_among_officers_and_raise_a_question() -> None:
    answers = [each for officer in range(1, 7) for each in given(officer, KTP, [3] * 36)]
    answers += [each for officer in range(1, 6) for each in given(officer, KTP, [3] * 4, is_own=True)]
    answers += given(6, KTP, [4] * 40, is_own=True)

    counted = odd(voices(answers))
    found = funnel(counted[Code.OWN_DEVICE_SURVEYS], least=30)

    assert found
    assert list(signals(Code.OWN_DEVICE_SURVEYS, found)) == [6]
    assert counted[Code.BEST_ON_OWN_DEVICE][6] == Counted(40, 40)
