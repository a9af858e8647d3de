"""The examples of the page that explains the measures say what the product computes."""

from __future__ import annotations

from statistics import mean, median

from queue_app.domain.evidence.explained import MEASURES

EXAMPLES = {each.code: each.example for each in MEASURES}
ANI = {"certificate": (20, 14.0), "card": (5, 9.0)}
BENI = {"certificate": (5, 15.5), "card": (20, 10.5)}
USUAL = {"certificate": 15.0, "card": 10.0}


def observed(of: dict[str, tuple[int, float]]) -> float:
    return sum(n * minutes for n, minutes in of.values())


def expected(of: dict[str, tuple[int, float]]) -> float:
    return sum(n * USUAL[kind] for kind, (n, _minutes) in of.items())


def test_the_median_of_the_example_is_seven_and_its_mean_more_than_thirteen() -> None:
    minutes = [4, 6, 7, 9, 40]

    assert f"the median is {median(minutes)} minutes. The mean would say {mean(minutes)}" in EXAMPLES["service_time"]


def test_who_looks_slower_on_the_mean_is_faster_at_both() -> None:
    said = EXAMPLES["ratio"]

    assert [f"{observed(each) / 25:g}" for each in (ANI, BENI)] == ["13", "11.5"]
    assert "13 minutes on average" in said
    assert "11.5 on average" in said
    assert f"Ani has {observed(ANI) / expected(ANI):.2f}, Beni {observed(BENI) / expected(BENI):.2f}" in " ".join(
        said.split()
    )


def test_each_measure_is_named_once() -> None:
    assert len({each.code for each in MEASURES}) == len({each.name for each in MEASURES}) == len(MEASURES)
