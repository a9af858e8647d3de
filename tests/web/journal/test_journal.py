"""The log for people: in words, by day, group and person; checked and taken along; never changed."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from queue_app.actions.queue import counter
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.events import KINDS, HistoryImported, HistoryVisit
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import LISTS, StandardPlan
from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.screens import journal
from queue_app.store.log.journal import Entry, Names
from queue_app.store.log.tables import ChainHead, LoggedEvent
from queue_app.store.office.tables import Officer
from queue_app.texts import LANGUAGES
from queue_app.web.admin.form.places import LABELS
from queue_app.web.journal.sentences import actor, sentence
from queue_app.web.journal.words import CODES, DETAILS, GROUPS, LOOKED_UP, UNKNOWN, WORDS
from tests.factories import MORNING
from tests.offices import Office
from tests.web.visitors import Site, Visitor, make_site

NAMES = Names(
    officers={1: "Wati", 2: "Joko"}, counters={1: "7"}, services={1: ("KTP elektronik", "Identity card")},
    devices={1: "Kios depan"}, tickets={1: "A001", 2: "A002"},
)  # fmt: skip


SPOKEN_OF_OTHERWISE = {"password", "standards", "components", "services", "helps", "further", "key", "template"}
NEEDED = {"what": "service", "key": "KTP", "by_s": 60.0}  # that a sentence is made of


@pytest.fixture
def auditor(site: Site) -> Visitor:
    return auditing(site)


def auditing(site: Site) -> Visitor:
    site.give_role("tini", Role.AUDITOR)
    return site.signed_in("tini")


def entry(kind: str, **data: object) -> Entry:
    """An event as stored; of what is not said, a number is 1, as of a row, and a text is not there."""
    plain = {each.name: 1 if "int" in str(each.type) else NEEDED.get(each.name) for each in fields(KINDS[kind])}
    return Entry(1, MORNING, kind, "{}", "0" * 64, {**plain, **data})


def said(found: Entry, *, lang: str = "en") -> str:
    return sentence(found, NAMES, lang=lang, zone="Asia/Jakarta")


def lines(visitor: Visitor, query: str = "") -> list[tuple[str, str, str]]:
    """Time, what and who of each line shown."""
    answer = visitor.get(f"/journal{query}")
    assert answer.status_code == 200
    cells = r'<td class="time">(.*?)</td><td class="what">(.*?)</td><td class="who">(.*?)</td>'
    return re.findall(cells, answer.text)


def test_an_import_is_one_line_and_its_visits_are_told_where_they_are_asked(site: Site, auditor: Visitor) -> None:
    with site.office.desk.transaction(site.office.office_id) as work:
        work.record(HistoryImported("f" * 64, 1, "1999-02-01", "1999-02-20"))
        work.record(HistoryVisit("f" * 64, 1, 2, "1999-02-01", 1, None, False, "x", None, None, "done"))

    header, visit = (
        "1 visits of another system were taken over, of Monday, 1 February 1999 to Saturday, 20 February 1999.",
        "A visit of Monday, 1 February 1999 was taken over from another system.",
    )
    assert next(what for _time, what, _who in lines(auditor, "?lang=en")) == header
    assert [what for _time, what, _who in lines(auditor, "?lang=en&group=history")] == [visit, header]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_has_words(kind: str, lang: str) -> None:
    shown = said(entry(kind), lang=lang)

    assert kind in WORDS
    assert kind not in shown
    assert not re.search(r"[{}]", shown)


def test_no_words_wait_for_a_kind_that_is_gone() -> None:
    assert set(WORDS) == set(KINDS)
    assert list(GROUPS) == journal.groups()


def test_every_code_and_detail_is_a_field_of_its_event() -> None:
    all_fields = {each.name for cls in KINDS.values() for each in fields(cls)}
    names = {LOOKED_UP.get(name, (name, ""))[0] for name in all_fields}

    assert [pair for pair in CODES if pair[1] not in {each.name for each in fields(KINDS[pair[0]])}] == []
    assert set(DETAILS) <= names


@pytest.mark.parametrize(("kind", "field"), CODES, ids=str)
def test_every_code_is_said_in_words(kind: str, field: str) -> None:
    for code, meaning in CODES[kind, field].items():
        found = entry(kind, **{field: code})
        assert meaning.format(**found.data) in said(found)


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("ticket.called", {"reason": None}, "Ticket A001 was called to counter 7."),
        (
            "ticket.called",
            {"rule": "regular_turn", "regular_run": 2},
            "Ticket A001 was called to counter 7. · Regular, as call 2 in a row; priority tickets wait as well.",
        ),
        (
            "ticket.called",
            {"rule": "out_of_order", "reason": "darurat"},
            "Ticket A001 was called to counter 7. · Called out of order. · Urgent",
        ),
        (
            "service.standard_set",
            {"minutes": 5, "from_day": "2026-11-24"},
            "The standard time of Identity card is 5 minutes from Tuesday, 24 November 2026 on.",
        ),
        (
            "service.standard_set",
            {"minutes": 5, "from_day": "2000-01-01"},
            "The standard time of Identity card is 5 minutes.",
        ),
        (
            "ticket.finished",
            {"outcome": "berkas_kurang", "documents": 0, "missing": "KK\nAkta", "family": None},
            "Ticket A001 was finished at counter 7. · Documents missing · documents: 0 · missing: KK, Akta",
        ),
        (
            "ticket.finished",
            {"outcome": "selesai", "documents": 2, "missing": None, "family": 5},
            "Ticket A001 was finished at counter 7. · Done · documents: 2 · family members: 5",
        ),
        (
            "ticket.held",
            {"reason": "fotokopi", "back_at": "2026-11-23T02:30:00+00:00"},
            "Ticket A001 was put on hold at counter 7. · Making copies · back at 09.30",
        ),
        ("ticket.carried", {"next_ticket_id": 2}, "Ticket A001 goes on as ticket A002."),
        (
            "ticket.left_on_paper",
            {"business_date": "2026-11-20"},
            "Ticket A001 of Friday, 20 November 2026 was not served; entered from paper.",
        ),
        ("account.refused", {"officer_id": None}, "A sign-in was refused. Account: –"),
        (
            "ticket.time_marked",
            {"why": "officer"},
            "Ticket A001: its time is marked as inaccurate. · Marked as inaccurate by the officer",
        ),
        ("ticket.time_marked", {"why": None}, "Ticket A001: its time counts again; the mark was taken back."),
        (
            "clock.jumped",
            {"by_s": -1080.0, "how": "steady"},
            "The server's clock was set back by 18 minutes. · noticed by the machine's own steady clock",
        ),
        (
            "clock.jumped",
            {"by_s": 3900.0, "how": "steady"},
            "The server's clock was set forward by 1 hour 5 minutes. · noticed by the machine's own steady clock",
        ),
        (
            "service.closed",
            {"reason": "lainnya", "reopens_at": "2026-05-05T01:00:00+00:00"},
            "Identity card was closed by hand. · another reason · expected to open: Tuesday, 5 May 2026, 08:00 WIB",
        ),
    ],
)
def test_an_entry_says_what_happened(kind: str, data: dict[str, object], expected: str) -> None:
    assert said(entry(kind, **data)) == expected


CHANGES = [
    ("service", "KTP", {"daily_quota": None}, {"daily_quota": 60}, "service KTP · Tickets a day at most: – → 60"),
    ("targets", "", {"wait_min": 30}, {"wait_min": 20}, "limits of the day · Longest wait (minutes): 30 → 20"),
    ("policy", "", {"kind": "ratio"}, {"kind": "ageing"}, "order of the queue · Order: Ratio → Head start"),
    ("officer", "2", {"is_active": True}, {"is_active": False}, "officer Joko · The account is open: yes → no"),
    (
        "holiday",
        "2026-12-25 Natal",
        {"day": "2026-12-25"},
        {"day": "2026-12-26"},
        "holiday Friday, 25 December 2026 Natal · Day: Friday, 25 December 2026 → Saturday, 26 December 2026",
    ),
    (
        "holiday",
        "2026-12-25 Natal",
        {},
        {"day": "2026-12-25", "kind": "local", "source": "", "is_estimate": True},
        "holiday Friday, 25 December 2026 Natal · added · Kind: Local holiday · The date is an estimate: yes",
    ),
    (
        "counter",
        "3",
        {"ranks": {"KTP": 1, "KK": 2}},
        {"ranks": {"KTP": 1, "AKTA": 2}},
        "counter 3 · KK: helps after a long wait → – · AKTA: – → helps after a long wait",
    ),
    ("hours", "normal", {"fri": "08.00-16.00"}, {"fri": ""}, "opening hours Every week · Friday: 08.00-16.00 → –"),
    ("text", "notice", {"text_id": "a\nb"}, {"text_id": "c"}, "text Notice · In Indonesian: a, b → c"),
    ("standard", "KTP 2026-01-01", {"components": {"fee": "10"}}, {"components": {"fee": "0"}},
     "service standard KTP Thursday, 1 January 2026 · Fee: 10 → 0"),
    ("order", "service", {"codes": ["KTP", "KK"]}, {"codes": ["KK", "KTP"]},
     "order of the buttons Services · Order: KTP, KK → KK, KTP"),
    ("room", "", {"slides": "figures closing", "theme": "dark"}, {"slides": "", "theme": "light"},
     "look and voice of the room · Slides: Figures of today, Opening hours and closings → – · Theme: Dark → Light"),
    ("room", "", {"languages": "id"}, {"languages": "id en"},
     "look and voice of the room · Languages: Indonesian → Indonesian, then English"),
    ("zone", "l1", {}, {"code": "l1", "name_id": "Lantai 1", "name_en": "Floor 1", "hall": ""},
     "zone l1 · added · Name in Indonesian: Lantai 1 · Name in English: Floor 1"),
    ("ticket_line", "", {"lines": []}, {"lines": [
        {"what": "number", "size": 4, "bold": True},
        {"what": "text", "align": "left", "text_id": "Silakan duduk", "text_en": "Please sit down"},
     ]}, "paper ticket · Parts: – → The number × 4, bold; A fixed text, left, ‘Silakan duduk’, ‘Please sit down’"),
    ("season", "2026-02-18", {"template": "ramadan", "first": "2026-02-18"}, {},
     "season Wednesday, 18 February 2026 · removed · Week: Ramadan"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "key", "before", "after", "expected"), CHANGES)
def test_a_change_of_the_set_up_is_told_as_its_form_names_it(
    what: str, key: str, before: dict[str, object], after: dict[str, object], expected: str
) -> None:
    names = " ".join(dict.fromkeys([*before, *after]))
    texts = {name: json.dumps(each) if each else "" for name, each in (("before", before), ("after", after))}

    assert said(entry("setup.changed", what=what, key=key, field_names=names, **texts)) == f"Set-up: {expected}"


def test_of_a_persons_set_up_the_log_holds_which_field_was_changed_and_no_more() -> None:
    found = entry("setup.changed", what="officer", key="2", field_names="name nip", before="", after="")

    assert said(found) == "Set-up: officer Joko · Name: changed · NIP or NI PPPK: changed"


def test_every_field_of_the_set_up_has_a_label() -> None:
    parts = {what: kind for what, (_, kind) in LISTS.items()}
    kinds = {**parts, "policy": Policy, "rules": Rules, "targets": Targets, "room": RoomRules, "standard": StandardPlan}
    named = {what: {each.name for each in fields(kind)} - SPOKEN_OF_OTHERWISE for what, kind in kinds.items()}

    assert [(what, name) for what, names in named.items() for name in names if (what, name) not in LABELS] == []


def test_who_did_it_is_named_and_who_was_only_claimed_is_not() -> None:
    found = {
        each.kind: actor(each, NAMES)
        for each in (
            entry("desk.opened", officer_id=1),
            entry("account.password_set", officer_id=1, by_id=2),
            entry("account.refused", officer_id=1),
            entry("setup.changed", officer_id=None),
        )
    }

    assert list(found.values()) == ["Wati", "Joko", UNKNOWN, UNKNOWN]


def test_what_nobody_has_words_for_is_shown_as_it_is_stored() -> None:
    strange = Entry(1, MORNING, "ticket.eaten", '{"by":"dog"}', "0" * 64, {"by": "dog"})

    assert sentence(strange, NAMES, lang="id", zone="Asia/Jakarta") == 'ticket.eaten {"by":"dog"}'


def test_the_journal_tells_the_day_newest_first(site: Site, auditor: Visitor) -> None:
    site.office.issue()
    site.office.open_counter()
    site.office.do(counter.start, site.office.call_next())

    assert lines(auditor)[:4] == [
        ("08.00.00", "Tiket A001: pelayanan dimulai di loket 1.", "Wati"),
        (
            "08.00.00",
            "Tiket A001 dipanggil ke loket 1. · Datang paling awal; tidak ada antrean prioritas.",
            "Wati",
        ),
        ("08.00.00", "Loket 1 dibuka.", "Wati"),
        ("08.00.00", "Tiket A001 diambil untuk Layanan KTP.", "–"),
    ]


def test_the_journal_is_searched_by_group_person_and_day(site: Site) -> None:
    site.office.issue()
    site.office.open_counter(by="joko", number=2)
    site.office.clock.tick(days=1)
    site.office.issue()
    joko, tini = site.office.officers["joko"], auditing(site)

    counts = {
        query: len(lines(tini, query))
        for query in (
            "?group=ticket", f"?officer={joko}", "?day=2026-11-23", "?day=2026-11-24", "?group=ticket&day=2026-11-24",
            f"?group=ticket&officer={joko}", "?day=2026-11-22", "?group=nothing&day=x&officer=y&before=z",
        )
    }  # fmt: skip

    assert list(counts.values()) == [2, 1, 2, 2, 1, 0, 0, 6]


def test_a_day_is_the_offices_own(site: Site) -> None:
    site.office.clock.set_local("2026-11-23 23:59:59")
    site.office.issue()
    site.office.clock.tick(seconds=1)
    site.office.issue()

    tini = auditing(site)
    found = [lines(tini, f"?group=ticket&day=2026-11-{day}") for day in (23, 24)]

    assert [[line[0] for line in each] for each in found] == [["23.59.59"], ["00.00.00"]]


@pytest.mark.parametrize("times", [[0, 30, -20, 5, 40, 90], [-700, *range(40, 300, 10), -400, -200, 20]])
def test_a_day_is_found_also_after_the_clock_was_set_back(site: Site, times: list[int]) -> None:
    for minutes in times:
        site.office.clock.now = MORNING + timedelta(hours=15, minutes=30 + minutes)  # midnight is at 17.00 UTC
        site.office.issue()

    days = [journal.whole_day(site.office.desk, 1, (MORNING + timedelta(days=more)).date()) for more in (0, 1)]

    told = [[entry.kind for entry in each.entries].count("ticket.issued") for each in days]
    assert told == [sum(minutes < 30 for minutes in times), sum(minutes >= 30 for minutes in times)]


def test_pages_of_a_hundred_lead_to_the_beginning(site: Site, auditor: Visitor) -> None:
    for _ in range(journal.PAGE + 20):
        site.office.issue()

    first = auditor.get("/journal?group=ticket").text
    older = re.findall(r'data-testid="older" href="([^"]+)"', first)
    second = auditor.get(older[0].replace("&amp;", "&")).text

    assert [page.count('class="seq"') for page in (first, second)] == [100, 20]
    assert 'data-testid="older"' not in second


def test_the_chain_is_checked_from_the_first_event(site: Site, auditor: Visitor) -> None:
    site.office.issue()

    answer = auditor.browser.post("/journal/check", data={"csrf_token": auditor.csrf()})

    with site.office.desk.reading() as connection:
        head = connection.execute(select(ChainHead.hash)).scalar_one()
    assert head in answer.text
    assert 'data-testid="checked"' in answer.text


def test_a_spoiled_log_is_told_and_can_still_be_read(unchecked_office: Office, tmp_path: Path) -> None:
    site = make_site(unchecked_office, tmp_path)
    tini = auditing(site)
    spoil(unchecked_office)

    answer = tini.browser.post("/journal/check", data={"csrf_token": tini.csrf()})

    assert 'data-testid="broken"' in answer.text
    assert lines(tini)[0] == ("08.00.00", "ticket.issued not JSON", "–")


def spoil(office: Office) -> None:
    """Somebody writes an event past the program."""
    row = {"office_id": 1, "seq": 4, "at": MORNING, "kind": "ticket.issued", "data": "not JSON", "hash": "0" * 64}
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(insert(LoggedEvent), row)


def test_looking_at_the_whole_log_again_and_again_must_wait(auditor: Visitor) -> None:
    form = {"csrf_token": auditor.csrf()}

    statuses = [auditor.browser.post("/journal/check", data=form).status_code for _ in range(7)]

    assert statuses == [200] * 6 + [429]


def test_a_day_is_taken_along_as_a_table(site: Site, auditor: Visitor) -> None:
    site.office.issue()

    answer = auditor.get("/journal/2026-11-23.csv?lang=en")

    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert (answer.mimetype, [row["number"] for row in rows]) == ("text/csv", ["3", "4"])
    issued = rows[-1]
    assert (issued["time_utc"], issued["time_local"], issued["kind"], issued["what"]) == (
        "2026-11-23T01:00:00.000000+00:00",
        "2026-11-23T08:00:00+07:00",
        "ticket.issued",
        "Ticket A001 was taken for Service KTP.",
    )


@pytest.mark.parametrize("day", ["2026-13-01", "today", "2026-11-23T00"])
def test_what_is_no_day_is_not_there(auditor: Visitor, day: str) -> None:
    assert auditor.get(f"/journal/{day}.csv").status_code == 404


def test_no_text_of_a_table_is_run_by_a_spreadsheet(site: Site, auditor: Visitor) -> None:
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "tini").values(name="=1+1"))

    answer = auditor.get("/journal/2026-11-23.csv")

    assert [row["who"] for row in csv.DictReader(io.StringIO(answer.text))] == ["'=1+1"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_in_no_log(auditor: Visitor, day: str) -> None:
    answered = auditor.get(f"/journal?day={day}"), auditor.get(f"/journal/{day}.csv")

    assert [each.status_code for each in answered] == [200, 404]
