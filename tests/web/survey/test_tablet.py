"""The survey's tablet: at a counter it asks whoever was served there last, at the exit whose number is typed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from queue_app.actions.office import setup
from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.citizen.survey.tables import QuickRating, SurveyAnswer
from queue_app.store.hall.tables import Device
from queue_app.web.survey import asking, keys
from queue_app.web.survey.keys import Asked
from tests.web.visitors import Site, Visitor

ALL_GOOD = dict.fromkeys(UNSUR, 3)


@pytest.fixture
def tablet(site: Site) -> Visitor:
    """At counter 1 of an office that pairs its screens."""
    site.pairs_devices()
    visitor = site.device(DeviceKind.SURVEY)
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(update(Device).values(counter_id=site.office.counters[1]))
    return visitor


def serve(site: Site, service: str = "KTP") -> str:
    """The number of a visit that has just ended at counter 1."""
    site.office.open_counter()
    issued = site.office.issue(service)
    site.office.served()
    return issued.shown


def asked(tablet: Visitor, path: str = "/survey/uji/state") -> Any:
    answer = tablet.get(path)
    assert answer.status_code == 200, answer.text
    state: Any = answer.json
    return state["asked"]


def send(screen: Visitor, path: str, **body: Any) -> tuple[int, Any]:
    answer = screen.browser.post(path, json=body)
    return answer.status_code, answer.json


def test_a_tablet_at_a_counter_asks_who_was_served_there_last_and_takes_all_nine_answers(
    site: Site, tablet: Visitor
) -> None:
    number = serve(site)
    found = asked(tablet)

    answered = send(tablet, "/survey/uji/answers", key=found["key"], values=ALL_GOOD, sex="p", has_disability="no")

    assert (found["number"], answered, asked(tablet)) == (number, (200, {"is_taken": True}), None)
    assert [json.loads(each) for each in site.office.rows(SurveyAnswer.answers)] == [ALL_GOOD]
    kept = [SurveyAnswer.channel, SurveyAnswer.is_own_device, SurveyAnswer.sex, SurveyAnswer.has_disability]
    assert [site.office.rows(each) for each in kept] == [["tablet"], [True], ["p"], [False]]


def test_a_face_is_one_press_kept_apart_and_leaves_the_survey_open(site: Site, tablet: Visitor) -> None:
    serve(site)
    key = asked(tablet)["key"]

    sent = [
        send(tablet, "/survey/uji/rating", key=key, score=4)[0],
        send(tablet, "/survey/uji/rating", key=key, score=1)[0],
        send(tablet, "/survey/uji/answers", key=key, values={"waktu": 2})[0],
    ]

    assert sent == [200, 409, 200]
    assert (site.office.rows(QuickRating.score), site.office.rows(SurveyAnswer.answers)) == ([4], ['{"waktu":2}'])


def test_a_visit_is_answered_once_however_often_the_tablet_sends(site: Site, tablet: Visitor) -> None:
    serve(site)
    key = asked(tablet)["key"]

    sent = [send(tablet, "/survey/uji/answers", key=key, values=ALL_GOOD) for _ in range(2)]

    assert [status for status, _body in sent] == [200, 409]
    assert sent[1][1]["error"] == "already_answered"


def test_who_left_long_ago_or_goes_on_to_a_further_service_is_not_asked(site: Site, tablet: Visitor) -> None:
    site.office.open_counter()
    site.office.issue()
    leg = site.office.call_next()
    site.office.transfer(leg)
    going_on = asked(tablet)
    last = site.office.served()
    here = asked(tablet)["number"]
    site.office.clock.tick(minutes=2)

    assert (going_on, here, asked(tablet)) == (None, last.shown, None)


def test_a_tablet_at_the_exit_finds_a_visit_by_its_number_and_is_no_device_of_the_counter(site: Site) -> None:
    number = serve(site)
    screen = site.visitor()

    found = send(screen, "/survey/uji/number", number=f" {number.lower()} ")[1]
    send(screen, "/survey/uji/answers", key=found["key"], values=ALL_GOOD)
    again = send(screen, "/survey/uji/number", number=number)

    assert found["number"] == number
    assert site.office.rows(SurveyAnswer.is_own_device) == [False]
    assert (again[0], again[1]["error"]) == (409, "already_answered")


def test_a_number_that_waits_still_or_that_there_is_none_of_is_told_alike(site: Site) -> None:
    waiting = site.office.issue().shown

    told = [send(site.visitor(), "/survey/uji/number", number=each) for each in (waiting, "Z999", "?", "")]

    assert [(status, body["error"]) for status, body in told] == [(404, "no_such_visit")] * 4


def test_a_number_of_two_series_asks_for_its_letter(site: Site) -> None:
    numbers = []
    for service, counter in (("KTP", "wati"), ("AKTA", "joko")):
        site.office.open_counter(1 if counter == "wati" else 2, by=counter)
        numbers.append(site.office.issue(service).shown)
        site.office.served(by=counter)

    status, body = send(site.visitor(), "/survey/uji/number", number="1")

    assert (status, body["error"], body["message"].endswith(": A001, B001.")) == (409, "which_letter", True)
    assert numbers == ["A001", "B001"]


def test_whoever_tries_out_numbers_is_stopped(site: Site) -> None:
    screen = site.visitor()

    told = [send(screen, "/survey/uji/number", number=f"A{each:03d}")[0] for each in range(asking.NUMBERS.amount + 1)]

    assert (set(told[:-1]), told[-1]) == ({404}, 429)


def test_answers_from_a_computer_on_which_somebody_is_signed_in_are_marked(site: Site) -> None:
    number = serve(site)
    officer = site.signed_in("wati")

    key = send(officer, "/survey/uji/number", number=number)[1]["key"]
    send(officer, "/survey/uji/answers", key=key, values=ALL_GOOD)

    assert site.office.rows(SurveyAnswer.is_own_device) == [True]


@pytest.mark.parametrize("shown", ["", "x", "W10.x.y"])
def test_a_key_that_this_server_has_not_made_is_worth_nothing(site: Site, shown: str) -> None:
    status, body = send(site.visitor(), "/survey/uji/answers", key=shown, values=ALL_GOOD)

    assert (status, body["error"]) == (409, "question_gone")


def test_a_key_of_another_office_is_worth_nothing(site: Site) -> None:
    serve(site)
    with site.app.test_request_context():
        shown = keys.key(site.office.office_id + 1, Asked(1, None))

    assert send(site.visitor(), "/survey/uji/answers", key=shown, values=ALL_GOOD)[0] == 409


@pytest.mark.parametrize(
    "values", [{}, {"waktu": 5}, {"waktu": 0}, {"other": 3}, {"waktu": "3"}], ids=["none", "5", "0", "code", "text"]
)
def test_answers_that_nobody_can_press_are_refused(site: Site, tablet: Visitor, values: dict[str, Any]) -> None:
    serve(site)

    assert send(tablet, "/survey/uji/answers", key=asked(tablet)["key"], values=values)[0] == 400
    assert site.office.rows(SurveyAnswer.answers) == []


def test_an_office_that_asks_no_survey_asks_none_at_its_screens(site: Site, tablet: Visitor) -> None:
    number = serve(site)
    setup.change(
        site.office.desk, site.office.office_id, by=None,
        edit=lambda plan: replace(plan, rules=replace(plan.rules, survey_is_on=False)),
    )  # fmt: skip

    state = tablet.get("/survey/uji/state").json
    refused = send(tablet, "/survey/uji/number", number=number)[1]["error"]

    assert (state, refused) == ({"is_on": False, "asked": None}, "survey_over")


def test_the_page_starts_with_the_wording_of_the_regulation_in_the_order_of_its_list(site: Site) -> None:
    text = site.visitor().get("/survey/uji?counter=1").text
    boot = json.loads(re.search(r'id="boot">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]

    assert [each["code"] for each in boot["questions"]] == list(UNSUR)
    assert boot["questions"][3]["options"]["id"] == ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"]
    assert (boot["place"], boot["letters"], boot["state"]) == ("counter", ["A", "B"], {"is_on": True, "asked": None})


def test_a_kiosk_asks_by_number_and_its_answers_are_the_kiosks(site: Site) -> None:
    number = serve(site)
    site.pairs_devices()
    kiosk = site.device(DeviceKind.KIOSK)

    found = send(kiosk, "/kiosk/uji/survey/number", number=number)[1]
    status, _body = send(kiosk, "/kiosk/uji/survey/answers", key=found["key"], values=ALL_GOOD)

    assert (kiosk.get("/kiosk/uji/survey").status_code, status) == (200, 200)
    assert site.office.rows(SurveyAnswer.channel) == ["kiosk"]


def test_a_kiosk_has_the_way_to_the_survey_only_where_it_is_asked(site: Site) -> None:
    shown = '"survey": "/kiosk/uji/survey"'
    before = shown in site.visitor().get("/kiosk/uji").text

    setup.change(
        site.office.desk, site.office.office_id, by=None,
        edit=lambda plan: replace(plan, rules=replace(plan.rules, survey_is_on=False)),
    )  # fmt: skip

    assert (before, shown in site.visitor().get("/kiosk/uji").text) == (True, False)
