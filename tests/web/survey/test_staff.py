"""The survey for staff: who was asked and answered, what was written, forms from paper, and files."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.log.events import FormsTaken
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.survey.tables import SurveyAnswer, SurveyComment
from tests.published import filled, keep
from tests.surveys import answer, rate, served
from tests.web.visitors import Site, Visitor

FILE = b"u1;u2;u3;u4;u5;u6;u7;u8;u9\n3;3;3;4;3;3;3;3;3\n4;4;4;4;4;4;4;4;4\n"


@pytest.fixture
def supervisor(site: Site) -> Visitor:
    site.give_role("joko", Role.SUPERVISOR)
    return site.signed_in("joko", lang="en")


def send(visitor: Visitor, path: str, **fields: object) -> TestResponse:
    return visitor.browser.post(path, data={"csrf_token": visitor.csrf(), **fields})


def told(page: str, testid: str) -> str:
    (found,) = re.findall(rf'data-testid="{testid}"[^>]*>(.*?)</(?:p|dl|ul)>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(found)).split())


def a_day(site: Site, count: int, *, comment: str = "") -> Visitor:
    """So many were served yesterday, of whom three answered; answers the supervisor who reads of it today."""
    site.office.open_counter()
    for place in range(count):
        issued = served(site.office)
        if place < 3:
            answer(site.office, issued, comment=comment)
    site.office.clock.tick(days=1)
    return site.signed_in("joko", lang="en")


@pytest.mark.usefixtures("supervisor")
def test_the_page_tells_asked_answered_rate_and_what_is_wanted(site: Site) -> None:
    supervisor = a_day(site, 10)

    page = supervisor.get("/surveys?period=2026-11").text

    assert told(page, "sums") == (
        "Served and asked 10 Filled in 3 Response rate, without paper 30 % Wanted (Krejcie and Morgan) 10"
    )


def test_today_is_in_no_figure(site: Site, supervisor: Visitor) -> None:
    a_day(site, 10)
    site.office.clock.tick(days=-1)

    assert told(supervisor.get("/surveys").text, "sums").startswith("Served and asked 0 Filled in 0")


@pytest.mark.usefixtures("supervisor")
def test_forms_are_taken_and_shown_as_a_share(site: Site) -> None:
    supervisor = a_day(site, 3)

    sent = send(
        supervisor, "/surveys/forms", day="2026-11-23", forms="333333333\n444444444 PCDFT", service="", counter=""
    )

    assert (sent.status_code, sent.location) == (302, "/surveys/forms?taken=2&day=2026-11-23")
    assert told(supervisor.get("/surveys").text, "brought") == "40 % of the answers were entered or imported by staff."
    assert [type(each) for each in site.office.events()[-1:]] == [FormsTaken]


@pytest.mark.usefixtures("supervisor")
def test_forms_on_paper_count_with_their_service_and_not_in_its_rate(site: Site) -> None:
    supervisor = a_day(site, 5)
    paper = filled(date(2026, 11, 23), service_id=site.office.services["KTP"], channel=Channel.PAPER)
    keep(site.office, [paper] * 4)

    page = supervisor.get("/surveys?period=2026-11").text

    assert re.findall(r'<td class="figure" translate="no">([^<]+)</td>', page)[-3:] == ["5", "7", "60 %"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"forms": "33333333x"}, 400), ({"forms": ""}, 400), ({"day": "2027-01-01"}, 400), ({"day": ""}, 400),
        ({"service": "99"}, 400), ({"counter": "x"}, 400),
    ],
)  # fmt: skip
def test_what_is_no_form_comes_back_as_it_was_typed(
    site: Site, supervisor: Visitor, fields: dict[str, str], status: int
) -> None:
    given = {"day": "2026-11-23", "service": "", "counter": "", "forms": "123412341", **fields}

    sent = send(supervisor, "/surveys/forms", **given)

    assert (sent.status_code, given["forms"] in sent.text, 'data-testid="refused"' in sent.text) == (status, True, True)
    assert site.office.rows(SurveyAnswer.id) == []


def test_a_supervisor_who_served_does_not_enter_the_own_forms(site: Site, supervisor: Visitor) -> None:
    site.office.open_counter(by="joko")
    served(site.office, by="joko")

    assert send(supervisor, "/surveys/forms", day="2026-11-23", forms="444444444").status_code == 403
    assert site.office.rows(SurveyAnswer.id) == []


def look(visitor: Visitor, content: bytes = FILE, **fields: str) -> TestResponse:
    given = {"encoding": "utf-8", "order": "list", "day": "2026-11-23", **fields}
    return send(visitor, "/surveys/import", file=(io.BytesIO(content), "ikm.csv"), **given)


def take(visitor: Visitor, page: str) -> TestResponse:
    fields = dict(re.findall(r'name="(content|encoding|order|day)" value="([^"]*)"', page.split("take")[1]))
    return send(visitor, "/surveys/import/take", **fields)


def test_a_file_is_looked_at_taken_and_refused_the_second_time(site: Site, supervisor: Visitor) -> None:
    page = look(supervisor).text
    before = site.office.rows(SurveyAnswer.id)

    first, second = take(supervisor, page), take(supervisor, page)

    assert (before, first.location, second.status_code) == ([], "/surveys/import?taken=2", 409)
    assert len(site.office.rows(SurveyAnswer.id)) == 2


def test_a_file_in_another_encoding_is_told_with_its_line(supervisor: Visitor) -> None:
    page = look(supervisor, FILE.replace(b"u1;", b"u1;kesan\xe9;")).text

    assert "Line 1: From here on the file is not in UTF-8." in html.unescape(page)


@pytest.mark.parametrize("fields", [{"content": "%%%"}, {"content": "eA==", "encoding": "ebcdic"}, {}])
def test_what_the_page_did_not_offer_is_refused(site: Site, supervisor: Visitor, fields: dict[str, str]) -> None:
    sent = send(supervisor, "/surveys/import/take", **{"order": "list", "day": "2026-11-23", **fields})

    assert (sent.status_code, site.office.rows(SurveyAnswer.id)) == (400, [])


@pytest.mark.usefixtures("supervisor")
def test_comments_are_read_once_ten_were_served_and_searched_and_tagged(site: Site) -> None:
    supervisor = a_day(site, 10, comment="Kursi kurang.")
    comment_id = str(site.office.rows(SurveyComment.id)[0])

    send(supervisor, "/surveys/comments", comment=comment_id, tags="Kursi, sarpras,kursi")
    found = [supervisor.get(f"/surveys/comments{asked}").text for asked in ("", "?tag=sarpras", "?q=toilet")]

    assert [page.count("Kursi kurang.") for page in found] == [3, 1, 0]
    assert "2026-11-23" not in found[0]
    assert sorted(site.office.rows(SurveyComment.tags)) == ['["kursi","sarpras"]', "[]", "[]"]


@pytest.mark.usefixtures("supervisor")
def test_of_nine_served_no_comment_is_shown_and_the_page_says_so(site: Site) -> None:
    supervisor = a_day(site, 9, comment="Kursi kurang.")

    page = supervisor.get("/surveys/comments").text

    assert ("Kursi kurang." in page, told(page, "waiting")[:6]) == (False, "3 more")


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/surveys", {Role.SUPERVISOR, Role.HEAD}), ("/surveys/comments", {Role.SUPERVISOR, Role.HEAD}),
        ("/surveys/forms", {Role.SUPERVISOR, Role.ADMINISTRATOR}),
        ("/surveys/import", {Role.SUPERVISOR, Role.ADMINISTRATOR}),
    ],
)  # fmt: skip
def test_each_page_is_open_to_whom_it_is_for(site: Site, path: str, roles: set[Role]) -> None:
    opened = set()
    for role in Role:
        site.give_role("joko", role)
        if site.signed_in("joko").get(path).status_code == 200:
            opened.add(role)

    assert opened == roles


def test_a_period_that_is_none_or_to_come_is_not_found(site: Site, supervisor: Visitor) -> None:
    del site
    codes = ("2026-11", "2026-Q4", "2026-S2", "2026", "2026-13", "2027", "x")

    statuses = [supervisor.get(f"/surveys?period={code}").status_code for code in codes]

    assert statuses == [200, 200, 200, 200, 404, 404, 404]


def test_the_form_is_printed_with_the_offices_own_foot(supervisor: Visitor) -> None:
    made = supervisor.get("/surveys/form.pdf")

    assert (made.status_code, made.mimetype, made.data[:5]) == (200, "application/pdf", b"%PDF-")


@pytest.mark.parametrize(("presses", "days", "is_shown"), [(10, 8, True), (9, 8, False), (10, 7, False)])
@pytest.mark.usefixtures("supervisor")
def test_faces_are_shown_of_a_month_that_is_over_and_has_ten(
    site: Site, presses: int, days: int, is_shown: bool
) -> None:
    site.office.open_counter()
    for _ in range(presses):
        rate(site.office, served(site.office), 4)
    site.office.clock.tick(days=days)

    page = site.signed_in("joko").get("/surveys?period=2026-11").text

    assert ('data-testid="no-faces"' not in page) == is_shown
