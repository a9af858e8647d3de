"""Alerts on the board and on their own page."""

from __future__ import annotations

from queue_app.actions.queue import alerts
from queue_app.domain.log.rights import Role
from queue_app.domain.queue.alerts import Cause, Key, Kind
from tests.factories import moment_at
from tests.web.visitors import Site

SEEN = "/supervisor/alerts/acknowledge"


def begin(site: Site) -> None:
    causes = [Cause(Key(Kind.WAIT, site.office.services["KTP"]), limit=30), Cause(Key(Kind.PRINTER, 2), "Lobi")]
    alerts.renew(site.office.desk, site.office.office_id, causes)


def told(site: Site, lang: str) -> list[str]:
    state = site.signed_in("tini", lang=lang).get("/supervisor/state").json["state"]  # type: ignore[index]
    return [each["text"] for each in state["alerts"]]


def test_the_board_tells_the_newest_first_in_each_language(site: Site) -> None:
    begin(site)

    assert told(site, "id") == ["Printer Lobi tidak mencetak", "Layanan KTP: antre lebih dari 30 menit"]
    assert told(site, "en") == ["Printer Lobi does not print", "Service KTP: the wait is past 30 minutes"]


def test_what_somebody_looks_after_comes_last_and_names_who(site: Site) -> None:
    begin(site)
    tini = site.signed_in("tini")
    newest = tini.get("/supervisor/state").json["state"]["alerts"][0]["id"]  # type: ignore[index]

    state = tini.post(SEEN, {"alert_id": newest}).json["state"]  # type: ignore[index]

    assert [(each["by"], each["seen_at"], each["mended_at"]) for each in state["alerts"]] == [
        (None, None, ""),
        ("Tini", moment_at("2026-11-23T01:00:00Z"), "/paper"),
    ]
    assert state["alerts_today"] == 2


def test_an_alert_that_is_not_there_is_refused(site: Site) -> None:
    tini = site.signed_in("tini")

    assert [tini.post(SEEN, body).status_code for body in ({"alert_id": 99}, {"alert_id": "x"}, {})] == [404, 400, 400]


def test_the_page_of_a_day_tells_from_when_to_when_and_who_looked_after_it(site: Site) -> None:
    begin(site)
    site.office.clock.tick(minutes=7)
    alerts.renew(site.office.desk, site.office.office_id, [])
    tini = site.signed_in("tini")

    page = " ".join(tini.get("/supervisor/alerts?day=2026-11-23").text.split())

    assert "08.00" in page
    assert '<span class="number">08.07</span> <span class="soft">7 menit</span>' in page
    assert "belum ada" in page
    assert "Tidak ada peringatan pada hari ini." in tini.get("/supervisor/alerts?day=2026-11-22").text


def test_a_day_that_is_none_or_has_not_come_is_today(site: Site) -> None:
    begin(site)
    tini = site.signed_in("tini")

    for day in ("besok", "2026-12-24", "0001-01-01", ""):
        assert "Printer Lobi tidak mencetak" in tini.get(f"/supervisor/alerts?day={day}").text


def test_officers_times_are_told_to_who_evaluates_and_to_nobody_else(site: Site) -> None:
    site.office.open_counter()
    site.office.issue()
    site.office.served()
    seen = {}
    site.give_role("joko", Role.HEAD)
    for name in ("tini", "joko"):
        state = site.signed_in(name).get("/supervisor/state").json["state"]  # type: ignore[index]
        seen[name] = (state["sees_officers"], len(state["officers"]))

    assert seen == {"tini": (True, 1), "joko": (False, 0)}
