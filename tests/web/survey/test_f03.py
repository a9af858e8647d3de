"""The public's form of PEKPPP on the citizen's page: where the office asks, once, and never mixed with the survey."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from queue_app.actions.office import setup
from queue_app.domain.citizen.survey.f03_2022 import F03_2022
from queue_app.store.citizen.survey import answers
from queue_app.store.citizen.survey.tables import SurveyAnswer
from tests.surveys import served
from tests.surveys_sent import FORM, finished, send
from tests.web.people.test_courses import words
from tests.web.visitors import Site

DEGREES = dict.fromkeys(F03_2022.codes, "4")


def ask(site: Site) -> None:
    setup.change(
        site.office.desk, site.office.office_id, by=None,
        edit=lambda plan: replace(plan, rules=replace(plan.rules, asks_f03=True)),
    )  # fmt: skip


def test_an_office_that_does_not_ask_has_no_such_page(site: Site) -> None:
    token = finished(site).token

    assert site.visitor().get(f"/t/{token}/f03").status_code == 404
    assert send(site.visitor(), token, way="f03", **DEGREES).status_code == 404


def test_after_the_survey_the_page_leads_to_the_form(site: Site) -> None:
    ask(site)
    token, citizen = finished(site).token, site.visitor(lang="id")
    send(citizen, token, **FORM)

    assert f'href="/t/{token}/f03"' in citizen.get(f"/t/{token}/survey").text
    radios = re.findall(r'type="radio" name="(\w+)" value="(\d)"', citizen.get(f"/t/{token}/f03").text)
    assert radios == [(code, str(value)) for code in F03_2022.codes for value in range(6)]


def test_what_is_sent_counts_once_and_in_no_index(site: Site) -> None:
    ask(site)
    token, citizen = finished(site).token, site.visitor()

    sent = [send(citizen, token, way="f03", **DEGREES).status_code for _ in range(2)]

    day = site.office.rows(SurveyAnswer.business_date)[0]
    with site.office.desk.reading() as connection:
        of_survey = answers.answers(connection, site.office.office_id, day, day)
    assert (sent, site.office.rows(SurveyAnswer.instrument), of_survey) == ([302, 302], ["f03/2022-1"], [])
    assert 'data-testid="survey-form"' in citizen.get(f"/t/{token}/survey").text


def test_nothing_is_taken_from_an_empty_form_a_wrong_degree_or_staff(site: Site) -> None:
    ask(site)
    token = finished(site).token

    asked = [{"f03_jam": ""}, {"f03_jam": "6"}]
    assert [send(site.visitor(), token, way="f03", **form).status_code for form in asked] == [400, 400]
    assert send(site.signed_in("tini"), token, way="f03", **DEGREES).status_code == 302
    assert site.office.rows(SurveyAnswer.id) == []


def test_means_are_shown_of_ten_in_months_that_are_over(site: Site) -> None:
    ask(site)
    issued = [finished(site).token, *(served(site.office).token for _ in range(9))]
    for token in issued:
        send(site.visitor(), token, way="f03", **DEGREES)

    today = words(site.signed_in("tini").get("/pekppp").text, "f03")
    site.office.clock.now += timedelta(days=16)  # the month is over, and its last day takes no answers any more
    after = words(site.signed_in("tini").get("/pekppp").text, "f03")

    assert today.startswith("Jawaban F-03 belum dapat ditampilkan")
    assert after.startswith("Persyaratan layanan mudah dipenuhi. 4.00")
