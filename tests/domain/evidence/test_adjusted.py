"""The case mix is taken out: officers are compared within the same kinds of cases, and else not at all."""

from __future__ import annotations

from statistics import mean

from queue_app.domain.evidence.evaluation import Evaluation, Parameters, evaluate
from queue_app.domain.evidence.facts import CaseFact
from tests.case_facts import cases

A, B, C = 1, 2, 3
KTP, AKTA = 1, 2


def told(given: list[CaseFact], parameters: Parameters | None = None) -> Evaluation:
    return evaluate(given, [], parameters or Parameters(), started={})


def case_mix() -> list[CaseFact]:
    """A: 5 KTP of 9 and 20 akta of 14 minutes; B: 20 KTP of 10.5 and 5 akta of 15.5."""
    return [
        *cases(A, [540] * 5, service=KTP, standard_s=600.0),
        *cases(A, [840] * 20, service=AKTA, standard_s=900.0),
        *cases(B, [630] * 20, service=KTP, standard_s=600.0),
        *cases(B, [930] * 5, service=AKTA, standard_s=900.0),
    ]


def test_who_is_faster_in_both_services_is_told_to_be_faster_although_slower_on_the_raw_mean() -> None:
    given = case_mix()

    minutes = {
        officer: mean(each.service_s or 0 for each in given if each.officer_id == officer) / 60 for officer in (A, B)
    }
    officers = told(given, Parameters(least=25)).officers

    assert minutes == {A: 13.0, B: 11.5}
    assert [officers[each].ratio is not None for each in (A, B)] == [True, True]
    assert [round(each.ratio.ratio, 3) for each in officers.values() if each.ratio] == [0.938, 1.066]
