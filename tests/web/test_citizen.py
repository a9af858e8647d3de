"""The citizen's page: complete without JavaScript, and behind a code that a phone can read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from queue_app.actions.office import closing, setup
from queue_app.actions.queue import carrying, counter, days, set_aside
from queue_app.config import Server
from queue_app.domain.office.plan import OfficePlan, StandardPlan, TextPlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import PLAIN
from queue_app.screens import visit
from queue_app.texts import translate
from tests.factories import moment_at
from tests.offices import Office
from tests.web.visitors import Site, make_site

PX = 8  # a module


def read_svg(svg: str) -> str:
    """What a phone reads from the picture: its runs drawn as a browser draws them."""
    side = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    picture = Image.new("L", (side * PX, side * PX), "white")
    draw = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        left, top = int(x) * PX, int(y) * PX
        draw.rectangle((left, top, left + int(length) * PX - 1, top + PX - 1), fill="black")
    return "".join(found.text for found in zxingcpp.read_barcodes(picture))


def test_the_code_leads_to_the_tickets_page(site: Site) -> None:
    token = site.office.issue().token

    answer = site.visitor().get(f"/t/{token}/qr.svg")

    assert answer.mimetype == "image/svg+xml"
    assert read_svg(answer.text) == f"http://localhost/t/{token}"


def test_the_code_has_the_address_that_phones_reach(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    url = "https://antrean.medan.go.id/"
    site = make_site(office, tmp_path_factory.mktemp("site"), server=Server(public_url=url))
    token = office.issue().token

    assert read_svg(site.visitor().get(f"/t/{token}/qr.svg").text) == f"{url}t/{token}"


def called(office: Office) -> None:
    office.open_counter()
    office.call_next()


def serving(office: Office) -> None:
    office.open_counter()
    office.do(counter.start, office.call_next())


def finished(office: Office) -> None:
    office.open_counter()
    office.served()


def missed(office: Office) -> None:
    office.open_counter()
    office.do(counter.no_show, office.call_next())


def transferred(office: Office) -> None:
    office.open_counter()
    office.transfer(office.call_next())


def nothing(_office: Office) -> None:
    """The ticket waits."""


STORIES: list[tuple[Callable[[Office], None], str, bool]] = [
    (nothing, "Anda berikutnya. Silakan bersiap.", True),
    (called, "Silakan menuju loket 1", True),
    (serving, "Sedang dilayani di loket 1", True),
    (transferred, "Anda berikutnya. Silakan bersiap.", True),
    (finished, "Selesai. Terima kasih.", False),
    (missed, "Terlewat: silakan hubungi petugas.", False),
]


@pytest.mark.parametrize(("story", "sentence", "is_refreshed"), STORIES, ids=[story[0].__name__ for story in STORIES])
def test_without_javascript_the_page_tells_all_and_loads_itself_again(
    site: Site, story: Callable[[Office], None], sentence: str, is_refreshed: bool
) -> None:
    token = site.office.issue().token
    story(site.office)

    text = site.visitor().get(f"/t/{token}").text

    shown = re.findall(r'data-testid="(?:number|sentence)">([^<]+)<', text)
    assert shown == ["A001", sentence]
    assert ('<noscript><meta http-equiv="refresh" content="15"></noscript>' in text) == is_refreshed


def test_the_state_counts_only_people_who_wait_before_this_ticket(site: Site) -> None:
    """Bug of a peer: served and cancelled people were still counted as ahead (FQM)."""
    tokens = [site.office.issue().token for _ in range(4)]
    site.office.open_counter()
    site.office.served()
    site.office.call_next()

    ahead = [site.visitor().get(f"/t/{token}/state").json["ahead"] for token in tokens]  # type: ignore[index]

    assert ahead == [None, None, 0, 1]


def test_a_page_is_found_by_its_token_alone(site: Site) -> None:
    site.office.issue()

    answers = [
        site.visitor().get(f"/t/{guess}{tail}").status_code for guess in ("1", "A001") for tail in ("", "/state")
    ]

    assert answers == [404] * 4


def test_nothing_of_the_ticket_is_told_to_search_engines_or_other_sites(site: Site) -> None:
    answer = site.visitor().get(f"/t/{site.office.issue().token}")

    assert '<meta name="robots" content="noindex">' in answer.text
    assert answer.headers["Referrer-Policy"] == "same-origin"


def state_of(site: Site, token: str, lang: str = "id") -> dict[str, Any]:
    found: dict[str, Any] = site.visitor(lang=lang).get(f"/t/{token}/state").json  # type: ignore[assignment]
    return found


def close(site: Site, **more: Any) -> None:
    closing.close_service(
        site.office.desk, site.office.office_id, service_id=site.office.services["KTP"], reason="siak_down",
        officer_id=site.office.officers["tini"], **{"reopens_at": None, **more},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("id", "Ditutup sementara: sistem SIAK terganggu. Diperkirakan buka pukul 09.00 WIB."),
        ("en", "Closed for now: the SIAK system is down. Expected to open at 09.00 WIB."),
    ],
)
def test_who_waits_is_told_that_the_service_was_closed_and_until_when(site: Site, lang: str, why: str) -> None:
    token = site.office.issue().token
    until = site.office.clock() + timedelta(hours=1)
    close(site, reopens_at=until)

    closed = state_of(site, token, lang)["closed"]
    page = site.visitor(lang=lang).get(f"/t/{token}").text
    site.office.clock.now = until

    assert closed == {"why": why, "until": moment_at("2026-11-23T02:00:00Z")}
    assert f'<p id="closed-why">{why}</p>' in page
    assert state_of(site, token)["closed"] is None


def test_who_is_at_a_counter_is_not_told_of_a_closed_service(site: Site) -> None:
    token = site.office.issue().token
    called(site.office)
    close(site)

    assert state_of(site, token)["closed"] is None


def test_after_a_carry_over_the_page_leads_to_the_new_number(site: Site) -> None:
    site.office.issue("AKTA")
    token = site.office.issue().token
    close(site)
    [carried] = carrying.carry_over(
        site.office.desk, site.office.office_id, service_id=site.office.services["KTP"],
        officer_id=site.office.officers["tini"],
    )  # fmt: skip

    old, new = site.visitor().get(f"/t/{token}").text, site.visitor().get(f"/t/{carried.token}").text

    assert re.findall(r'data-testid="sentence">([^<]+)<', old + new) == [
        "Nomor Anda untuk Selasa, 24 November 2026: A001",
        "Nomor Anda berlaku untuk Selasa, 24 November 2026. Anda didahulukan dari yang datang pada hari itu.",
    ]
    assert f'href="/t/{carried.token}"' in old
    assert state_of(site, token)["carried"] == {
        "number": "A001", "day": "Selasa, 24 November 2026", "token": carried.token,
    }  # fmt: skip


def test_a_day_that_ended_is_told_as_not_served(site: Site) -> None:
    token = site.office.issue().token
    site.office.clock.tick(days=1)
    days.expire_left_over(site.office.desk, site.office.office_id)

    assert "Tidak terlayani hari ini: silakan hubungi petugas." in site.visitor().get(f"/t/{token}").text


def test_the_called_citizen_reads_why_in_plain_words(site: Site) -> None:
    token = site.office.issue().token
    before = state_of(site, token)["reason"]
    called(site.office)

    assert before is None
    assert state_of(site, token, "en")["reason"] == PLAIN["only_regular"]
    assert translate("id", PLAIN["only_regular"]) in site.visitor().get(f"/t/{token}").text


def test_the_page_leads_to_the_standard_of_the_service_once_there_is_one(site: Site) -> None:
    path = f"/t/{site.office.issue().token}"
    before = site.visitor(lang="en").get(path).text

    def with_standard(plan: OfficePlan) -> OfficePlan:
        ktp = replace(plan.services[0], standards=[StandardPlan(date(2026, 1, 2), "1/2026", {"fee": "Gratis"})])
        return replace(plan, services=[ktp, *plan.services[1:]])

    setup.change(site.office.desk, site.office.office_id, by=None, edit=with_standard)

    link = '<a href="/standards/uji/KTP" data-testid="standard">Service standard: Service KTP</a>'
    assert (link in before, link in site.visitor(lang="en").get(path).text) == (False, True)


def beside(site: Site, token: str, lang: str = "id") -> list[str]:
    """What stands below the card: its heads and lines."""
    page = site.visitor().get(f"/t/{token}?lang={lang}").text
    shown = page.partition('<div class="beside">')[2].partition("<p id=")[0]
    return [html.unescape(text).strip() for text in re.findall(r">([^<>]+)<", shown) if text.strip()]


def test_below_a_waiting_ticket_stand_papers_to_bring_the_way_and_what_to_do_when_late(site: Site) -> None:
    def with_way(plan: OfficePlan) -> OfficePlan:
        ktp = replace(plan.services[0], requirements_id=["KTP-el asli", "Fotokopi KK"])
        texts = [TextPlan("directions", "Lantai 2", "")]
        return replace(plan, services=[ktp, *plan.services[1:]], address="Jalan Iskandar Muda 270", texts=texts)

    setup.change(site.office.desk, site.office.office_id, by=None, edit=with_way)

    assert beside(site, site.office.issue().token or "") == [
        "Yang perlu dibawa", "KTP-el asli", "Fotokopi KK",
        "Jika nomor Anda terlewat", "Temui petugas paling lambat 60 menit setelah nomor Anda dipanggil.",
        "Urutan Anda tetap seperti semula.",
        "Menuju kantor", "Jalan Iskandar Muda 270", "Lantai 2",
        "Data Anda", "·", "Data tentang nomor ini",
    ]  # fmt: skip


def test_an_ended_ticket_says_nothing_of_what_to_bring(site: Site) -> None:
    token = site.office.issue().token or ""
    finished(site.office)

    assert beside(site, token) == []


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(restore_within_min=0), ["A missed number is not called again: please speak to an officer."]),
        (Rules(restore_place="front"), ["Speak to an officer within 60 minutes of your call.", "You are called next."]),
        (Rules(restore_after=0), ["Speak to an officer within 60 minutes of your call.", "You keep your old place."]),
    ],
)
def test_what_is_told_to_the_late_is_what_the_offices_rules_leave_them(rules: Rules, told: list[str]) -> None:
    assert visit.missed(rules, "en") == told


def test_who_is_late_is_neither_next_nor_asked_to_be_in_the_room(site: Site) -> None:
    token = site.office.issue().token
    before = site.visitor(lang="en").get(f"/t/{token}").text
    set_aside.be_late(site.office.desk, site.office.office_id, ticket_id=1, nth=0)

    after = site.visitor(lang="en").get(f"/t/{token}").text

    told = [re.findall(r'data-testid="sentence">([^<]+)<', text) for text in (before, after)]
    assert told == [["You are next. Please be ready."], ["Waiting. Please wait for your call."]]
    assert ['data-testid="soon" hidden' in text for text in (before, after)] == [False, True]
