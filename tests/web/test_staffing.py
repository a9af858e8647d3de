"""How many counters a weekday asks for, and a past day with one more, as a supervisor sees it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from queue_app import apart
from queue_app.apart import Exhausted
from queue_app.domain.evidence.facts import CaseFact, DeskFact
from queue_app.domain.evidence.staffing import needed
from queue_app.domain.evidence.staffing.answer import Answer, Question, answered
from tests.domain.evidence.weeks import case, session
from tests.web.visitors import Site, Visitor

MONDAY = date(2026, 11, 23)
HALVES = range(2, 6)  # few: from 01.00 to 03.00


@dataclass(slots=True)
class Weeks:
    """What the office is said to have on record, and what was asked of the simulator."""

    cases: list[CaseFact]
    desks: list[DeskFact]
    asked: list[Question]


def mondays(count: int) -> list[date]:
    return [MONDAY - timedelta(weeks=number) for number in range(count)]


@pytest.fixture
def weeks(site: Site, monkeypatch: pytest.MonkeyPatch) -> Weeks:
    """Six Mondays with somebody in each half hour before one counter, simulated in this process."""
    random, ktp = Random(1), site.office.services["KTP"]
    told = Weeks(
        [
            case(day, half * 30 + random.randrange(30), service_id=ktp, service_s=random.uniform(300, 900))
            for day in mondays(6) for half in HALVES for _ in range(1)
        ],
        [session(day, 60, 180, counter_id=site.office.counters[1]) for day in mondays(6)],
        [],
    )  # fmt: skip

    def done(_work: object, question: Question) -> Answer:
        told.asked.append(question)
        return answered(question, Random)

    monkeypatch.setattr("queue_app.store.evidence.facts.cases", lambda *_asked: told.cases)
    monkeypatch.setattr("queue_app.store.evidence.facts.desks", lambda *_asked: told.desks)
    monkeypatch.setattr(apart, "done", done)
    monkeypatch.setattr(needed, "SEARCHED", (100, 10, 10))
    monkeypatch.setattr(needed, "JUDGED", (100, 20, 20))
    site.office.clock.tick(days=1)
    return told


@pytest.fixture
def past(site: Site) -> Site:
    """Monday: four numbers are served at counter 1, ten minutes each; today is Tuesday."""
    site.office.open_counter(1)
    for _ in range(4):
        site.office.issue("KTP")
    for _ in range(4):
        site.office.served(minutes=10)
    site.office.clock.tick(days=1)
    return site


def supervisor(site: Site, *, lang: str = "en") -> Visitor:
    return site.signed_in("tini", lang=lang)


def told(page: str) -> list[str]:
    return [" ".join(each.split()) for each in re.findall(r'<p class="told"[^>]*>(.*?)</p>', page, re.DOTALL)]


def rows(page: str, table: str) -> list[list[str]]:
    """The text of each cell of a table's body, row by row."""
    found = re.search(rf'<table class="figures" data-testid="{table}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert found
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)]


def test_the_page_asks_for_tomorrows_weekday_and_the_offices_own_limit(site: Site) -> None:
    page = supervisor(site).get("/staffing").text

    assert re.findall(r'data-from="(.*?)"', page) == ["/staffing/answer?weekday=1&amp;target_min=30&amp;lang=en"]
    assert "No day has passed yet that could be replayed." in page


def test_a_weekday_is_answered_in_sentences_and_a_table(site: Site, weeks: Weeks) -> None:
    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=30").text

    found = rows(page, "needed")
    assert [row[0] for row in found] == ["01.00", "01.30", "02.00", "02.30"]
    assert {row[1] for row in found} == {"1.0"}
    assert {row[5] for row in found} == {"1"}
    assert {row[2] for row in found} == {"1"}
    assert [re.sub(r"\d+ of 20 ", "so many of 20 ", each) for each in told(page)] == [
        "On a Monday the office needs 1 of its counters all day.",
        "With them nine of ten people wait no longer than 30 min on so many of 20 simulated days.",
        "With as many counters as are usually open it is so many of 20 days.",
    ]
    assert [row[:2] + row[3:] for row in rows(page, "times")] == [
        ["Service KTP", "24", "the standard, until 30 own times are known"]
    ]


def test_where_all_counters_are_not_enough_it_is_said(site: Site, weeks: Weeks) -> None:
    weeks.cases = weeks.cases * 9

    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text

    assert told(page)[0] == "At 01.00–03.00 even all 2 counters are not enough for this limit."


def test_the_answer_speaks_indonesian(site: Site, weeks: Weeks) -> None:
    page = supervisor(site, lang="id").get("/staffing/answer?weekday=0&target_min=15").text

    assert told(page)[0].startswith("Setiap hari Senin perlu ")
    assert "Dengan jumlah itu, 9 dari 10 orang menunggu paling lama 15 menit pada " in told(page)[1]
    assert {row[1] for row in rows(page, "needed")} == {"1,0"}


def test_the_table_comes_as_a_file(site: Site, weeks: Weeks) -> None:
    answer = supervisor(site).get("/staffing.csv?weekday=0&target_min=15")

    heads, *lines = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
    assert answer.mimetype == "text/csv"
    assert heads[:3] == ["From", "Arrivals", "Counters needed"]
    assert [line[0] for line in lines] == ["01.00", "01.30", "02.00", "02.30"]


