"""The citizen's page: complete without JavaScript, and behind a code that a phone can read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from queue_app.actions import counter
from queue_app.config import Server
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
    text = site.visitor().get(f"/t/{site.office.issue().token}").text

    assert '<meta name="robots" content="noindex">' in text
    assert '<meta name="referrer" content="no-referrer">' in text
