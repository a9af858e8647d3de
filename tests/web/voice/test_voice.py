"""Whoever has something to say: the form, the receipt, and what becomes of it, on a phone without scripts."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from queue_app.actions.citizen.complaints import days, handle
from queue_app.actions.citizen.complaints.moving import Words
from queue_app.domain.citizen.complaints.kinds import Category, Track, Via
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.store.citizen.complaints import files, rows
from queue_app.store.citizen.complaints.rows import Kept
from tests.actions.citizen.test_attachments import drawing, photograph
from tests.web.visitors import Site
from tests.web.voice.doors import KEY, code_in, look, send


def kept(site: Site) -> list[Kept]:
    with site.office.desk.reading() as connection:
        return rows.of_office(connection, site.office.desk.seal, site.office.office_id)


def answered(site: Site, code: str) -> Viewer:
    """Takes the complaint through to its answer; gives who answered."""
    office, desk = site.office, site.office.desk
    site.give_role("tini", Role.SUPERVISOR)
    by = Viewer(office.officers["tini"], Role.SUPERVISOR)
    with desk.reading() as connection:
        number = rows.by_code(connection, desk.seal, office.office_id, code).id
    handle.step(desk, office.office_id, number, verb=Verb.ACCEPT, by=by)
    handle.assign(desk, office.office_id, number, by=by, to_id=by.officer_id)
    handle.answer(desk, office.office_id, number, by=by, words=Words(public="Loket ditambah.", internal="rapat"))
    return by


def test_what_is_sent_is_kept_and_its_code_stands_on_the_receipt_and_nowhere_else(site: Site) -> None:
    answer = send(site.visitor(lang="id"), service="KTP", counter="1", happened_on="2026-11-02")

    code = code_in(answer)
    (found,) = kept(site)
    assert (found.lodged.text, found.lodged.via, found.lodged.track) == ("Menunggu tiga jam.", Via.PAGE, Track.SERVICE)
    assert found.lodged.service_id == site.office.services["KTP"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert code not in str(site.dump())
    assert "Menunggu" not in str(site.dump())


def test_the_receipt_says_place_day_what_it_is_about_and_who_handles_it(site: Site) -> None:
    page = send(site.visitor(lang="id"), category="bribe", kind="thanks").text

    for said in (
        "Sudah kami terima",
        "23 November 2026, Kantor Uji",
        "Menunggu tiga jam.",
        "anonim",
        "Penerima laporan integritas",
    ):
        assert said in page
    assert kept(site)[0].lodged.track is Track.INTEGRITY


def test_the_same_form_sent_again_after_a_cut_line_is_one_complaint_with_one_code(site: Site) -> None:
    visitor = site.visitor()

    codes = {code_in(send(visitor)), code_in(send(visitor)), code_in(send(visitor, key="f" * 32))}

    assert len(codes) == len(kept(site)) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": " "}, "Tuliskan apa yang terjadi"),
        ({"kind": "sabotage"}, "Pilih jenis"),
        ({"category": "x"}, "Pilih tentang apa"),
        ({"service": "XX"}, "tidak punya layanan"),
        ({"counter": "99"}, "tidak punya loket"),
        ({"happened_on": "2099-01-01"}, "Tanggal ini tidak mungkin"),
        ({"happened_on": "kemarin"}, "Tanggal ini tidak mungkin"),
        ({"who": "confidential"}, "atau pilih “Anonim”"),
        ({"who": "x"}, "Pilih apakah Anda menyebut nama"),
    ],
)
def test_a_form_that_is_wrong_comes_back_with_what_was_written(site: Site, wrong: dict[str, str], told: str) -> None:
    answer = send(site.visitor(lang="id"), **{"wish": "Loket ketiga", **wrong})

    assert (answer.status_code, kept(site)) == (400, [])
    assert told in answer.text
    assert "Loket ketiga" in answer.text
    assert KEY in answer.text


def test_pictures_go_along_and_only_who_may_see_the_complaint_gets_them(site: Site) -> None:
    sent = [(io.BytesIO(photograph()), "budi.jpg"), (io.BytesIO(drawing()), "rumah budi.png")]
    send(site.visitor(), pictures=sent)
    folder = Path(site.app.extensions["antrean.config"].server.files_dir)
    with site.office.desk.reading() as connection:
        found = files.of_complaint(connection, kept(site)[0].id)

    site.give_role("joko", Role.HEAD)
    way = f"/complaints-files/{next(each.id for each in found if each.kind == 'image/jpeg')}"
    joko = site.signed_in("joko")
    got = joko.get(way)

    assert way in joko.get(f"/complaints/{kept(site)[0].id}").text

    assert (got.status_code, got.mimetype, b"Budi" in got.data) == (200, "image/jpeg", False)
    assert got.headers["Content-Disposition"] == 'attachment; filename="lampiran.jpeg"'
    assert [site.signed_in("wati").get(way).status_code, site.visitor().get(way).status_code] == [403, 302]
    assert [site.visitor().get(f"/files/{each.name}").status_code for each in folder.iterdir()] == [404, 404]


def test_a_picture_that_cannot_be_taken_leaves_what_was_written(site: Site) -> None:
    answer = send(site.visitor(lang="id"), pictures=[(io.BytesIO(b"%PDF-1.4"), "surat.pdf")])

    assert (answer.status_code, kept(site)) == (400, [])
    assert "Menunggu tiga jam." in answer.text
    assert "Pilih lagi gambarnya." in answer.text


def test_who_chose_no_picture_is_not_asked_to_choose_it_again(site: Site) -> None:
    answer = send(site.visitor(lang="id"), text="", pictures=[(io.BytesIO(b""), "")])

    assert (answer.status_code, "Pilih lagi gambarnya." in answer.text) == (400, False)


def test_pictures_of_an_integrity_report_are_not_there_for_the_head(site: Site) -> None:
    send(site.visitor(), category="bribe", pictures=[(io.BytesIO(drawing()), "a.png")])
    with site.office.desk.reading() as connection:
        (found,) = files.of_complaint(connection, kept(site)[0].id)

    site.give_role("joko", Role.HEAD)

    assert site.signed_in("joko").get(f"/complaints-files/{found.id}").status_code == 404


def test_a_page_of_another_site_a_machine_and_a_flood_are_refused(site: Site) -> None:
    assert send(site.visitor(), origin="https://evil.example").status_code == 403
    assert send(site.visitor(), website="https://spam.example").status_code == 429
    visitor = site.visitor()
    sent = [send(visitor, key=f"{number:032x}").status_code for number in range(7)]

    assert sent == [200] * 6 + [429]


def test_only_an_own_device_keeps_what_is_half_written(site: Site) -> None:
    shared = site.visitor()
    shared.browser.set_cookie("antrean_survey_uji", "x")

    pages = [each.get("/voice/uji").text for each in (site.visitor(), shared, site.signed_in("wati"))]
    assert ["data-draft" in each for each in pages] == [True, False, False]
    assert "data-draft" not in site.device(DeviceKind.KIOSK).get("/voice/uji").text


def test_a_code_shows_how_it_stands_and_no_word_of_the_house(site: Site) -> None:
    visitor = site.visitor(lang="id")
    code = code_in(send(visitor))
    answered(site, code)

    page = look(visitor, f"{code[:5].lower()} {code[5:]}").text

    assert "Loket ditambah." in page
    assert "rapat" not in page
    assert "Menunggu tiga jam." not in page  # whoever finds the receipt does not read the story


def test_a_wrong_code_says_nothing_and_guessing_is_limited(site: Site) -> None:
    visitor = site.visitor(lang="id")

    answers = [look(visitor, code) for code in ["ABCDEFGHJK", "x", "", "ABCDEFGHJ\x00", *["ABCDEFGHJK"] * 7]]

    assert [each.status_code for each in answers] == [404] * 10 + [429]
    assert "Tidak ada apa pun dengan kode ini." in answers[0].text
    code = code_in(send(site.visitor()))
    assert look(visitor, code).status_code == 429  # also for a code that is right


def test_a_sender_completes_withdraws_reopens_once_and_rates(site: Site) -> None:
    visitor = site.visitor(lang="id")
    first, second = code_in(send(visitor)), code_in(send(visitor, key="a" * 32))
    answered(site, first)

    assert "Sudah dibuka kembali." in look(visitor, first, act="reopen", text="Belum ada.").text
    assert look(visitor, first, act="reopen", text="Lagi.").status_code == 409
    assert look(visitor, first, act="complete", text="x").status_code == 409
    assert "Sudah dicabut." in look(visitor, second, act="withdraw").text
    assert [look(visitor, second, act=act).status_code for act in ("withdraw", "rate", "sabotage")] == [409, 400, 200]
    assert {each.state for each in kept(site)} == {State.HANDLED, State.WITHDRAWN}


def test_a_rated_answer_is_settled(site: Site) -> None:
    visitor = site.visitor(lang="id")
    code = code_in(send(visitor))
    answered(site, code)

    page = look(visitor, code, act="rate", score="4").text

    assert "Selesai: menurut pengirim Sangat baik" in page
    assert kept(site)[0].state is State.CLOSED


def test_nothing_that_is_kept_or_logged_names_who_wrote_or_from_where(site: Site) -> None:
    visitor = site.visitor()
    address = visitor.browser.environ_base["REMOTE_ADDR"]
    code = code_in(send(visitor, who="confidential", name="Budi Santoso", contact="0812-3456", category="bribe"))
    look(visitor, code)
    site.office.clock.tick(days=1)
    days.tell_log(site.office.desk, site.office.office_id)

    told = str(site.dump())

    for secret in (address, code, KEY, "Budi", "0812", "bribe", "integrity", "Menunggu"):
        assert secret not in told


def test_the_form_on_paper_and_the_code_to_the_form_are_there_for_everybody(site: Site) -> None:
    assert site.visitor().get("/voice/uji/form.pdf").data.startswith(b"%PDF-")
    assert site.visitor().get("/voice/uji/qr.svg?via=kiosk").mimetype == "image/svg+xml"
    assert "/voice/uji/qr.svg?via=kiosk" in site.visitor().get("/kiosk/uji/voice?seat=low").text
    assert "uji/status" in site.visitor().get("/voice/uji").text
    assert site.visitor().get("/voice/uji/status").status_code == 200


def test_staff_take_in_what_is_said_at_the_counter_and_what_comes_on_paper(site: Site) -> None:
    wati = site.signed_in("wati")
    site.give_role("joko", Role.HEAD)
    joko = site.signed_in("joko")

    for visitor, way in ((wati, "/complaints-intake"), (joko, "/complaints-intake/paper")):
        assert KEY not in visitor.get(way).text
        form = {"kind": "idea", "text": "Kursi roda", "key": "", "csrf_token": visitor.csrf()}
        code_in(visitor.browser.post(way, data=form))
        assert visitor.browser.post(way, data={**form, "text": ""}).status_code == 400

    assert {each.lodged.via for each in kept(site)} == {Via.COUNTER, Via.PAPER}
    assert [joko.get("/complaints-intake").status_code, wati.get("/complaints-intake/paper").status_code] == [403, 403]


def pressed(site: Site, **keys: str) -> TestResponse:
    return site.visitor(lang="id").browser.post(
        "/kiosk/uji/voice?seat=low", data=keys, headers={"Origin": "http://localhost"}
    )


def test_at_a_kiosk_three_keys_are_a_complaint_with_a_code(site: Site) -> None:
    asked = [re.findall(r'data-testid="key-(\w+)"', page.text) for page in (
        site.visitor().get("/kiosk/uji/voice"), pressed(site, kind="complaint"),
        pressed(site, kind="complaint", category="waiting"),
    )]  # fmt: skip
    answer = pressed(site, kind="complaint", category="waiting", service="KTP", key=KEY)

    assert [asked[0], asked[2]] == [["complaint", "idea", "thanks"], ["KTP", "AKTA", "none"]]
    assert not {"bribe", "corruption", "abuse"} & set(asked[1])
    (found,) = kept(site)
    assert (found.lodged.via, found.lodged.category) == (Via.KIOSK, Category.WAITING)
    assert (found.lodged.text, found.has_identity) == ("Disampaikan lewat tombol kiosk, tanpa uraian.", False)
    assert 'data-testid="state">Diterima<' in look(site.visitor(lang="id"), code_in(answer)).text


def test_the_last_key_pressed_twice_is_one_complaint(site: Site) -> None:
    codes = {code_in(pressed(site, kind="idea", category="facility", service="", key=KEY)) for _ in range(2)}

    assert (len(codes), len(kept(site))) == (1, 1)


@pytest.mark.parametrize("keys", [{"category": "bribe"}, {"kind": "none"}, {"service": "none"}])
def test_what_no_key_of_the_kiosk_sends_is_refused_and_asked_anew(site: Site, keys: dict[str, str]) -> None:
    answer = pressed(site, **{"kind": "complaint", "category": "waiting", "service": "", **keys})

    assert (answer.status_code, kept(site)) == (400, [])
    assert 'data-testid="key-thanks"' in answer.text


def test_what_is_pressed_at_a_kiosk_names_nobody_whatever_else_is_sent(site: Site) -> None:
    pressed(site, kind="thanks", category="other", service="", who="open", name="Budi", contact="0812", text="Budi")

    (found,) = kept(site)
    assert (found.has_identity, "Budi" in found.lodged.text) == (False, False)
