"""Dates and signs as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.office import typed
from queue_app.domain.queue import numbering

DAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    "text", ["2026-12-03", "2026-12-3", "2026/12/03", "3/12/2026", "03-12-2026", "3.12.2026", "3 Desember 2026",
             "03 Des 2026",
             "3-Dec-2026", "Kamis, 3 Desember 2026", "Jum'at, 3 DES 2026", " 3 – 12 – 2026 ", "０３/１２/２０２６"],
)  # fmt: skip
def test_a_date_is_read_in_the_order_of_the_country_or_of_programs(text: str) -> None:
    assert typed.day(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "besok", "31/02/2026", "12/31/2026", "3/12/26", "3 Foo 2026", "0/0/0000", "20261203", "3/12",
             "9" * 5000],
)  # fmt: skip
def test_what_is_no_date_or_leaves_a_doubt_is_none(text: str) -> None:
    assert typed.day(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("A012", ("A", 12)), ("a 12", ("A", 12)), ("A-012", ("A", 12)), ("A–12", ("A", 12)), ("A.12", ("A", 12)),
     ("No. 12", ("", 12)), ("12", ("", 12)), (" 0012 ", ("", 12)), ("A\u00a0012", ("A", 12)), ("A", None),
     ("A12345", None),
     ("AB12", None), ("", None)],
)  # fmt: skip
def test_a_number_is_read_as_people_say_and_type_it(text: str, found: tuple[str, int] | None) -> None:
    assert numbering.typed(text) == found
