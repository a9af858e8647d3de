"""A training from its beginning to its end, in this process: what it may, and what the office learns of it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import insert, select

from queue_app.domain.log.events import TrainingHeld
from queue_app.domain.log.rights import Role
from queue_app.store.hall.tables import Media
from queue_app.web.training.running import MOST, Training, Trainings
from tests.calendars import say_hours
from tests.factories import MORNING
from tests.web.visitors import Site, Visitor


def trainings(site: Site) -> Trainings:
    found: Trainings = site.app.extensions["antrean.trainings"]
    return found


def begun(visitor: Visitor) -> str:
    """The address of a new training, without a slash at its end."""
    answer = visitor.post("/training")
    assert answer.status_code == 302, answer.text
    return str(answer.location).removesuffix("/")


def training_of(site: Site, address: str) -> Training:
    found = trainings(site).of(address)
    assert found is not None
    return found


def ended(site: Site, address: str) -> bool:
    """Whether the training ends while one waits for it."""
    training = trainings(site).of(address)
    return training is None or training.over.wait(timeout=10)


def boot_csrf(visitor: Visitor, page: str) -> str:
    found = re.search(r'"csrf": ?"([^"]+)"', visitor.get(page).text)
    assert found
    return found[1]


def take_a_number(visitor: Visitor, address: str) -> dict[str, Any]:
    press = {"key": "press-in-training", "service_id": 1, "priority": None, "lang": "id"}
    answer = visitor.browser.post(f"{address}/kiosk/latihan/tickets", json=press)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def do(visitor: Visitor, address: str, verb: str, **body: Any) -> dict[str, Any]:
    sent = {"X-CSRFToken": boot_csrf(visitor, f"{address}/counter")}
    answer = visitor.browser.post(f"{address}/counter/{verb}", json=body, headers=sent)
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def test_a_number_goes_its_whole_way_on_a_sunday_and_the_office_learns_only_that_a_training_was_held(
    site: Site,
) -> None:
    say_hours(site.office, "08.00-12.00")
    site.office.clock.tick(days=6)
    wati = site.signed_in("wati")
    before = site.dump()

    address = begun(wati)
    ticket = take_a_number(wati, address)
    leg = do(wati, address, "call-next")["open"]["leg_id"]
    do(wati, address, "start", leg_id=leg)
    do(wati, address, "finish", leg_id=leg, outcome="selesai")
    page = wati.get(f"{address}/t/{ticket['token']}").text

    steps = wati.get(f"{address}/steps").get_json()
    assert steps == {"taken": True, "called": True, "heard": False, "started": True, "finished": True}
    assert ("LATIHAN" in page, ticket["number"]) == (True, "A001")
    after = site.dump()
    changed = {name for name in before if before[name] != after[name]}
    assert (changed, site.office.events()[len(before["event"]) - site.office.founded:]) == (
        {"event", "chain_head"}, [TrainingHeld(officer_id=site.office.officers["wati"])],
    )  # fmt: skip


def test_the_phones_of_a_training_have_its_line_and_not_the_offices(site: Site) -> None:
    site.office.issue("AKTA")
    wati = site.signed_in("wati")
    address = begun(wati)
    take_a_number(wati, address)

    lines = [wati.get(f"{address}/o/latihan/line").json for _ in range(2)]

    assert [[*each["line"]] for each in lines if each] == [["A001"], ["A001"]]
    assert wati.get(f"{address}/o/uji/line").status_code == 404


def test_whoever_leaves_leaves_nothing(site: Site) -> None:
    wati = site.signed_in("wati")
    address = begun(wati)
    folder, over = training_of(site, address).folder.path, training_of(site, address).over
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', wati.get(f"{address}/").text)
    assert csrf
    assert folder.exists()

    left = wati.browser.post(f"{address}/leave", data={"csrf_token": csrf[1]})

    assert (left.status_code, left.location, over.is_set()) == (302, "/training?left", True)
    gone = [wati.get(f"{address}{path}") for path in ("/", "/counter", "/kiosk/latihan", "/steps")]
    assert [each.status_code for each in gone] == [404] * 4
    assert "Latihan ini sudah berakhir" in gone[0].text
    trainings(site).close()
    assert not folder.exists()


def test_nobody_begins_one_without_signing_in_nor_enters_one_without_its_session(site: Site) -> None:
    stranger, address = site.visitor(), begun(site.signed_in("wati"))

    assert stranger.get("/training").location == "/sign-in?next=/training"
    assert stranger.post("/training").status_code == 401
    asked = [stranger.get(f"{address}{path}").status_code for path in ("/", "/counter", "/steps")]
    assert asked == [302, 302, 401]
    assert stranger.browser.post(f"{address}/counter/call-next", json={}).status_code in {400, 401}


def test_who_has_no_session_of_a_training_is_not_led_to_the_counter_where_all_counts(site: Site) -> None:
    address = begun(site.signed_in("wati"))

    led = [site.visitor().get(f"{address}{path}").location for path in ("/counter", "/")]

    assert led == ["/sign-in?next=/training"] * 2


def test_a_session_of_a_training_holds_nowhere_else(site: Site) -> None:
    first, second = begun(site.signed_in("wati")), begun(site.signed_in("joko"))
    wati = training_of(site, first)
    stranger = site.visitor()
    stranger.browser.set_cookie("antrean_session", wati.copy.token)

    assert stranger.get("/counter").status_code == 302
    assert stranger.get(f"{second}/counter").status_code == 302
    assert stranger.get(f"{first}/counter").status_code == 200


def test_its_paper_is_shown_as_nothing_is_printed(site: Site) -> None:
    wati = site.signed_in("wati")

    address = begun(wati)

    assert wati.get(f"{address}/paper.png").mimetype == "image/png"
    assert take_a_number(wati, address)["paper"] == "none"


def test_the_trainees_own_session_stays(site: Site) -> None:
    wati = site.signed_in("wati")

    begun(wati)

    assert wati.get("/counter").status_code == 200


def test_only_the_screens_of_a_number_stand_in_a_training_and_may_stand_in_a_frame(site: Site) -> None:
    wati = site.signed_in("wati")
    address = begun(wati)

    inside = wati.get(f"{address}/display/latihan").headers
    outside = wati.get("/display/uji").headers

    assert [each["X-Frame-Options"] for each in (inside, outside)] == ["SAMEORIGIN", "DENY"]
    policies = [each["Content-Security-Policy"].rpartition("; ")[2] for each in (inside, outside)]
    assert policies == ["frame-ancestors 'self'", "frame-ancestors 'none'"]
    absent = ("/admin", "/supervisor", "/journal", "/numbers", "/sign-in", "/training", "/paper")
    assert {wati.get(f"{address}{path}").status_code for path in absent} == {404}


def test_a_new_training_ends_the_persons_earlier_one(site: Site) -> None:
    wati = site.signed_in("wati")

    first, second = begun(wati), begun(wati)

    assert [wati.get(f"{each}/").status_code for each in (first, second)] == [404, 200]


def test_of_presses_at_once_one_training_is_left(site: Site) -> None:
    wati = site.signed_in("wati")
    wati.csrf()

    with ThreadPoolExecutor(3) as hands:
        addresses = list(hands.map(lambda _press: begun(wati), range(3)))

    assert [trainings(site).of(each) is None for each in addresses].count(False) == 1


def test_when_all_places_are_taken_it_says_so_and_the_log_has_no_word_of_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(site.signed_in("wati"))
    monkeypatch.setattr("queue_app.web.training.running.MOST", 1)

    refused = site.signed_in("joko").post("/training")

    assert (refused.status_code, MOST) == (409, 3)
    assert "Sudah ada 1 latihan" in refused.get_json()["message"]
    assert [each for each in site.office.events() if isinstance(each, TrainingHeld)] == [
        TrainingHeld(officer_id=site.office.officers["wati"])
    ]


def test_an_administrator_serves_there(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    joko = site.signed_in("joko")

    address = begun(joko)

    assert [joko.get(path).status_code for path in ("/counter", f"{address}/counter")] == [403, 200]


def test_the_offices_pictures_are_in_it(site: Site) -> None:
    logo = {"kind": "logo", "title": "", "file": "ab.png", "bytes": 1, "position": 1, "added_at": MORNING}
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(insert(Media), {"office_id": work.office.id, **logo})
    wati = site.signed_in("wati")

    copied = training_of(site, begun(wati))

    with copied.desk.reading() as connection:
        assert connection.execute(select(Media.kind, Media.file)).all() == [("logo", "ab.png")]


def test_what_nobody_uses_ends_by_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queue_app.web.training.running.IDLE_S", 0.01)
    wati = site.signed_in("wati")

    address = begun(wati)

    assert ended(site, address)
    assert wati.get(f"{address}/").status_code == 404


def test_a_page_that_only_asks_for_its_steps_is_used_by_nobody(site: Site) -> None:
    wati = site.signed_in("wati")
    address = begun(wati)
    training = training_of(site, address)
    training.used_at = 0.0

    wati.get(f"{address}/steps")
    assert training.used_at == 0.0
    wati.get(f"{address}/counter")
    assert training.used_at > 0.0
