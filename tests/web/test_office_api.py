"""An office's waits for other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
import pytest

from queue_app.web.office_api import CONTEXT
from tests.calendars import say_hours, set_service
from tests.web.promised import promise_newcomers
from tests.web.visitors import Site

WAITS, MONITOR = "/api/offices/uji/waits", "/api/offices/uji/queue-monitor"
Urn = Annotated[
    str, msgspec.Meta(pattern=r"^urn:ngsi-ld:QueueMonitor:[\w\-\.\{\}\$\+\*\[\]`|~^@!,:\\]+$", max_length=256)
]


class QueueMonitor(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """schema.json of smart-data-models/dataModel.QueueManagement/QueueMonitor, version 0.0.1, with what it takes from
    GSMA-Commons and Location-Commons. Only `id` and `type` are required.
    """

    id: Urn
    type: Literal["QueueMonitor"]
    date_created: datetime | None = None
    date_modified: datetime | None = None
    source: str = ""
    name: str = ""
    alternate_name: str = ""
    description: str = ""
    data_provider: str = ""
    owner: list[str] | None = None
    see_also: str | list[str] | None = None
    address: dict[str, str] | None = None
    area_served: str = ""
    local_id: str = ""
    office_name: str = ""
    service_name: str = ""
    service_id: str = ""
    service_status: Literal["Closed", "Open", "Suspended"] | None = None
    service_status_note: str = ""
    schedule_time: datetime | None = None
    queue_line: str = ""
    line_priority: int | None = None
    last_ticket_issued: int | None = None
    last_ticket_issued_label: str = ""
    ticket_served: int | None = None
    ticket_served_label: str = ""
    tickets_to_serve: int | None = None


def monitors(site: Site, *, lang: str = "en") -> list[QueueMonitor]:
    """The entities, as far as they hold to the schema."""
    answer = site.visitor(lang=lang).get(MONITOR)
    assert answer.mimetype == "application/json"
    return msgspec.json.decode(answer.data, type=list[QueueMonitor])


def test_a_program_reads_waits_quota_and_people_of_each_service(site: Site) -> None:
    set_service(site.office, "KTP", daily_quota=30)
    site.office.issue()
    promise_newcomers(site.office, KTP=(20, 40))

    told = site.visitor().get(WAITS).get_json()

    names = {"id": "Layanan KTP", "en": "Service KTP"}
    open_now = {"is_open": True, "reason": None, "why": None, "opens_at": None}
    assert told["office"] == {"slug": "uji", "name": "Kantor Uji", "zone": "Asia/Jakarta"}
    assert told["at"] == "2026-11-23T01:00:00.000Z"
    assert told["services"] == [
        {"code": "KTP", "series": "A", "name": names, **open_now, "waiting": 1,
         "wait": {"from_minutes": 20, "to_minutes": 40, "is_early": True}, "quota": 30, "left": 29},
        {"code": "AKTA", "series": "B", "name": {"id": "Layanan AKTA", "en": "Service AKTA"}, **open_now,
         "waiting": 0, "wait": None, "quota": None, "left": None},
    ]  # fmt: skip


def test_a_program_is_told_why_and_until_when_it_is_closed(site: Site) -> None:
    say_hours(site.office, "09.00-15.00")

    ktp = site.visitor().get(WAITS).get_json()["services"][0]

    assert (ktp["is_open"], ktp["reason"], ktp["opens_at"]) == (False, "not_yet_open", "2026-11-23T02:00:00.000Z")
    assert ktp["why"] == {"id": "Belum buka. Buka pukul 09.00 WIB.", "en": "Not open yet. Opens at 09.00 WIB."}


def test_each_service_is_a_queue_monitor_as_the_schema_wants_it(site: Site) -> None:
    site.office.open_counter()
    for code in ("KTP", "KTP", "KTP", "AKTA"):
        site.office.issue(code)
    site.office.call_next()

    ktp, akta = monitors(site)

    assert ktp == QueueMonitor(
        id="urn:ngsi-ld:QueueMonitor:uji:KTP", type="QueueMonitor", date_modified=site.office.clock.now,
        data_provider="Kantor Uji", office_name="Kantor Uji", address={"streetAddress": "Jl. Percobaan No. 1"},
        local_id="KTP", service_id="KTP", service_name="Service KTP", service_status="Open", queue_line="A",
        last_ticket_issued=3, last_ticket_issued_label="A003", ticket_served=1, ticket_served_label="A001",
        tickets_to_serve=2,
    )  # fmt: skip
    assert (akta.last_ticket_issued_label, akta.ticket_served, akta.tickets_to_serve) == ("B001", None, 1)


def test_what_is_closed_by_hand_is_suspended_and_what_is_over_is_closed(site: Site) -> None:
    say_hours(site.office, "08.00-15.00")
    set_service(site.office, "KTP", is_open=False, closed_reason="siak_down")
    by_day = [each.service_status for each in monitors(site)]
    site.office.clock.set_local("2026-11-23 20:00:00")

    ktp, akta = monitors(site, lang="id")

    assert (by_day, ktp.service_status, akta.service_status) == (["Suspended", "Open"], "Suspended", "Closed")
    assert akta.service_status_note == "Sudah tutup untuk hari ini. Buka besok pukul 08.00 WIB."
    assert akta.schedule_time == datetime.fromisoformat("2026-11-24T01:00:00Z")


@pytest.mark.parametrize("path", [WAITS, MONITOR])
def test_pages_of_other_sites_may_read_it_and_caches_keep_it(site: Site, path: str) -> None:
    answer = site.visitor().get(path)
    again = site.visitor().get(path, headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.headers["Access-Control-Allow-Origin"] == again.headers["Access-Control-Allow-Origin"] == "*"
    assert (answer.headers["Cache-Control"], again.status_code) == ("public, max-age=15", 304)
    assert CONTEXT in site.visitor().get(MONITOR).headers["Link"]


@pytest.mark.parametrize("path", ["/api/offices/elsewhere/waits", "/api/offices/elsewhere/queue-monitor"])
def test_an_unknown_office_is_told_as_json(site: Site, path: str) -> None:
    answer = site.visitor().get(path)

    assert (answer.status_code, answer.get_json()["error"]) == (404, "not_found")


def test_what_is_new_is_told_after_a_few_seconds(site: Site) -> None:
    def waiting() -> int:
        told: int = site.visitor().get(WAITS).get_json()["services"][0]["waiting"]
        return told

    first = waiting()
    site.office.issue()
    at_once = waiting()
    site.office.clock.tick(seconds=5)

    assert (first, at_once, waiting()) == (0, 0, 1)
