"""The install sheet says what its data says, and hides nothing that nobody has confirmed."""

from __future__ import annotations

from docs.write_install import GROUPS, OPEN, SHEET, measures, sheet

FIELDS = {"group", "id", "en", "value", "source", "is_confirmed"}


def test_the_sheet_is_what_the_measures_say_now() -> None:
    is_fresh = SHEET.read_text(encoding="utf-8") == sheet()

    assert is_fresh, "A measure has changed. Write the sheet anew and commit it: .venv/bin/python -m docs.write_install"


def test_every_measure_is_whole_and_stands_in_a_group() -> None:
    assert [each for each in measures() if set(each) != FIELDS or each["group"] not in GROUPS] == []


def test_what_nobody_has_confirmed_says_so() -> None:
    rows = [line for line in SHEET.read_text(encoding="utf-8").splitlines() if OPEN in line and line.startswith("| ☐")]

    assert len(rows) == sum(not each["is_confirmed"] for each in measures())
