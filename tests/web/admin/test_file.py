"""The whole set-up out into a file and back: looked at first, all or nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from queue_app.actions.office import setup
from tests.web.admin.forms import fields
from tests.web.admin.test_index import administrator, logged, plan_of
from tests.web.visitors import Site, Visitor


def look(visitor: Visitor, text: str) -> TestResponse:
    form = {"csrf_token": visitor.csrf(), "file": (io.BytesIO(text.encode()), "set-up.toml")}
    return visitor.browser.post("/admin/file/look", data=form)


def apply(visitor: Visitor, looked: TestResponse) -> TestResponse:
    return visitor.browser.post("/admin/file/apply", data=fields(looked.text, "/admin/file/apply"))


def test_what_is_downloaded_reads_back_to_the_same_set_up(site: Site) -> None:
    tini = administrator(site)

    answer = tini.get("/admin/file/set-up.toml")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="uji-')
    assert setup.parse_plan(answer.text) == plan_of(site)
    assert "Nothing: the office is set up as the file says." in look(tini, answer.text).text


def test_a_good_file_is_shown_first_and_applied_with_the_second_press(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text.replace('"Layanan KTP"', '"KTP-el & <baru>"')
    text = text.replace("number = 2", "number = 3")

    looked = look(tini, text)
    before = logged(site)
    applied = apply(tini, looked)

    assert "The file would change this (3)" in looked.text
    assert "KTP-el &amp; &lt;baru&gt;" in looked.text
    assert (before, applied.status_code) == ([], 302)
    assert plan_of(site).services[0].name_id == "KTP-el & <baru>"
    assert [(each.number, each.is_active) for each in plan_of(site).counters] == [(1, True), (2, False), (3, True)]
    assert [what for what, _key, _names in logged(site)] == ["service", "counter", "counter"]


def test_a_faulty_file_changes_nothing_and_every_fault_is_on_its_line(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text
    lines = text.replace('series = "A"', 'series = "aa"').replace("standard_minutes = 15", 'standard_minutes = "x"')

    answer = look(tini, lines)

    numbers = [index for index, line in enumerate(lines.splitlines(), start=1) if '"aa"' in line or '"x"' in line]
    assert answer.status_code == 400
    assert [f'<td class="count">{number}</td>' in answer.text for number in numbers] == [True, True]
    assert "The file has 2 faults:" in answer.text
    assert logged(site) == []


def test_a_fault_says_whose_it_is_and_a_wrong_shape_says_so_in_the_readers_language(site: Site) -> None:
    tini = administrator(site, lang="id")
    text = tini.get("/admin/file/set-up.toml").text

    wrong = look(tini, text.replace('role = "administrator"', 'role = "raja"')).text
    shapeless = look(tini, text.replace('slug = "uji"', 'slug = "uji')).text

    assert "<td>Petugas ‘tini’: Peran</td>" in wrong
    assert "tanda kutip" in shapeless
    assert '<small lang="en">Illegal character &#39;\\n&#39;</small>' in shapeless


def test_a_file_of_another_office_is_refused(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text.replace('slug = "uji"', 'slug = "lain"')

    answer = look(tini, text)

    assert answer.status_code == 400
    assert "The short name of an office cannot change." in answer.text


def test_no_file_and_no_text_are_told(site: Site) -> None:
    tini = administrator(site)

    empty = tini.browser.post("/admin/file/look", data={"csrf_token": tini.csrf()})
    picture = tini.browser.post(
        "/admin/file/look", data={"csrf_token": tini.csrf(), "file": (io.BytesIO(b"\xff\xd8\xff"), "a.jpg")}
    )

    assert (empty.status_code, picture.status_code) == (400, 400)
    assert "Choose a file first." in empty.text
    assert "This file is no text in UTF-8." in picture.text


def test_a_set_up_that_changed_meanwhile_is_looked_at_again(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text.replace('"Layanan KTP"', '"KTP-el"')
    looked = look(tini, text)
    tini.browser.post("/admin/services/use/AKTA", data={"csrf_token": tini.csrf()})

    answer = apply(tini, looked)

    assert (answer.status_code, plan_of(site).services[0].name_id) == (200, "Layanan KTP")
    assert "The file would change this (2)" in answer.text


def test_a_large_file_is_taken_and_one_that_is_too_large_is_not(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text

    large = look(tini, text + "# note\n" * 40_000)
    too_large = tini.browser.post("/admin/file/look", data=b"x" * 600_000, content_type="multipart/form-data")
    elsewhere = tini.browser.post("/admin/office", data=b"x" * 80_000, content_type="multipart/form-data")

    assert [each.status_code for each in (large, too_large, elsewhere)] == [200, 413, 413]


def test_each_field_is_called_as_its_own_form_calls_it(site: Site) -> None:
    tini = administrator(site)
    text = tini.get("/admin/file/set-up.toml").text.replace('username = "joko"', 'username = "joko2"')

    page = look(tini, text).text

    assert ("<td>The account is open</td>" in page, "<td>The office is closed on this day</td>" in page) == (
        True,
        False,
    )


def test_one_key_of_90_000_parts_is_refused_at_once_and_the_server_goes_on(site: Site) -> None:
    tini = administrator(site)

    answer = look(tini, ".".join(["a"] * 90_000) + " = 1")

    assert answer.status_code == 400
    assert "More than 20 parts of a key, or brackets in brackets, are in no set-up." in answer.text
    assert tini.get("/admin/file").status_code == 200


def test_a_file_that_wants_too_much_ends_its_own_process_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tini = administrator(site)
    monkeypatch.setattr(setup, "READING", replace(setup.READING, memory_mb=60))

    answer = look(tini, "x = [" + "{}, " * 120_000 + "]")

    assert answer.status_code == 400
    assert "This file asks the computer for more work than any set-up needs." in answer.text


def test_of_very_many_faults_the_first_are_listed_and_all_are_counted(site: Site) -> None:
    tini = administrator(site)

    answer = look(tini, tini.get("/admin/file/set-up.toml").text + "".join(f"x{n} = 1\n" for n in range(3000)))

    assert "The file has 3000 faults:" in answer.text
    assert (answer.text.count('<td class="count">'), "The first 200 of them:" in answer.text) == (200, True)
