"""The survey on a tablet: one hand, nine presses, nothing lost by a cut line, nobody interrupted."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import Page, expect

from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.store.citizen.survey.tables import QuickRating, SurveyAnswer
from tests.browser.conftest import Hall
from tests.browser.test_accessible import AXE, only_faulty, told
from tests.people import Person
from tests.served import hear, open_counter, rows, take_number
from tests.servers.chromium import stop_clock

UPRIGHT, LYING = {"width": 800, "height": 1280}, {"width": 1280, "height": 800}
ONE_HAND_S = 60
LOWER_HALF = """() => Array.from(document.querySelectorAll('.option')).every(each => {
    const box = each.getBoundingClientRect();
    return box.height >= 60 && box.top >= innerHeight * 0.3 && box.bottom <= innerHeight; })"""


def serve(hall: Hall, officer: Person | None = None) -> tuple[str, Person]:
    """A visit that ends at counter 1 now: its number, and who served."""
    wati = officer or open_counter(hall.server.url, "wati", hall.names.counters[1])
    given = take_number(wati, hall.names.services["KTP"])
    _status, called = wati.post("/counter/call-next")
    hear(hall.database_url)
    leg_id = called["open"]["leg_id"]
    assert wati.post("/counter/start", {"leg_id": leg_id})[0] == 200
    assert wati.post("/counter/finish", {"leg_id": leg_id})[0] == 200
    return given["number"], wati


def tablet(hall: Hall, *, at: str = "", size: dict[str, int] = LYING) -> Page:
    page = hall.screen("kiosk")
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{hall.server.url}/survey/uji{at}")
    return page


def at_counter(hall: Hall) -> str:
    return f"?counter={hall.names.counters[1]}"


def press(page: Page, name: str) -> None:
    """A finger; by key, for two presses at one place within a moment are taken for a double tap."""
    page.get_by_test_id(name).press("Enter")


def type_number(page: Page, number: str) -> None:
    for each in number:
        press(page, f"key-{each}")
    press(page, "find")
    expect(page.get_by_test_id("option-1")).to_be_visible()


def answer_all(page: Page, value: int) -> None:
    for code in UNSUR:
        expect(page.get_by_test_id(f"screen-question-{code}")).to_be_visible()
        assert page.evaluate(LOWER_HALF), code
        press(page, f"option-{value}")


@pytest.mark.slow("nine questions are pressed")
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_nine_questions_are_answered_in_under_a_minute_by_one_press_each(hall: Hall, size: dict[str, int]) -> None:
    number, _wati = serve(hall)
    page = tablet(hall, size=size)
    began = time.monotonic()

    type_number(page, number)
    answer_all(page, 4)
    press(page, "sex-p")
    press(page, "send")

    expect(page.get_by_test_id("screen-thanks")).to_be_visible()
    assert time.monotonic() - began < ONE_HAND_S
    assert [json.loads(each[0]) for each in rows(hall.database_url, SurveyAnswer.answers)] == [dict.fromkeys(UNSUR, 4)]


@pytest.mark.slow("a server and a browser of its own")
def test_a_finish_at_the_counter_is_asked_there_and_does_not_interrupt_who_answers(hall: Hall) -> None:
    page = tablet(hall, at=at_counter(hall))
    first, wati = serve(hall)
    expect(page.get_by_text(f"Terima kasih, {first}.")).to_be_visible()
    page.get_by_test_id("face-3").click()
    page.get_by_test_id("begin").click()
    page.get_by_test_id("option-2").click()

    serve(hall, wati)
    with page.expect_response("**/state*"):
        pass
    expect(page.get_by_test_id("screen-question-prosedur")).to_be_visible()

    assert [each[0] for each in rows(hall.database_url, QuickRating.score)] == [3]


@pytest.mark.slow("a server and a browser of its own")
def test_what_was_left_half_answered_is_not_counted(hall: Hall) -> None:
    number, _wati = serve(hall)
    page = hall.screen("kiosk")
    stop_clock(page)
    page.goto(f"{hall.server.url}/survey/uji")
    type_number(page, number)
    press(page, "option-1")

    page.clock.fast_forward(45_000)
    expect(page.get_by_test_id("still")).to_be_visible()
    page.clock.fast_forward(20_000)

    expect(page.get_by_test_id("screen-number")).to_be_visible()
    assert rows(hall.database_url, SurveyAnswer.answers) == []


@pytest.mark.slow("a server and a browser of its own")
def test_answers_that_were_sent_while_the_line_was_cut_arrive_when_it_is_back(hall: Hall) -> None:
    number, _wati = serve(hall)
    page = tablet(hall)
    type_number(page, number)
    answer_all(page, 3)
    page.context.set_offline(True)
    press(page, "send")
    expect(page.get_by_test_id("cut")).to_be_visible()

    page.context.set_offline(False)

    expect(page.get_by_test_id("screen-thanks")).to_be_visible()
    assert len(rows(hall.database_url, SurveyAnswer.answers)) == 1


@pytest.mark.slow("a server and a browser of its own")
def test_a_kiosk_leads_to_the_survey_and_back_to_its_start(hall: Hall) -> None:
    number, _wati = serve(hall)
    kiosk = hall.screen("kiosk", "/kiosk/uji?seat=low")
    kiosk.get_by_test_id("survey").click()

    type_number(kiosk, number)
    answer_all(kiosk, 2)
    press(kiosk, "send")
    press(kiosk, "finish")

    expect(kiosk.get_by_test_id("service-KTP")).to_be_visible()
    assert kiosk.url.endswith("/kiosk/uji?seat=low")


@pytest.mark.slow("a server and a browser of its own")
def test_no_screen_of_the_tablet_has_a_fault(hall: Hall) -> None:
    number, _wati = serve(hall)
    page = hall.screen("kiosk")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(AXE)
    page.goto(f"{hall.server.url}/survey/uji{at_counter(hall)}")
    expect(page.get_by_text(number)).to_be_visible()
    faults = {"faces": told(page)}
    for name in ("face-4", "begin", *["skip"] * len(UNSUR)):
        faults[name] = told(page) if name != "skip" else []
        press(page, name)
        page.wait_for_timeout(50)

    expect(page.get_by_test_id("screen-about")).to_be_visible()
    faults["about"] = told(page)

    assert only_faulty(faults) == {}
