"""A room of two languages is read in one at a time: everything turns to the other in the same moment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.display.conftest import Screen, make_announcement, make_state
from tests.display.test_room_to_look_at import FIGURES, MAKLUMAT

SLIDES = (
    {**MAKLUMAT, "title": {"id": "Maklumat", "en": "Pledge"}, "text": {"id": "Kami melayani.", "en": "We serve."}},
    {**FIGURES, "title": {"id": "Hari ini", "en": "Today"}},
)
TICKER = [
    {"lang": "id", "text": "Loket tutup pukul 11."}, {"lang": "en", "text": "We close at 11."},
    {"lang": "id", "text": "Nomor terlewat?"}, {"lang": "en", "text": "Missed your number?"},
]  # fmt: skip
ROOM = {
    "languages": ["id", "en"],
    "slide_s": 12,
    "ticker": TICKER,
    "texts": {"id": {
        "Counter {number}": "Loket {number}", "Queue number": "Nomor antrean", "please go to": "silakan menuju",
        "Last calls": "Panggilan terakhir", "Still waiting": "Sisa antrean", "Sunday": "Minggu",
        "Closed for now: {services}": "Ditutup sementara: {services}",
    }},
}  # fmt: skip
CALLS = [{"number": "F014", "counter": 12}, {"number": "A001", "counter": 2}]
STATE: dict[str, Any] = {
    "calling": [{**CALLS[0], "state": "called"}],
    "last": CALLS,
    "waiting": [{"group": "ktp", "name": {"id": "KTP-el", "en": "ID card"}, "hue": "blue", "count": 3}],
    "closed": [{"names": {"id": "Akta", "en": "Birth"}, "reason": {"id": "padam", "en": "dark"}, "expected": None}],
    "slides": "one",
}
# The signs of each language in what is seen; a screen that mixes them has both.
SIGNS = {
    "id": ("silakan menuju", "Loket", "Panggilan", "Sisa", "KTP-el", "Minggu", "Ditutup", "padam"),
    "en": ("please go to", "Counter", "Last calls", "Still", "ID card", "Sunday", "Closed", "dark"),
}


@pytest.fixture
def room(still: Screen) -> Screen:
    still.slides(*SLIDES)
    still.open(make_state(100, **STATE), room=ROOM, zone_name={"id": "Ruang A", "en": "Room A"})
    still.page.wait_for_selector("#panel:not([hidden])")
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    return still


def seen(room: Screen) -> tuple[str, ...]:
    """The language of the page, its slide's title, its line of running text, and the name of its zone."""
    texts = [room.page.inner_text(part) for part in ("#sheet-title", "#ticker", "#place")]
    return (room.page.evaluate("document.documentElement.lang"), *texts)


def signs(room: Screen) -> dict[str, list[bool]]:
    told = room.page.inner_text("body")
    return {lang: [sign in told for sign in words] for lang, words in SIGNS.items()}


def test_everything_that_is_read_turns_to_the_next_language_together(room: Screen) -> None:
    found = []

    for _ in range(2):
        found.append(signs(room))
        room.page.clock.run_for(12_500)

    whole, none = [True] * 8, [False] * 8
    assert found == [{"id": whole, "en": none}, {"id": none, "en": whole}]


def test_each_slide_and_each_line_is_read_in_every_language(room: Screen) -> None:
    found = [seen(room)]

    for _ in range(4):  # short of a minute without a heartbeat, after which a display loads itself anew
        room.page.clock.run_for(12_500)
        found.append(seen(room))

    assert found == [
        ("id", "Maklumat", "Loket tutup pukul 11.", "Ruang A"), ("en", "Pledge", "Missed your number?", "Room A"),
        ("id", "Hari ini", "Nomor terlewat?", "Ruang A"), ("en", "Today", "We close at 11.", "Room A"),
        ("id", "Maklumat", "Loket tutup pukul 11.", "Ruang A"),
    ]  # fmt: skip


def test_a_call_is_shown_in_the_first_language_to_its_last_word(room: Screen) -> None:
    room.page.clock.run_for(12_500)
    before = room.page.evaluate("document.documentElement.lang")

    room.fire("state", make_state(101, announcements=[make_announcement(101)], **STATE))
    room.page.clock.run_for(2000)
    during = signs(room)["en"]
    room.run_until_quiet()

    assert (before, during) == ("en", [False] * 8)
    assert room.page.evaluate("document.documentElement.lang") == "en"


def test_a_text_that_runs_past_is_read_to_its_end_before_the_language_turns(still: Screen) -> None:
    still.open(make_state(100), room={**ROOM, "ticker_moves": True})

    still.page.clock.run_for(20_000)
    before = still.page.inner_text("#ticker").split("◆")[0].strip()
    still.page.clock.run_for(30_000)

    assert before == "Loket tutup pukul 11."
    assert still.page.inner_text("#ticker").split("◆")[0].strip() == "We close at 11."
