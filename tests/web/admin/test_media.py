"""The administrator's page of pictures and videos, and of the logo."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from werkzeug.test import TestResponse

from queue_app.actions.hall.pictures import FORMATS
from queue_app.config import Server
from tests.offices import Office
from tests.recordings import MP4, picture
from tests.web.admin.test_index import administrator, logged, plan_of
from tests.web.visitors import Site, Visitor, make_site

FILMS = Path(__file__).parents[2] / "films"


def send(visitor: Visitor, path: str, content: bytes, **headers: str) -> TestResponse:
    """As upload.js sends a file."""
    headers = {"X-CSRFToken": visitor.csrf(), "Accept": "application/json", **headers}
    return visitor.browser.post(path, data=content, content_type="application/octet-stream", headers=headers)


def told(answer: TestResponse) -> dict[str, str]:
    """The answer's JSON."""
    found: dict[str, str] = json.loads(answer.data)
    return found


def rows(visitor: Visitor) -> list[tuple[str, str]]:
    """Number and title of each entry, in the page's order."""
    return re.findall(r'id="title-(\d+)" name="title" value="([^"]*)"', visitor.get("/admin/media").text)


def press(visitor: Visitor, path: str, **form: str) -> int:
    return visitor.browser.post(path, data={"csrf_token": visitor.csrf(), **form}).status_code


def kept(site: Site) -> list[str]:
    folder = Path(site.app.extensions["antrean.config"].server.files_dir)
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


def test_what_is_sent_stands_in_the_playlist_and_can_be_moved_named_and_taken_off(site: Site) -> None:
    tini = administrator(site)
    for title, content in (("Profil", MP4), ("Syarat%20KTP", picture())):
        assert send(tini, f"/admin/media/upload?title={title}", content).status_code == 200
    (video, _), (still, _) = rows(tini)

    assert press(tini, f"/admin/media/{still}/move", way="up") == 302
    assert press(tini, f"/admin/media/{video}", title="Profil kota", has_sound="1") == 302
    assert rows(tini) == [(still, "Syarat KTP"), (video, "Profil kota")]

    assert press(tini, f"/admin/media/{still}/remove") == 302
    assert rows(tini) == [(video, "Profil kota")]


def test_every_kind_of_picture_that_is_taken_is_named_and_offered(site: Site) -> None:
    page = administrator(site).get("/admin/media").text
    kinds = [re.sub("jpg", "jpeg", each.lower()) for each in FORMATS]

    said = [[kind for kind in kinds if re.search(rf"\b{kind}\b", text, re.IGNORECASE)] for text in (
        re.search(r"Pictures: [^.]*", page)[0], *re.findall(r'accept="(image/[^"]*)"', page),  # type: ignore[index]
    )]  # fmt: skip

    assert said == [kinds] * 3


