"""The administrator sends pictures, videos and recordings from a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.recordings import picture, wav
from tests.served import make_administrator


@pytest.fixture
def admin(hall: Hall) -> Page:
    make_administrator(hall.database_url, "tini")
    return hall.signed_in("tini", "/admin/media")


def written(folder: Path, **files: bytes) -> list[Path]:
    """Files by their names, "_" for the dot."""
    paths = [folder / name.replace("_", ".") for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def test_pictures_are_sent_and_stand_in_the_playlist(admin: Page, tmp_path: Path) -> None:
    admin.get_by_test_id("upload-media").set_input_files(written(tmp_path, satu_png=picture(), dua_png=picture()))

    playlist = admin.get_by_test_id("playlist")
    expect(playlist.get_by_label("Judul")).to_have_count(2)
    expect(playlist.get_by_label("Judul").first).to_have_value("satu")
    expect(playlist.get_by_label("Judul").last).to_have_value("dua")
    assert playlist.locator("img").first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 64


def test_a_video_of_3_gb_is_refused_by_the_page_itself(admin: Page, tmp_path: Path) -> None:
    (large,) = written(tmp_path, film_mp4=b"")
    with large.open("wb") as file:
        file.truncate(3_000_000_000)  # takes no room on the disk

    admin.get_by_test_id("upload-media").set_input_files(large)

    expect(admin.locator("#upload-report")).to_have_text(
        "film.mp4: Berkas ini lebih besar dari 200 MB, batas yang diterima server ini."
    )
    expect(admin.get_by_test_id("playlist")).to_have_count(0)


def test_many_recordings_go_to_the_clips_of_their_names_and_each_refusal_is_told(admin: Page, tmp_path: Path) -> None:
    admin.goto(admin.url.replace("media", "voice/id"))
    recordings = written(tmp_path, satu_wav=wav(), dua_wav=b"no sound", lagu_wav=wav())

    admin.get_by_test_id("upload-all").set_input_files(recordings)

    expect(admin.locator("#upload-report p")).to_have_text([
        "satu.wav: diterima.",
        "dua.wav: Ini bukan MP3 atau WAV yang dapat diputar.",
        "lagu.wav: Tidak ditemukan: klip.",
    ])  # fmt: skip
    admin.get_by_role("link", name="Tampilkan yang diterima").click()
    expect(admin.get_by_test_id("own-count")).to_contain_text("1 dari")
    expect(admin.get_by_test_id("clip-satu").locator(".badge")).to_have_text("sendiri")


def test_a_recording_whose_line_fell_is_sent_again(admin: Page, tmp_path: Path) -> None:
    admin.goto(admin.url.replace("media", "voice/id"))
    admin.route("**/upload?name=satu", lambda route: route.abort(), times=2)

    admin.get_by_test_id("upload-all").set_input_files(written(tmp_path, satu_wav=wav(), dua_wav=wav()))

    expect(admin.get_by_test_id("own-count")).to_contain_text("2 dari")


def test_a_picture_whose_line_fell_is_not_sent_twice(admin: Page, tmp_path: Path) -> None:
    sent: list[str] = []
    admin.on("request", lambda request: sent.append(request.method))
    admin.route("**/admin/media/upload?*", lambda route: route.abort())

    admin.get_by_test_id("upload-media").set_input_files(written(tmp_path, satu_png=picture()))

    expect(admin.locator("#upload-report")).to_have_text("satu.png: Server tidak menjawab. Tidak ada yang diubah.")
    assert sent.count("POST") == 1


def test_a_refusal_far_down_the_page_is_brought_into_sight(admin: Page, tmp_path: Path) -> None:
    admin.goto(admin.url.replace("media", "voice/id"))
    (broken,) = written(tmp_path, lagu_wav=b"no sound")

    row = admin.get_by_test_id("clip-z")
    row.scroll_into_view_if_needed()
    row.locator("input").set_input_files(broken)

    expect(admin.get_by_text("Ini bukan MP3 atau WAV yang dapat diputar.")).to_be_in_viewport()
