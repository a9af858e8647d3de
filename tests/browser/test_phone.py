"""The citizen's own page on a phone: what it is told of, when, and what it says where nothing comes."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.store.citizen import waits_now
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Leg
from tests.browser.conftest import Hall
from tests.browser.test_large_text import CUT, TWICE
from tests.people import Person
from tests.served import open_counter, rows, take_number

SMALL = {"width": 360, "height": 640}
UNSURE = "Ada loket yang berhenti memanggil sementara. Waktunya belum dapat diperkirakan."
SOCKET = re.compile("/socket.io/")
RINGS = """() => {
    window.rung = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) { window.rung.push(this.frequency.value); start.call(this, at); };
}"""


def numbers(hall: Hall, count: int) -> list[str]:
    """So many numbers of one service; their tokens."""
    return [take_number(Person(hall.server.url), hall.names.services["KTP"])["token"] for _ in range(count)]


def phone(hall: Hall, token: str, lang: str = "id") -> Page:
    page = hall.screen("phone")
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    page.goto(f"{hall.server.url}/t/{token}?lang={lang}")
    return page


def promise(hall: Hall, *, minutes: int, how: How = How.LEARNED, cause: str | None = None) -> str:
    """A round that promises everybody so many minutes from now; the range as pages of Medan show it.

    It knows of the last event, so that the server's own comes 20 seconds later.
    """
    at = time.time()
    from_at = int(at // 60 + minutes) * 60
    told = Promise(at, from_at, from_at + 900, from_at, from_at, from_at, how, None, 1.0, cause)
    legs = [row.id for row in rows(hall.database_url, Leg.id, Leg.state) if row.state == "waiting"]
    database = Database(hall.database_url)
    desk = Desk(database)
    with desk.transaction(1) as work:
        before = waits_now.kept(work.connection, 1)
        ahead = {leg_id: place for place, leg_id in enumerate(legs)}
        [standing] = waits_now.standing(work.connection)
        waits = OfficeWaits(standing.seq, at, how, dict.fromkeys(legs, told), {}, ahead)
        assert waits_now.keep(work.connection, 1, waits, before=before)
    database.close()
    return "–".join(time.strftime("%H.%M", time.gmtime(each + 7 * 3600)) for each in (from_at, from_at + 900))


@pytest.mark.slow("a phone asks every five seconds")
def test_who_is_far_from_the_turn_asks_for_the_offices_line_and_holds_none_of_its_own(hall: Hall) -> None:
    page = hall.screen("phone")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.removeprefix(hall.server.url))

    page.on("request", note)
    page.goto(f"{hall.server.url}/t/{numbers(hall, 6)[5]}")
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    wati.post("/counter/call-next")

    expect(page.get_by_test_id("sentence")).to_have_text("Menunggu: 4 orang di depan Anda")
    assert set(asked) & {"/o/uji/line"} == {"/o/uji/line"}
    assert [each for each in asked if "socket.io" in each or each.endswith("/state")] == []


@pytest.mark.slow("a phone asks every five seconds")
def test_when_three_are_ahead_the_phone_notes_it_once_and_a_call_is_there_at_once(hall: Hall) -> None:
    page = phone(hall, numbers(hall, 5)[4])
    page.evaluate(RINGS)
    page.get_by_test_id("remind-button").click()
    expect(page.get_by_test_id("remind-button")).to_have_text("Pengingat aktif")
    page.evaluate("window.rung = []")
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])

    wati.post("/counter/call-next")

    expect(page.get_by_test_id("soon")).to_be_visible()
    expect(page.get_by_test_id("told")).to_have_text(
        re.compile("^Menunggu: 3 orang di depan Anda Sebentar lagi giliran Anda. Silakan berada di ruang tunggu.")
    )
    assert (page.title(), page.evaluate("window.rung")) == ("(3) A005 · Menunggu: 3 orang di depan Anda", [660, 880])
    page.wait_for_function("Boolean(Antrean.Line)")  # that of its own


@pytest.mark.slow("a phone asks every five seconds")
def test_what_is_promised_is_shown_and_told_once(hall: Hall) -> None:
    token = numbers(hall, 6)[5]
    shown = promise(hall, minutes=20, how=How.EARLY)
    page = phone(hall, token)
    expect(page.get_by_test_id("range")).to_have_text(shown)
    expect(page.get_by_text("perkiraan awal")).to_be_visible()

    later = promise(hall, minutes=40)

    expect(page.get_by_test_id("range")).to_have_text(later)
    expect(page.get_by_text("perkiraan awal")).to_be_hidden()
    expect(page.get_by_test_id("told")).to_have_text(f"Perkiraan dipanggil pukul {later}.")


@pytest.mark.slow("a phone asks every five seconds")
def test_a_promise_that_is_taken_back_says_why(hall: Hall) -> None:
    token = numbers(hall, 6)[5]
    promise(hall, minutes=20)
    page = phone(hall, token)
    expect(page.get_by_test_id("range")).to_be_visible()

    promise(hall, minutes=20, how=How.NONE, cause="counter_pauses")

    expect(page.get_by_test_id("range")).to_be_hidden()
    why = page.get_by_test_id("unsure").inner_text()
    page.reload()
    assert (why, page.get_by_test_id("unsure").inner_text()) == (UNSURE, UNSURE)


@pytest.mark.slow("a line that is cut and comes back")
def test_cut_off_it_says_since_when_and_keeps_what_was_promised_as_of_then(hall: Hall) -> None:
    token = numbers(hall, 6)[5]
    shown = promise(hall, minutes=20)
    page = phone(hall, token)
    since = page.locator("#updated").inner_text().split()[1]

    page.context.set_offline(True)

    expect(page.get_by_test_id("cut")).to_have_text(re.compile(rf"Terputus sejak {since[:3]}"))
    expect(page.get_by_test_id("as-of")).to_have_text(re.compile(rf"Keadaan pukul {since[:3]}"))
    expect(page.get_by_test_id("range")).to_have_text(shown)
    page.context.set_offline(False)
    expect(page.get_by_test_id("cut")).to_be_hidden()
    expect(page.get_by_test_id("as-of")).to_be_hidden()


@pytest.mark.slow("two languages at two widths")
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_holds_text_of_twice_its_size(hall: Hall, lang: str) -> None:
    token = numbers(hall, 6)[5]
    promise(hall, minutes=20, how=How.EARLY)
    page = phone(hall, token, lang)
    page.evaluate(TWICE)

    faults: dict[int, Any] = {}
    for width in (360, 390):
        page.set_viewport_size({"width": width, "height": 640})
        faults[width] = page.evaluate(CUT)
    assert faults == {360: [], 390: []}


@pytest.mark.slow("a phone asks every five seconds")
def test_what_an_officer_takes_back_is_on_the_page_that_said_it_was_over(hall: Hall) -> None:
    tokens = numbers(hall, 2)
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    leg = wati.post("/counter/call-next")[1]["open"]["leg_id"]
    page = phone(hall, tokens[0])
    expect(page.get_by_test_id("sentence")).to_have_text("Silakan menuju loket 1")

    wati.post("/counter/start", {"leg_id": leg})
    wati.post("/counter/finish", {"leg_id": leg, "outcome": "selesai", "documents": 1, "missing": []})
    expect(page.get_by_test_id("sentence")).to_have_text("Selesai. Terima kasih.")
    wati.post("/counter/undo", {"leg_id": leg})

    expect(page.get_by_test_id("sentence")).to_have_text("Sedang dilayani di loket 1")


@pytest.mark.slow("four pages, one after the other")
def test_without_scripts_the_forms_of_the_page_do_what_they_say(hall: Hall) -> None:
    token = numbers(hall, 3)[0]
    bare = hall.browser.new_context(java_script_enabled=False, locale="id-ID")
    hall.stack.callback(bare.close)
    plain = bare.new_page()
    plain.goto(f"{hall.server.url}/t/{token}?lang=id")

    plain.get_by_test_id("wish-let-pass").click()
    expect(plain.get_by_test_id("wish-told")).not_to_be_empty()
    expect(plain.get_by_test_id("sentence")).to_have_text("Menunggu: 1 orang di depan Anda")
    plain.reload()  # or the page may load again by itself between the next two
    plain.get_by_test_id("wish-give-up").click()
    plain.get_by_test_id("wish-cancel").click()

    expect(plain.get_by_test_id("sentence")).to_have_text("Dibatalkan.")
