"""What is told of officers: everything that is left out in the open, and what those who bend their times gain by it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from queue_app.domain.evidence.evaluation import Evaluation, OfficerEvidence, Outage, Parameters, Ratio, evaluate
from queue_app.domain.evidence.facts import CaseFact, DeskFact, End
from queue_app.domain.evidence.left_out import LeftOut
from queue_app.domain.evidence.signals import Code
from queue_app.domain.evidence.told import Own, figures_told
from tests.case_facts import FIRST_DAY, case, cases

WATI, JOKO = 1, 2
KTP, AKTA = 1, 2
DAYS = 5


def told(of: list[CaseFact], parameters: Parameters | None = None, **given: Any) -> Evaluation:
    return evaluate(of, given.get("desks", []), parameters or Parameters(), started=given.get("started", {}))


def usual(officer: int, count: int = 60, *, pace: float = 1.0, **said: Any) -> list[CaseFact]:
    """Services of 100 to 400 seconds, times the officer's own pace."""
    return cases(officer, [pace * (100 + 83 * place % 300) for place in range(count)], days=DAYS, **said)


def wati(*odd: CaseFact, parameters: Parameters | None = None, **given: Any) -> OfficerEvidence:
    """What is told of Wati, who has sixty usual cases as Joko has, and these."""
    return told([*usual(WATI), *usual(JOKO), *odd], parameters, **given).officers[WATI]


def ratio(of: OfficerEvidence) -> Ratio:
    assert of.ratio is not None
    return of.ratio


def test_two_officers_who_take_equally_long_do_not_differ() -> None:
    found = wati()

    assert (found.n, found.volume, found.untimed, found.left_out) == (60, 60, 0, {})
    assert (ratio(found).ratio, ratio(found).shrunk, ratio(found).differs) == (1, 1, False)
    assert ratio(found).low < 1 < ratio(found).high


def test_who_takes_half_as_long_differs_and_observed_over_expected_is_the_ratio() -> None:
    fast = ratio(told([*usual(WATI, pace=0.5), *usual(JOKO)]).officers[WATI])

    assert (fast.n, fast.days, fast.differs) == (60, DAYS, True)
    assert fast.ratio == pytest.approx(0.5**0.5, abs=1e-4)
    assert fast.observed_s / fast.expected_s == pytest.approx(fast.ratio, abs=1e-6)


def test_under_thirty_legs_nothing_is_told() -> None:
    few = told([*usual(WATI, 29), *usual(JOKO)]).officers[WATI]

    assert (few.ratio, few.why_none, few.share_short, few.share_within) == (None, "few", None, None)
    assert (few.n, few.volume, few.short_of, few.judged) == (29, 29, 29, 29)


def test_of_one_day_there_is_no_interval_and_so_no_ratio() -> None:
    one_day = [each._replace(business_date=FIRST_DAY) for each in usual(WATI)]

    assert told([*one_day, *usual(JOKO)]).officers[WATI].why_none == "one_day"


def test_no_cases_make_no_evidence() -> None:
    nothing = told([])

    assert (nothing.officers, nothing.services, nothing.office_short_share, nothing.funnels) == ({}, {}, 0, {})