def test_what_was_answered_is_kept_for_the_day(site: Site, weeks: Weeks) -> None:
    someone = supervisor(site)

    first, again = (someone.get("/staffing/answer?weekday=0&target_min=15").text for _ in range(2))
    someone.get("/staffing/answer?weekday=0&target_min=60")
    assert (first == again, len(weeks.asked)) == (True, 2)

    site.office.clock.tick(days=1)
    supervisor(site).get("/staffing/answer?weekday=0&target_min=15")
    assert len(weeks.asked) == 3


def test_only_so_many_answers_are_kept(site: Site, weeks: Weeks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queue_app.screens.staffing.MOST_KEPT", 1)
    someone = supervisor(site)

    for target_min in (15, 15, 60, 15):
        someone.get(f"/staffing/answer?weekday=0&target_min={target_min}")

    assert [each.target_s for each in weeks.asked] == [900, 3600, 900]


def test_four_such_days_are_too_few_and_the_standard_stands_for_missing_times(site: Site, weeks: Weeks) -> None:
    weeks.cases = [each for each in weeks.cases if each.business_date in mondays(4)]

    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text

    assert told(page) == ["Not enough data yet (n = 4; 5 such days are needed)."]
    assert [row[0:2] + row[3:] for row in rows(page, "times")] == [
        ["Service KTP", "16", "the standard, until 30 own times are known"]
    ]
    assert weeks.asked == []


def test_visits_to_services_of_no_counter_are_left_out_and_counted(site: Site, weeks: Weeks) -> None:
    weeks.cases = [*weeks.cases, case(MONDAY, 60, service_id=99)]

    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text

    assert "Left out: 1 visits to services that no counter offers any more." in page


def test_an_answer_that_takes_too_long_is_given_up_and_asked_anew(
    site: Site, weeks: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_asked: object) -> Answer:
        raise Exhausted

    with monkeypatch.context() as patched:
        patched.setattr(apart, "done", exhausted)
        page = supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text
        assert "It could not be worked out now. Please try again in a while." in page
        assert supervisor(site).get("/staffing.csv?weekday=0&target_min=15").status_code == 404

    assert told(supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text) != []


def test_the_simulator_runs_in_a_process_of_its_own(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ktp = site.office.services["KTP"]
    cases = [case(day, 60 + 20 * number, service_id=ktp) for day in mondays(5) for number in range(2)]
    monkeypatch.setattr("queue_app.store.evidence.facts.cases", lambda *_asked: cases)
    monkeypatch.setattr("queue_app.store.evidence.facts.desks", lambda *_asked: [])
    site.office.clock.tick(days=1)

    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=30").text

    assert told(page)[0] == "On a Monday the office needs 1 of its counters all day."
    assert [row[5:] for row in rows(page, "needed")] == [["–", "–", "–"]]


def test_a_past_day_is_told_with_a_counter_more_and_how_true_it_is(past: Site) -> None:
    page = supervisor(past).get("/staffing").text

    assert rows(page, "past") == [
        ["As it was", "4", "15.0", "27.0", "30.0", "0"],
        ["The same day, simulated", "4", "15.0", "27.0", "30.0", "0"],
        ["One counter more", "4", "5.0", "10.0", "10.0", "0"],
    ]
    assert told(page) == ["A second counter 1: half wait at most 5.0 min, not 15.0; nine of ten 10.0, not 27.0."]
    assert "half of the simulated waits of the day as it was are within 0.0 min of the real ones" in page


def test_the_past_day_speaks_indonesian(past: Site) -> None:
    page = supervisor(past, lang="id").get("/staffing").text

    assert "Senin, 23 November 2026" in page
    assert [row[0] for row in rows(page, "past")] == ["Kenyataan", "Simulasi hari itu", "Tambah satu loket"]


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("target_min=0", "A whole number from 1 to 240."),
        ("target_min=" + "9" * 5000, "A whole number from 1 to 240."),
        ("target_min=soon", "A whole number from 1 to 240."),
        ("weekday=7", "Choose one of these."),
        ("day=2026-11-24", "Choose a day from Monday, 23 November 2026 to Monday, 23 November 2026."),
        ("day=", "Choose a day from Monday, 23 November 2026 to Monday, 23 November 2026."),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field(past: Site, asked: str, fault: str) -> None:
    answer = supervisor(past).get(f"/staffing?{asked}")

    assert (answer.status_code, re.findall(r'<p class="fault"[^>]*>(.*?)</p>', answer.text)) == (200, [fault])


@pytest.mark.parametrize(
    "path", ["/staffing/answer?weekday=7", "/staffing.csv?target_min=0", "/staffing/answer?weekday=x"]
)
def test_a_question_that_no_page_asks_is_not_found(site: Site, path: str) -> None:
    assert supervisor(site).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/staffing", "/staffing/answer", "/staffing.csv"])
def test_it_is_for_those_who_plan(site: Site, weeks: Weeks, path: str) -> None:
    allowed = {name: site.signed_in(name).get(path).status_code for name in ("tini", "wati")}

    assert allowed == {"tini": 200, "wati": 403}
    assert site.visitor().get(path).status_code in {302, 401}


def test_nothing_on_the_page_is_styled_inline(site: Site, weeks: Weeks) -> None:
    page = supervisor(site).get("/staffing/answer?weekday=0&target_min=15").text

    assert "<svg" in page
    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []
