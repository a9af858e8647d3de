"""Uploaded files as screens fetch them, in parts where they ask so; and the slides of a display."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from queue_app.domain.log.rights import DeviceKind
from queue_app.store.hall import files
from tests.recordings import MP4
from tests.web.visitors import Site


@pytest.fixture
def video(site: Site) -> str:
    """The address of an uploaded video of 1,000 bytes."""
    folder = Path(site.app.extensions["antrean.config"].server.files_dir)
    return f"/files/{files.keep(folder, MP4.ljust(1000, b'.'), '.mp4')}"


def test_a_file_is_kept_for_a_year_and_is_what_it_says(site: Site, video: str) -> None:
    answer = site.visitor().get(video)

    assert (answer.status_code, answer.mimetype, len(answer.data)) == (200, "video/mp4", 1000)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (answer.cache_control.max_age, answer.cache_control.immutable) == (365 * 24 * 3600, True)


def test_a_part_is_answered_with_that_part(site: Site, video: str) -> None:
    answer = site.visitor().get(video, headers={"Range": "bytes=990-"})

    assert (answer.status_code, answer.data) == (206, b"." * 10)
    assert answer.headers["Content-Range"] == "bytes 990-999/1000"


def test_a_part_that_is_not_there_is_refused(site: Site, video: str) -> None:
    assert site.visitor().get(video, headers={"Range": "bytes=2000-"}).status_code == 416


def test_what_a_screen_has_already_is_not_sent_again(site: Site, video: str) -> None:
    tag = site.visitor().get(video).headers["ETag"]

    assert site.visitor().get(video, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["x.mp4", f"{'0' * 64}.mp4", "../secret.key", "..%2fsecret.key", f"{'0' * 64}.html"])
def test_only_uploaded_files_are_there(site: Site, video: str, name: str) -> None:
    assert site.visitor().get(video).status_code == 200
    assert site.visitor().get(f"/files/{name}").status_code == 404


def test_a_display_gets_its_slides(site: Site) -> None:
    answer = json.loads(site.visitor().get("/display/uji/slides").data)

    assert [slide["kind"] for slide in answer["slides"]] == ["figures"]


def test_an_unpaired_display_is_told_so_and_a_paired_one_gets_its_slides(site: Site) -> None:
    site.pairs_devices()

    refused, shown = site.visitor().get("/display/uji/slides"), site.device(DeviceKind.DISPLAY)

    assert (refused.status_code, json.loads(refused.data)["error"]) == (401, "not_paired")
    assert shown.get("/display/uji/slides").status_code == 200
