"""The survey on the citizen's page: offered once the visit is over, sent once, as forms that any phone sends."""

from __future__ import annotations

import re

import pytest

from queue_app.domain.citizen.survey.answers import Respondent
from queue_app.store.citizen.survey.tables import QuickRating, SurveyAnswer, SurveyComment
from tests.actions.queue.test_calls import choose
from tests.surveys_sent import FORM, finished, send
from tests.web.visitors import Site


def ids(page: str) -> set[str]:
    return set(re.findall(r'data-testid="((?:survey|quick|rated|face)[^"]*)"', page))


def test_a_finished_number_offers_the_survey_and_four_faces(site: Site) -> None:
    page = site.visitor(lang="id").get(f"/t/{finished(site).token}").text

    assert ids(page) == {"survey-offer", "quick", "face-1", "face-2", "face-3", "face-4", "survey-open"}
    assert "Isi survei" in page


def test_nine_questions_with_four_answers_each_stand_on_one_page(site: Site) -> None:
    page = site.visitor(lang="id").get(f"/t/{finished(site).token}/survey").text

    radios = re.findall(r'type="radio" name="(\w+)" value="(\d)"', page)
    assert radios == [(code, str(value)) for code in FORM for value in range(1, 5)]
    assert "kewajaran biaya/tarif" in page


def test_what_is_sent_is_taken_and_the_page_thanks(site: Site) -> None:
    token, citizen = finished(site).token, site.visitor(lang="id")

    sent = send(citizen, token, **FORM, sex="p", age_band="60+", has_disability="yes", comment="Rapi.")

    assert (sent.status_code, sent.location) == (302, f"/t/{token}/survey")
    assert ids(citizen.get(f"/t/{token}/survey").text) == {"survey-thanks"}
    assert site.office.rows(SurveyAnswer.age_band) == ["60+"]
    assert site.office.rows(SurveyComment.text) == ["Rapi."]


def test_questions_may_be_left_out_but_not_all_of_them(site: Site) -> None:
    token, citizen = finished(site).token, site.visitor()

    empty = send(citizen, token, comment="Rapi.")
    some = send(citizen, token, waktu="2")

    assert (empty.status_code, "Rapi." in empty.text, ids(empty.text)) == (
        400, True, {"survey-wrong", "survey-form", "survey-send"},
    )  # fmt: skip
    assert some.status_code == 302
    assert site.office.rows(SurveyAnswer.answers) == ['{"waktu":2}']


def test_a_second_form_changes_nothing_and_is_thanked_too(site: Site) -> None:
    token, citizen = finished(site).token, site.visitor()

    statuses = [send(citizen, token, waktu=value).status_code for value in ("4", "1")]

    assert statuses == [302, 302]
    assert site.office.rows(SurveyAnswer.answers) == ['{"waktu":4}']


def test_one_press_on_a_face_is_one_rating_and_no_answer(site: Site) -> None:
    token, citizen = finished(site).token, site.visitor(lang="id")

    for score in ("4", "1"):
        send(citizen, token, way="rating", score=score)

    assert (site.office.rows(QuickRating.score), site.office.rows(SurveyAnswer.id)) == ([4], [])
    assert ids(citizen.get(f"/t/{token}").text) == {"survey-offer", "rated", "survey-open"}


def test_staff_who_are_signed_in_answer_for_nobody(site: Site) -> None:
    token, officer = finished(site).token, site.signed_in("joko")

    send(officer, token)
    send(officer, token, way="rating", score="4")

    assert ids(officer.get(f"/t/{token}/survey").text) == {"survey-staff"}
    assert (site.office.rows(SurveyAnswer.id), site.office.rows(QuickRating.id)) == ([], [])


def test_what_is_answered_where_staff_signed_in_today_is_marked(site: Site) -> None:
    officer = site.signed_in("joko")
    officer.post("/sign-out")
    other, there = finished(site).token, finished(site).token

    send(site.visitor(), other)
    send(officer, there)

    assert sorted(site.office.rows(SurveyAnswer.is_own_device)) == [False, True]


@pytest.mark.parametrize("state", ["waiting", "off", "over"])
def test_who_is_not_asked_finds_no_form(site: Site, state: str) -> None:
    token = site.office.issue().token if state == "waiting" else finished(site).token
    if state == "off":
        choose(site.office, survey_is_on=False)
    site.office.clock.tick(days=8 if state == "over" else 0)

    page = site.visitor().get(f"/t/{token}/survey").text

    assert ids(page) == {"survey-over" if state == "over" else "survey-none"}


def test_a_page_of_another_site_sends_nothing(site: Site) -> None:
    token = finished(site).token

    answer = site.visitor().browser.post(f"/t/{token}/survey", data=FORM, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, site.office.rows(SurveyAnswer.id)) == (403, [])


@pytest.mark.parametrize("fields", [{"waktu": "5"}, {"waktu": "x"}, {"waktu": "3", "sex": "robot"}])
def test_what_no_form_sends_is_refused(site: Site, fields: dict[str, str]) -> None:
    assert send(site.visitor(), finished(site).token, **fields).status_code == 400


def test_one_address_does_not_send_for_a_whole_office(site: Site) -> None:
    site.office.open_counter()
    tokens = [finished(site).token for _ in range(31)]
    citizen = site.visitor()

    statuses = [send(citizen, token).status_code for token in tokens]

    assert statuses == [302] * 30 + [429]


def test_what_a_respondent_said_is_kept_by_its_codes(site: Site) -> None:
    send(site.visitor(), finished(site).token, waktu="3", education="sma", occupation="wirausaha", has_disability="no")

    said = Respondent(None, None, "sma", "wirausaha", False)
    columns = (SurveyAnswer.sex, SurveyAnswer.age_band, SurveyAnswer.education, SurveyAnswer.occupation)
    assert [*(site.office.rows(each)[0] for each in columns), site.office.rows(SurveyAnswer.has_disability)[0]] == [
        *said
    ]