LEFT_OUT: dict[str, CaseFact] = {
    "officer": case(service_s=5000.0, doubts=frozenset({"officer"})),
    "two_officers": case(service_s=5000.0, doubts=frozenset({"two_officers"})),
    "too_short": case(service_s=25.0, doubts=frozenset({"too_short"})),
    "priority": case(service_s=5000.0, is_priority=True),
    "outage": case(service_s=5000.0, began_min=600, day=1),
    "first_days": case(service_s=5000.0, day=-1),
    "short": case(service_s=19.9),
    "not_timed": case(service_s=None),
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_what_is_left_out_is_counted_and_moves_no_ratio(why: str) -> None:
    rules = Parameters(outages=(Outage(FIRST_DAY + timedelta(days=1), 610, 640),), first_days=3)
    given = {"started": {WATI: FIRST_DAY - timedelta(days=3)}}

    without, found = wati(parameters=rules, **given), wati(LEFT_OUT[why], parameters=rules, **given)

    assert (found.left_out, found.untimed, found.volume) == ({why: 1}, 1, 61)
    assert (found.n, found.ratio, found.by_cut[20]) == (60, without.ratio, without.by_cut[20])


NOT_DONE: dict[End, dict[str, int]] = {
    End.RETURNED: {"not_done": 1},
    End.SENT_ON: {"not_done": 1},
    End.EXPIRED: {"not_done": 1},
    End.OPEN: {"not_done": 1},
}


@pytest.mark.parametrize("end", NOT_DONE)
def test_what_was_served_and_not_done_is_no_volume_and_counted(end: End) -> None:
    found = wati(case(end=end, service_s=5000.0))

    assert (found.volume, found.left_out, found.untimed) == (60, NOT_DONE[end], 0)
    assert found.returned == (end is End.RETURNED)


def test_a_case_left_out_for_two_reasons_is_one_case() -> None:
    found = wati(case(service_s=5.0, is_priority=True, doubts=frozenset({"officer", "too_short"})))

    assert (found.left_out, found.untimed) == ({"officer": 1, "priority": 1, "short": 1}, 1)


def test_a_return_is_counted_nowhere_but_as_rework_of_who_had_done_it() -> None:
    first = case(WATI, ticket_id=700)
    again = case(JOKO, ticket_id=700, service_s=2000.0, is_return=True)

    officers = told([*usual(WATI), *usual(JOKO), first, again]).officers

    assert [(officers[who].volume, officers[who].rework) for who in (WATI, JOKO)] == [(61, 1), (60, 0)]


def test_priority_counts_in_speed_where_the_office_says_so_and_is_a_kind_of_its_own() -> None:
    long = [each for who in (WATI, JOKO) for each in usual(who, is_priority=True, pace=3)]

    found = told([*long, *usual(WATI), *usual(JOKO, 20)], Parameters(priority_in_speed=True)).officers[WATI]

    assert found.n == 120
    assert ratio(found).ratio == pytest.approx(1, abs=0.01)


def test_imported_visits_have_no_first_days_and_their_priority_is_a_class_of_customers() -> None:
    old = [each._replace(source="abc", is_priority=True) for each in [*usual(WATI), *usual(JOKO)]]

    assert told(old, started={WATI: FIRST_DAY, JOKO: FIRST_DAY}).officers[WATI].n == 60
    assert told(old, Parameters(imported_priority_in_speed=False)).officers[WATI].left_out == {"priority": 60}


def test_a_service_has_a_cut_of_its_own() -> None:
    given = [*usual(WATI, service=AKTA), *usual(JOKO, service=AKTA), *cases(WATI, [90.0], service=AKTA)]

    assert told(given).officers[WATI].short == 0
    assert told(given, Parameters(short_cuts={AKTA: 100})).officers[WATI].left_out == {"short": 1}


def test_the_ratio_is_told_with_each_cut() -> None:
    short = cases(WATI, [15.0, 25.0] * 10, days=DAYS)

    found = wati(*short)

    assert list(found.by_cut) == [10, 20, 30]
    cut = [each for each in found.by_cut.values() if each is not None]
    assert cut == sorted(cut)
    assert (cut[1], cut[2]) == (ratio(found).ratio, 1)


def test_the_share_within_the_standard_leaves_out_what_the_ratio_leaves_out() -> None:
    found = wati(case(service_s=10.0), case(service_s=5000.0), case(service_s=5000.0, is_priority=True))

    assert (found.within, found.judged, found.share_within) == (60, 61, 60 / 61)


def test_hours_at_the_counters_and_breaks_are_added_up() -> None:
    desks = [
        DeskFact(FIRST_DAY, number, WATI, 1, 480, 600, {"serve": 100.0, "break": 60.0}, {"salat": 60.0})
        for number in (1, 2)
    ]

    found = wati(desks=desks)

    assert (found.desk_s, found.breaks_s) == ({"serve": 200.0, "break": 120.0}, {"salat": 120.0})


def test_each_process_signal_is_counted_of_what_could_have_shown_it() -> None:
    odd = [
        *(case(WATI, end=End.NO_SHOW, service_s=None, calls=1) for _ in range(30)),
        *(case(WATI, is_picked=True, gap_s=900.0, service_s=5.0) for _ in range(30)),
    ]
    others = [each._replace(gap_s=20.0) for who in range(2, 8) for each in usual(who)]

    found = told([*usual(WATI), *others, *odd]).officers[WATI]

    assert {each.code: (each.count, each.of) for each in found.flags} == {
        Code.SHORT_SERVICES: (30, 90),
        Code.NO_SHOW_AT_ONCE: (30, 120),
        Code.LONG_GAPS: (30, 30),
        Code.OUT_OF_ORDER: (30, 120),
    }


@pytest.mark.parametrize("seconds", [0.0, -5.0, 1e-9])
def test_a_time_of_nothing_is_a_short_service(seconds: float) -> None:
    found = wati(case(service_s=seconds), parameters=Parameters(short_cut_s=0.5))

    assert (found.left_out, found.n) == ({"short": 1}, 60)


def test_a_page_that_holds_results_loads_no_numpy() -> None:
    asked = "import sys, queue_app.domain.evidence.evaluation; print('numpy' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


# What bending times brings: what the officer does to the own cases, and what is told of it.


def office(bent: Callable[[list[CaseFact]], list[CaseFact]]) -> Evaluation:
    """Eight officers of the same pace and mix, the first of whom bends times."""
    chance = np.random.default_rng(3)
    whole = {
        who: [
            case(who, service=1 + place % 3, day=place % 10, service_s=float(each), began_min=480 + 47 * place % 420)
            for place, each in enumerate(chance.lognormal(5.5, 0.6, 300))
        ]
        for who in range(1, 9)
    }
    return told([*bent(whole.pop(WATI)), *(each for own in whole.values() for each in own)])


def test_services_added_that_took_nothing_leave_the_ratio_as_it_was_and_are_flagged() -> None:
    def split(own: list[CaseFact]) -> list[CaseFact]:
        return [*own, *(case(WATI, service=2, day=each.business_date.day % 10, service_s=8.0) for each in own[:100])]

    found, honest = office(split).officers[WATI], office(list).officers[WATI]

    assert (found.n, found.left_out["short"]) == (honest.n, 100 + honest.left_out.get("short", 0))
    assert found.ratio == honest.ratio
    assert [each.code for each in found.flags] == [Code.SHORT_SERVICES]


def test_making_every_third_service_21_seconds_shows_in_the_ratio_at_a_cut_of_30() -> None:
    found = office(lambda own: [each._replace(service_s=21.0) if n % 3 == 0 else each for n, each in enumerate(own)])

    cuts = found.officers[WATI].by_cut
    assert cuts[20] == pytest.approx(0.49, abs=0.05)
    assert cuts[30] == pytest.approx(1, abs=0.1)


def test_who_holds_through_the_work_is_left_out_by_a_doubt() -> None:
    def held(own: list[CaseFact]) -> list[CaseFact]:
        return [each._replace(service_s=30.0, held_s=300.0, doubts=frozenset({"mostly_hold"})) for each in own]

    found = office(held).officers[WATI]

    assert (found.n, found.ratio, found.left_out) == (0, None, {"mostly_hold": 300})


def test_holding_through_half_of_the_work_looks_fast_and_the_held_time_stands_beside_it() -> None:
    def held(own: list[CaseFact]) -> list[CaseFact]:
        return [each._replace(service_s=(each.service_s or 0) / 2, held_s=(each.service_s or 0) / 2) for each in own]

    found, honest = office(held).officers[WATI], office(list).officers[WATI]

    assert ratio(found).ratio < 0.6 * ratio(honest).ratio
    assert (found.held, honest.held) == (300, 0)
    assert found.held_share == pytest.approx(0.5)


def test_starting_late_looks_fast_and_the_walk_stands_beside_it() -> None:
    def late(own: list[CaseFact]) -> list[CaseFact]:
        return [each._replace(service_s=(each.service_s or 0) / 2, walk_s=(each.service_s or 0) / 2) for each in own]

    evaluation = office(late)
    found = figures_told(evaluation, Own([], []), WATI, services={}, left_out=LeftOut(evaluation.parameters, {}))

    assert ratio(evaluation.officers[WATI]).ratio < 0.6
    assert found.walk_s is not None
    assert found.office_walk_s is not None
    assert found.walk_s > 5 * found.office_walk_s


@pytest.mark.parametrize("said", [{"doubts": frozenset({"officer"})}, {"is_priority": True}])
def test_leaving_the_slowest_tenth_out_looks_faster_by_a_tenth_and_is_counted_in_the_open(said: dict[str, Any]) -> None:
    def without_slow(own: list[CaseFact]) -> list[CaseFact]:
        slowest = sorted(own, key=lambda each: each.service_s or 0)[-30:]
        return [each._replace(**said) if each in slowest else each for each in own]

    found, honest = office(without_slow).officers[WATI], office(list).officers[WATI]

    assert ratio(found).ratio / ratio(honest).ratio == pytest.approx(0.9, abs=0.02)
    assert (sum(found.left_out.values()), found.untimed, found.volume) == (30, 30, 300)


def test_who_takes_the_easy_hours_only_is_compared_with_others_in_those_hours() -> None:
    def easy(each: CaseFact) -> CaseFact:
        early = (each.began_min or 0) < 690
        return each._replace(service_s=(each.service_s or 0) * (0.6 if early else 1.0))

    chance = np.random.default_rng(3)
    whole = [
        easy(case(who, day=n % 10, service_s=float(each), began_min=480 + 47 * n % (210 if who == WATI else 420)))
        for who in range(1, 9)
        for n, each in enumerate(chance.lognormal(5.5, 0.4, 300))
    ]

    found = told(whole).officers[WATI]

    assert ratio(found).ratio == pytest.approx(1, abs=0.06)


def test_two_who_serve_under_each_others_names_are_not_seen_and_gain_nothing_together() -> None:
    """A case is of whoever was signed in; nothing in the log says more."""
    chance = np.random.default_rng(5)
    pace = {1: 0.7, 2: 1.4}
    whole = [
        case(who, day=n % 10, service_s=float(each) * pace.get(who if n % 2 else 3 - who, 1.0))
        for who in range(1, 9)
        for n, each in enumerate(chance.lognormal(5.5, 0.4, 300))
    ]

    found = told(whole).officers

    assert {who: ratio(found[who]).differs for who in (1, 2)} == {1: False, 2: False}
