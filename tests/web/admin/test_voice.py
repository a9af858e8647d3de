"""The administrator's page of the voice: every clip can be heard, replaced by a recording, and put back."""

from __future__ import annotations

import csv
import io
import re

import pytest

from queue_app.actions.hall import voice as recordings
from queue_app.store.hall import voice
from tests.recordings import wav
from tests.web.admin.test_index import administrator
from tests.web.admin.test_media import press, send, told
from tests.web.visitors import Site, Visitor


def heard(visitor: Visitor) -> list[str]:
    """The address of each clip that the page plays."""
    return re.findall(r'<audio[^>]* src="([^"]+)"', visitor.get("/admin/voice").text)


def test_every_clip_is_there_with_its_words_and_can_be_heard(site: Site) -> None:
    page = administrator(site).get("/admin/voice/en").text

    for name, clip in voice.shipped("en").items():
        assert f'data-testid="clip-{name}"' in page
        assert f'src="{clip.url}"' in page
        assert site.visitor().get(clip.url).mimetype == "audio/mpeg"


def test_a_recording_is_heard_on_the_page_and_the_shipped_clip_comes_back(site: Site) -> None:
    tini = administrator(site)

    assert send(tini, "/admin/voice/id/upload?name=satu", wav()).json == {"name": "satu"}
    recorded = tini.get("/admin/voice").text
    assert press(tini, "/admin/voice/id/restore/satu") == 302
    restored = tini.get("/admin/voice").text

    shipped = voice.shipped("id")["satu"].url
    assert (shipped in recorded, "/files/" in recorded) == (False, True)
    assert (shipped in restored, "/files/" in restored) == (True, False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable_clip"),
        (b"x" * 9000, "unreadable_clip"),
        (wav(loudness=0), "silent_clip"),
        (wav(6.5), "long_clip"),
    ],
)
def test_what_cannot_be_a_clip_is_refused_with_words_and_changes_nothing(site: Site, data: bytes, code: str) -> None:
    tini = administrator(site)
    before = heard(tini)

    answer = send(tini, "/admin/voice/id/upload?name=satu", data)

    assert (answer.status_code, told(answer)["error"]) == (400, code)
    assert len(told(answer)["message"]) > 20
    assert heard(tini) == before


def test_a_clip_of_another_name_is_not_taken(site: Site) -> None:
    tini = administrator(site)

    answers = [send(tini, f"/admin/voice/id/upload?name={name}", wav()) for name in ("lagu", "", "counter-7")]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert told(answers[0])["message"] == "There is no such clip."


def test_a_recording_of_half_an_hour_is_not_read(site: Site) -> None:
    answer = send(administrator(site), "/admin/voice/id/upload?name=satu", b"\x00" * 5_000_000)

    assert answer.status_code == 413


def test_the_word_list_names_a_file_for_each_clip(site: Site) -> None:
    answer = administrator(site).get("/admin/voice/id/words.csv")

    listed = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert answer.mimetype == "text/csv"
    assert listed[0] == ["File", "Say this"]
    assert ["silakan-menuju.wav", "silakan menuju"] in listed
    assert [row[0] for row in listed[1:]] == [
        f"{each.name}.wav" for each in recordings.listed(site.office.desk, site.office.office_id, "id")
    ]


def test_the_journal_tells_of_clips_in_words(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/voice/id/upload?name=satu", wav())

    page = tini.get("/journal").text
    assert "voice clip" in page
    assert "id/satu" in page
