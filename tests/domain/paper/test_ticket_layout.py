"""The layout of a ticket as data: what no paper can hold is told, with its place."""

from __future__ import annotations

import pytest

from queue_app.domain.office.faults import Fault
from queue_app.domain.paper.ticket_layout import DEFAULT, PARTS, TicketLinePlan, check, misfits

NUMBER = TicketLinePlan("number", size=4)


def test_the_default_layout_has_no_fault() -> None:
    assert list(check(DEFAULT)) == []


def test_an_office_without_lines_of_its_own_has_no_fault() -> None:
    assert list(check(())) == []


def test_a_text_too_wide_for_58_mm_is_named_with_its_columns_and_those_of_the_paper() -> None:
    lines = [NUMBER, TicketLinePlan("text", size=2, text_id="Gratis\nLayanan ini tidak dipungut biaya", text_en="Free")]

    assert list(check(lines)) == [
        Fault(
            ("ticket_line", 1, "text_id"), "line_too_wide",
            {"text": "Layanan ini tidak dipungut biaya", "columns": 64, "most": 32},
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "size", "faults"), [("a" * 32, 1, 0), ("a" * 33, 1, 1), ("a" * 8, 4, 0), ("ab", 17, 1)]
)
def test_a_line_may_take_all_columns_and_not_one_more(text: str, size: int, faults: int) -> None:
    assert len(list(check([NUMBER, TicketLinePlan("text", size=size, text_id=text)]))) == faults


def test_a_line_is_as_wide_as_it_is_printed() -> None:
    spelled = "…" + "é" * 29  # three dots and bare letters

    assert list(check([NUMBER, TicketLinePlan("text", text_id=spelled)])) == []
    assert len(list(check([NUMBER, TicketLinePlan("text", text_id=spelled + "é")]))) == 1


def test_everything_but_a_fixed_text_is_fitted_to_the_paper_and_never_too_wide() -> None:
    fitted = [TicketLinePlan(what, size=8) for what in PARTS if what != "text"]

    assert list(check(fitted)) == []


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (TicketLinePlan("nik"), "what", "must_be_one_of"),
        (TicketLinePlan("office", align="middle"), "align", "must_be_one_of"),
        (TicketLinePlan("office", size=0), "size", "out_of_range"),
        (TicketLinePlan("office", size=9), "size", "out_of_range"),
        (TicketLinePlan("text", text_id=" "), "text_id", "empty"),
    ],
)
def test_each_fault_of_a_line_is_told_at_its_field(line: TicketLinePlan, field: str, code: str) -> None:
    assert [(fault.where, fault.code) for fault in check([NUMBER, line])] == [(("ticket_line", 1, field), code)]


@pytest.mark.parametrize(
    ("line", "length"),
    [
        (TicketLinePlan("text", size=8, text_id="A", text_en="A\n" * 42), 1008),
        (TicketLinePlan("text", text_id="A\n" * 334), 1002),
    ],
)
def test_a_ticket_that_would_use_up_the_roll_is_refused(line: TicketLinePlan, length: int) -> None:
    told = {"length": length, "most": 1000}

    assert list(misfits([NUMBER, line])) == [Fault(("ticket_line",), "ticket_too_long", told)]
    assert list(check([NUMBER, *[TicketLinePlan("gap", size=1)] * 333])) == []


def test_a_ticket_without_its_number_is_refused() -> None:
    assert list(check([TicketLinePlan("office")])) == [Fault(("ticket_line",), "ticket_without_number")]
