"""What may be shown of groups, how many answers are wanted, and what part answered."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.citizen.survey.groups import MIN_GROUP, shown_groups
from queue_app.domain.citizen.survey.sample import response_rate, target

PRINTED = """
10:10 15:14 20:19 25:24 30:28 35:32 40:36 45:40 50:44 55:48 60:52 65:56 70:59 75:63 80:66 85:70 90:73 95:76 100:80
110:86 120:92 130:97 140:103 150:108 160:113 170:118 180:123 190:127 200:132 210:136 220:140 230:144 240:148 250:152
260:155 270:159 280:162 290:165 300:169 320:175 340:181 360:186 380:191 400:196 420:201 440:205 460:210 480:214 500:217
550:226 600:234 650:242 700:248 750:254 800:260 850:265 900:269 950:274 1000:278 1100:285 1200:291 1300:297 1400:302
1500:306 1600:310 1700:313 1800:317 1900:320 2000:322 2200:327 2400:331 2600:335 2800:338 3000:341 3500:346 4000:351
4500:354 5000:357 6000:361 7000:364 8000:367 9000:368 10000:370 15000:375 20000:377 30000:379 40000:380 50000:381
75000:382 1000000:384
"""


def test_a_large_group_is_shown_where_the_rest_is_large_too() -> None:
    assert shown_groups({"ktp": 40, "kk": 12, "akta": 6, "pindah": 5}) == {"ktp", "kk"}


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert shown_groups({"ktp": 40, "kk": 12, "akta": 9}) == {"ktp"}


def test_nobody_is_no_group_and_gives_nothing_away() -> None:
    assert shown_groups({"ktp": 40, "kk": 12, "akta": 0}) == {"ktp", "kk"}


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 60)), st.integers(2, 40))
def test_what_is_hidden_cannot_be_computed(counts: dict[int, int], least: int) -> None:
    shown = shown_groups(counts, least)
    rest = sum(counts.values()) - sum(counts[key] for key in shown)

    assert all(counts[key] >= least for key in shown)
    assert not shown or rest == 0 or rest >= least


def test_the_least_group_is_ten() -> None:
    assert (shown_groups({1: 10}), shown_groups({1: 9}), MIN_GROUP) == ({1}, set(), 10)


def test_the_target_is_the_printed_table_in_every_row() -> None:
    rows = [tuple(map(int, row.split(":"))) for row in PRINTED.split()]

    assert len(rows) == 90
    assert [(population, target(population)) for population, _wanted in rows] == rows


@pytest.mark.parametrize(("confidence", "wanted"), [(99, 399), (95, 278), (90, 213)])
def test_a_surer_survey_wants_more(confidence: int, wanted: int) -> None:
    assert target(1000, confidence) == wanted


def test_of_nobody_nothing_is_wanted_and_no_rate_told() -> None:
    assert (target(0), target(1), response_rate(0, 0), response_rate(3, 4)) == (0, 1, None, Fraction(3, 4))