def test_what_cannot_be_shown_is_refused_with_words(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/media/upload?title=x", b"%PDF-1.7")

    assert (answer.status_code, told(answer)["error"]) == (400, "unknown_file")
    assert "JPEG, PNG, WebP" in told(answer)["message"]
    assert (rows(tini), kept(site)) == ([], [])


def test_a_video_that_old_tvs_cannot_play_is_refused_with_what_to_do(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/media/upload?title=HP", (FILMS / "h265.mp4").read_bytes())

    assert (answer.status_code, told(answer)["error"]) == (400, "unplayable_video")
    assert "H.265 (HEVC), which many TVs cannot play. Save it again as MP4 with H.264" in told(answer)["message"]
    assert (rows(tini), kept(site)) == ([], [])


def sheets(visitor: Visitor) -> list[str]:
    """The slides in the page's order, those that are not shown in brackets."""
    found = re.findall(r'<li id="slide-(\w+)"( class="is-out")?', visitor.get("/admin/media").text)
    return [f"({name})" if is_out else name for name, is_out in found]


def test_slides_are_hidden_shown_and_moved_and_the_journal_tells_of_each(site: Site) -> None:
    tini = administrator(site)
    for name, way in (("maklumat", "hide"), ("closing", "up"), ("figures", "up"), ("maklumat", "show")):
        assert press(tini, f"/admin/media/slides/{name}", way=way) == 302

    assert sheets(tini) == ["figures", "closing", "holidays", "maklumat"]
    assert logged(site) == [("room", "", "slides")] * 3  # the first one cannot go up
    assert plan_of(site).room.slides == "figures closing holidays maklumat"


def test_a_hidden_slide_stands_below_the_others(site: Site) -> None:
    tini = administrator(site)
    press(tini, "/admin/media/slides/figures", way="hide")

    assert sheets(tini) == ["maklumat", "holidays", "closing", "(figures)"]


def test_a_slide_that_is_none_and_a_step_that_is_none_are_refused(site: Site) -> None:
    tini = administrator(site)

    assert press(tini, "/admin/media/slides/weather", way="show") == 404
    assert press(tini, "/admin/media/slides/figures", way="top") == 400


def test_a_video_that_is_too_large_is_refused_before_it_is_read(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, server=Server(largest_upload_mb=1))
    tini = administrator(site)

    class Unread(io.BytesIO):
        def read(self, *_size: object) -> bytes:
            raise AssertionError

        readinto = read  # type: ignore[assignment]

    answer = tini.browser.post(
        "/admin/media/upload", input_stream=Unread(), content_type="application/octet-stream",
        environ_overrides={"CONTENT_LENGTH": "3000000000"},
        headers={"X-CSRFToken": tini.csrf(), "Accept": "application/json"},
    )  # fmt: skip

    assert (answer.status_code, told(answer)["error"]) == (413, "large_file")
    assert "1 MB" in told(answer)["message"]
    assert kept(site) == []


def test_a_video_that_does_not_tell_its_length_is_stopped_at_the_limit(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, server=Server(largest_upload_mb=1))
    tini = administrator(site)
    endless = io.BytesIO(MP4 + b"." * 5_000_000)

    answer = tini.browser.post(
        "/admin/media/upload", input_stream=endless, content_type="application/octet-stream",
        environ_overrides={"wsgi.input_terminated": True},
        headers={"X-CSRFToken": tini.csrf(), "Accept": "application/json", "Transfer-Encoding": "chunked"},
    )  # fmt: skip

    assert (answer.status_code, told(answer)["error"]) == (413, "large_file")
    assert endless.tell() < 1_600_000
    assert kept(site) == []


def test_only_uploads_may_be_large(site: Site) -> None:
    tini = administrator(site)
    form = {"file": (io.BytesIO(MP4.ljust(200_000, b".")), "film.mp4")}

    assert send(tini, "/admin/media/upload", MP4.ljust(200_000, b".")).status_code == 200
    assert press(tini, "/admin/media/1", title="x" * 20_000) == 413
    assert site.visitor().browser.post("/admin/media/upload", data=form).status_code == 413


def test_whoever_may_not_set_up_sends_nothing(site: Site) -> None:
    wati = site.signed_in("wati")

    assert send(wati, "/admin/media/upload", MP4).status_code == 403
    assert send(site.visitor(), "/admin/media/upload", MP4).status_code == 401
    assert send(administrator(site), "/admin/media/upload", MP4, **{"X-CSRFToken": "x"}).status_code == 400
    assert kept(site) == []


def test_the_logo_stands_on_the_page_and_can_be_taken_off(site: Site) -> None:
    tini = administrator(site)
    assert send(tini, "/admin/media/logo", picture(mode="RGBA")).status_code == 200

    page = tini.get("/admin/media").text
    remove = re.search(r"/admin/media/\d+/remove", page)
    assert re.search(r'<img src="/files/[0-9a-f]{64}\.png"[^>]*data-testid="logo"', page)
    assert remove
    assert press(tini, remove[0]) == 302
    assert 'data-testid="logo"' not in tini.get("/admin/media").text


def test_a_title_is_only_text(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/media/upload?title=%3Cscript%3E", picture())

    assert rows(tini) == [("1", "&lt;script&gt;")]


def test_what_is_not_there_cannot_be_moved(site: Site) -> None:
    tini = administrator(site)

    assert press(tini, "/admin/media/99/move", way="up") == 404
    assert press(tini, "/admin/media/99/move", way="sideways") == 400
