"""Doubts about a time at the counter's page: each says what that person may say, and reads who said the rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queue_app.store.queue.tables import LegMark, Note
from tests.browser.conftest import Hall
from tests.browser.test_desk_day import answer, numbers_taken, press
from tests.served import rows


def search(counter: Page, number: str) -> None:
    press(counter, "/")
    counter.keyboard.insert_text(number)


@pytest.mark.slow("two people at two counters, by keyboard")
def test_a_supervisors_mark_is_disputed_by_its_officer_and_withdrawn_with_a_reason(hall: Hall) -> None:
    numbers_taken(hall, 1)
    wati, tini = hall.at_counter("wati", 1), hall.at_counter("tini", 2)
    press(wati, "P", "M", "S")
    expect(wati.get_by_test_id("finished-today")).to_have_text("1")

    search(tini, "a1")
    expect(tini.get_by_test_id("dialog-search")).to_contain_text("Tandai tidak akurat")
    answer(tini, "search", "Enter")
    press(wati, "W")
    expect(wati.get_by_test_id("dialog-times")).to_contain_text("Sanggah: ditandai supervisor")
    answer(
        wati, "times", "ArrowDown", "ArrowDown", "Enter"
    )  # the first is to mark it, the second to dispute "too short"
    search(tini, "a1")
    expect(tini.get_by_test_id("dialog-search")).to_contain_text("ditandai Anda, disanggah")
    tini.keyboard.press("Escape")
    press(wati, "W")
    answer(wati, "times", "Enter")
    search(tini, "a1")
    expect(tini.get_by_test_id("dialog-search")).to_contain_text("Cabut: ditandai petugas")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        tini.keyboard.press(key)
    answer(tini, "withdraw", "2", "Tab", *"akta", "Enter")
    press(wati, "W")
    expect(wati.get_by_test_id("dialog-times")).to_contain_text("ditandai Anda, dicabut: Kasusnya sulit, wajar lama")

    assert [tuple(row) for row in rows(hall.database_url, LegMark.why, LegMark.withdrawn_reason)] == [
        ("officer", "kasus_sulit"), ("supervisor", None), ("too_short", None),
    ]  # fmt: skip
    assert [row[-1] for row in rows(hall.database_url, Note.id, Note.text)] == ["akta"]
