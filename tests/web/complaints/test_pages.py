"""The pages of those who handle complaints, and what everybody else finds there."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from queue_app.domain.log.rights import Role
from tests.complaints import BRIBE, SAYS, SITI, brought
from tests.web.visitors import Site, Visitor

RECEIVED = "Diterima"


@dataclass(frozen=True)
class Desk:
    """A supervisor at the page of one complaint."""

    visitor: Visitor
    number: int

    def do(self, verb: str, **fields: object) -> tuple[int, str]:
        """Status, and the state that the page shows then."""
        form = {"csrf_token": self.visitor.csrf(), "verb": verb, **fields}
        answer = self.visitor.browser.post(f"/complaints/{self.number}", data=form)
        page = self.visitor.get(f"/complaints/{self.number}").text
        return answer.status_code, re.findall(r'data-testid="state">([^<·]+?) *[<·]', page)[0]


@pytest.fixture
def at_desk(site: Site) -> Desk:
    number, _code = brought(site.office, SAYS, identity=SITI)
    site.give_role("tini", Role.SUPERVISOR)
    return Desk(site.signed_in("tini"), number)


def test_a_refused_step_names_its_blank_and_keeps_what_was_typed(at_desk: Desk) -> None:
    form = {"csrf_token": at_desk.visitor.csrf(), "verb": "forward", "no_lapor": "", "public": "Sudah diteruskan."}

    page = at_desk.visitor.browser.post(f"/complaints/{at_desk.number}", data=form).text

    assert "“Nomor laporan SP4N-LAPOR!” kosong, keliru, atau terlalu panjang." in page
    assert 'data-testid="act-forward" open>' in page
    assert page.count(">Sudah diteruskan.<") == 1


def test_an_answer_that_comes_after_somebody_else_is_shown_to_be_copied(at_desk: Desk) -> None:
    at_desk.do("accept")
    form = {"csrf_token": at_desk.visitor.csrf(), "verb": "ask", "public": "Kapan kejadiannya?"}

    answer = at_desk.visitor.browser.post(f"/complaints/{at_desk.number}", data=form)

    assert answer.status_code == 409
    assert re.findall(r'data-testid="unsent">.*?<blockquote>(.*?)</blockquote>', answer.text) == ["Kapan kejadiannya?"]


def test_from_the_list_to_the_answer(site: Site, at_desk: Desk) -> None:
    listed = re.findall(r'href="/complaints/(\d+)"', at_desk.visitor.get("/complaints").text)
    tini = site.office.officers["tini"]

    done = [
        at_desk.do("accept"),
        at_desk.do("assign", to_id=tini),
        at_desk.do("answer", public="Loket sudah ditambah"),
    ]

    assert listed == [str(at_desk.number)]
    assert done == [(302, "Lengkap"), (302, "Ditangani"), (302, "Ditanggapi")]


@pytest.mark.parametrize(
    ("verb", "fields", "status"),
    [
        ("ask", {"public": ""}, 400),
        ("reject", {"public": "a" * 4001}, 400),
        ("assign", {"to_id": "x"}, 400),
        ("close", {}, 400),
        ("answer", {"public": "Sudah"}, 403),
        ("forward", {"no_lapor": ""}, 400),
        ("assign", {"to_id": 1}, 400),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    at_desk: Desk, verb: str, fields: dict[str, object], status: int
) -> None:
    assert at_desk.do(verb, **fields) == (status, RECEIVED)


def test_a_step_that_somebody_else_took_first_is_told_on_the_page(at_desk: Desk) -> None:
    at_desk.do("reject", public="Bukan wewenang kantor ini")

    assert at_desk.do("accept") == (409, "Ditolak")


def test_a_name_is_shown_once_it_is_opened_and_that_is_a_step(at_desk: Desk) -> None:
    path = f"/complaints/{at_desk.number}"
    before = at_desk.visitor.get(path).text
    opened = at_desk.visitor.browser.post(f"{path}/identity", data={"csrf_token": at_desk.visitor.csrf()}).text
    after = at_desk.visitor.get(path).text

    assert [SITI.name in page for page in (before, opened, after)] == [False, True, False]
    assert after.count('data-testid="step"') == before.count('data-testid="step"') + 1


@pytest.mark.parametrize("lang", ["id", "en"])
def test_both_tracks_are_read_where_they_belong(site: Site, lang: str) -> None:
    service, bribe = brought(site.office)[0], brought(site.office, BRIBE)[0]
    listed = {}
    for role in (Role.SUPERVISOR, Role.HEAD, Role.INSPECTOR):
        site.give_role("joko", role)
        page = site.signed_in("joko", lang=lang).get("/complaints").text
        listed[role] = [int(each) for each in re.findall(r'href="/complaints/(\d+)"', page)]

    assert listed == {Role.SUPERVISOR: [service], Role.HEAD: [service], Role.INSPECTOR: [bribe]}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_nobody_else_reads_a_word(site: Site, role: Role) -> None:
    number, _code = brought(site.office)
    site.give_role("joko", role)
    joko = site.signed_in("joko")

    assert [joko.get(path).status_code for path in ("/complaints", f"/complaints/{number}")] == [403, 403]


def test_what_is_not_for_their_eyes_looks_like_what_is_not_there(site: Site) -> None:
    number, _code = brought(site.office, BRIBE, officer_id=site.office.officers["wati"])
    site.give_role("tini", Role.SUPERVISOR)
    tini = site.signed_in("tini")

    answers = [tini.get(f"/complaints/{each}") for each in (number, number + 1)]
    form = {"csrf_token": tini.csrf(), "verb": "accept"}
    answers += [tini.browser.post(f"/complaints/{each}", data=form) for each in (number, number + 1)]

    assert {answer.status_code for answer in answers} == {404}
    texts = {re.sub(r"/complaints/\d+", "", answer.text) for answer in answers[:2]}
    assert len({re.sub(r'value="[^"]+"', "", text) for text in texts}) == 1


def test_a_list_says_where_nobody_receives_reports_about_integrity(site: Site) -> None:
    site.give_role("tini", Role.SUPERVISOR)
    tini = site.signed_in("tini")

    before = 'data-testid="no-inspector"' in tini.get("/complaints").text
    site.give_role("wati", Role.INSPECTOR)

    assert (before, 'data-testid="no-inspector"' in tini.get("/complaints").text) == (True, False)
