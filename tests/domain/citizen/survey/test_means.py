"""The public's form of PEKPPP: means of its own, never an index."""

from __future__ import annotations

from decimal import Decimal

import pytest

from queue_app.domain.citizen.survey.f03_2022 import F03_2022
from queue_app.domain.citizen.survey.ikm import ikm
from queue_app.domain.citizen.survey.means import Mean, means
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017, UNSUR


def test_the_form_has_fourteen_statements_from_0_to_5_and_no_unsur() -> None:
    assert (len(F03_2022.codes), list(F03_2022.scale)) == (14, [0, 1, 2, 3, 4, 5])
    assert set(F03_2022.codes).isdisjoint(UNSUR)
    assert F03_2022.key.split("/")[0] != SKM_2017.key.split("/")[0]


def test_an_index_refuses_an_answer_of_the_other_form() -> None:
    with pytest.raises(ValueError, match="is no answer"):
        ikm([{**dict.fromkeys(UNSUR, 4), "f03_sikap": 4}])


def test_a_mean_is_of_who_answered_and_of_ten_at_least() -> None:
    found = means(F03_2022, [[{"f03_sikap": 5, "f03_jam": 0}] * 9 + [{"f03_sikap": 4}]])

    assert (found["f03_sikap"], found["f03_jam"]) == (Mean(10, Decimal("4.90")), Mean(0, None))


def test_a_mean_grows_by_ten_answers_at_least() -> None:
    month, few = [{"f03_sikap": 5}] * 10, [{"f03_sikap": 0}] * 9

    told = [means(F03_2022, each)["f03_sikap"].n for each in ([month], [month, few], [month, few, few])]

    assert told == [10, 10, 28]


def test_zero_is_an_answer_and_six_is_none() -> None:
    assert (F03_2022.faults({"f03_jam": 0}), F03_2022.faults({"f03_jam": 6})) == ([], ["f03_jam"])
