"""The screen's words as sound, from the server: made once, by a program that is given nothing but the text."""

from __future__ import annotations

import io
import wave
from typing import Any

import pytest

from queue_app.web import speech
from queue_app.web.speech import NEW_TEXTS, Spoken
from tests.web.visitors import Site

SPEECH = "/kiosk/uji/speech"


def say(text: str = "Silakan pilih layanan", lang: str = "id") -> dict[str, Any]:
    return {"lang": lang, "text": text}


def test_a_text_is_answered_as_sound(site: Site) -> None:
    answer = site.visitor().post(SPEECH, say())

    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    with wave.open(io.BytesIO(answer.data)) as sound:
        assert 1 < sound.getnframes() / sound.getframerate() < 4
        assert len(sound.readframes(sound.getnframes())) == sound.getnframes() * 2


def test_the_two_languages_sound_different(site: Site) -> None:
    visitor = site.visitor()

    assert visitor.post(SPEECH, say("loket", "id")).data != visitor.post(SPEECH, say("loket", "en")).data


def test_the_same_text_is_made_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str]] = []

    def said(lang: str, text: str) -> bytes:
        made.append((lang, text))
        return b"RIFF"

    monkeypatch.setattr(speech, "said", said)
    visitor = site.visitor()

    answers = [visitor.post(SPEECH, say(text)).data for text in ("satu", "satu", "  satu\n")]

    assert (answers, made) == ([b"RIFF"] * 3, [("id", "satu")])


@pytest.mark.parametrize("text", ["$(touch /tmp/x)", "-w /tmp/x", "; rm x", "'\"`|&<b>", "日本"])
def test_no_text_is_more_than_words(site: Site, text: str) -> None:
    answer = site.visitor().post(SPEECH, say(text))

    assert (answer.status_code, answer.data[:4]) == (200, b"RIFF")


@pytest.mark.parametrize(
    "body",
    [say(""), say("x" * 801), say(lang="de"), {"text": "x"}, {**say(), "rate": 9}, [], None],
    ids=["no text", "too long", "another language", "no language", "something else", "a list", "nothing"],
)
def test_what_is_not_a_text_to_read_is_refused(site: Site, body: object) -> None:
    answer = site.visitor().post(SPEECH, body)

    assert (answer.status_code, answer.json["error"]) == (400, "malformed_request")  # type: ignore[index]


def test_a_text_without_anything_to_say_is_refused(site: Site) -> None:
    answer = site.visitor().post(SPEECH, say("\x00\x07"))

    assert (answer.status_code, answer.json["error"]) == (400, "bad_input")  # type: ignore[index]


def test_an_office_that_is_not_there_reads_nothing(site: Site) -> None:
    assert site.visitor().post("/kiosk/medan/speech", say()).status_code == 404


def test_without_the_program_there_is_no_such_address_and_the_page_knows(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = '"speech": {"server": true}' in site.visitor().get("/kiosk/uji").text
    monkeypatch.setattr(speech, "program", lambda: None)

    assert before
    assert '"speech": {"server": false}' in site.visitor().get("/kiosk/uji").text
    assert site.visitor().post(SPEECH, say()).status_code == 404


def test_one_address_may_not_have_new_texts_made_without_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "said", lambda *_key: b"RIFF")
    visitor = site.visitor()

    statuses = [visitor.post(SPEECH, say(f"nomor {number}")).status_code for number in range(NEW_TEXTS.amount + 1)]
    known = visitor.post(SPEECH, say("nomor 1"))

    assert statuses == [200] * NEW_TEXTS.amount + [429]
    assert known.status_code == 200


def test_what_is_kept_stays_within_its_bytes_and_the_latest_used_stays() -> None:
    spoken = Spoken(most_bytes=10)
    spoken.keep(("id", "a"), b"1234")
    spoken.keep(("id", "b"), b"1234")
    spoken.get(("id", "a"))

    spoken.keep(("id", "c"), b"1234")

    assert [spoken.get(("id", key)) for key in "abc"] == [b"1234", None, b"1234"]
