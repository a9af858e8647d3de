"""A refusal is one sentence, whoever reads it: in the reader's language, with the times of the office's wall."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from queue_app.domain.log.errors import (
    AtOtherCounter,
    ByLang,
    IllegalTransition,
    MalformedRequest,
    NotFound,
    QueueError,
)
from queue_app.live.events import answering
from queue_app.refusals import sentence

SINCE = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
STATE = ByLang(id="selesai pukul 08.05", en="it was finished at 08.05")
REFUSALS = [
    (NotFound(what="ticket"), "Tidak ditemukan: tiket.", "There is no such ticket."),
    (
        IllegalTransition(number="A001", state=STATE, action="start"),
        "Langkah ini tidak berlaku untuk A001: selesai pukul 08.05.",
        "Ticket A001 cannot do this now: it was finished at 08.05.",
    ),
    (
        AtOtherCounter(number="A001", counter="2", officer="Rina", since=SINCE),
        "A001 sedang di loket 2, ditangani Rina sejak 09.05.",
        "Ticket A001 is at counter 2 now, with Rina since 09.05.",
    ),
]


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    lang: str


@pytest.mark.parametrize(
    ("error", "indonesian", "english"), REFUSALS, ids=[type(case[0]).__name__ for case in REFUSALS]
)
def test_a_refusal_is_told_in_both_languages_with_the_times_of_the_offices_wall(
    error: QueueError, indonesian: str, english: str
) -> None:
    told = [sentence(error, lang=lang, time_zone="Asia/Makassar") for lang in ("id", "en")]

    assert told == [indonesian, english]


@pytest.mark.parametrize(("error", "indonesian", "english"), REFUSALS[:2], ids=["NotFound", "IllegalTransition"])
def test_a_screen_on_the_live_line_is_refused_in_its_own_language(
    error: QueueError, indonesian: str, english: str
) -> None:
    def refuse(_wish: Wish) -> dict[str, object]:
        raise error

    told = [answering(Wish, refuse)({"lang": lang}) for lang in ("id", "en")]

    assert told == [{"error": error.code, "message": text} for text in (indonesian, english)]


def test_what_is_not_of_its_shape_is_refused_in_the_language_that_it_names() -> None:
    told = [answering(Wish, lambda _wish: {})({"lang": lang, "room": 3})["message"] for lang in ("id", "en")]

    assert told == [sentence(MalformedRequest(), lang="id"), "The request could not be understood."]
