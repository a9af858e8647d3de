"""The page of the yearly evaluation: a level only on evidence, and the pieces of it in one file."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from sqlalchemy import insert

from queue_app.actions.citizen.complaints import lodge
from queue_app.actions.citizen.survey.publish import publish
from queue_app.domain.citizen.forum.forums import ForumKind, Group
from queue_app.domain.citizen.survey import frozen
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.log.rights import Role
from queue_app.reports.survey.processing import processing_table
from queue_app.store.citizen.forum.tables import ForumAttendance, ForumRow
from queue_app.store.citizen.survey.publication_tables import FollowUp
from queue_app.store.citizen.survey.publications import Publication
from tests.complaints import SAYS
from tests.published import keep, month
from tests.web.people.test_courses import words
from tests.web.visitors import Site


def test_an_office_sees_what_its_evidence_supports(site: Site) -> None:
    site.office.issue()

    page = site.signed_in("tini").get("/pekppp").text

    assert (
        words(page, "indicator-11")
        == "– 11. Kode etik dan kode perilaku Belum ada bukti di sini Untuk naik: level 1: Hak dan kewajiban"
    )
    assert words(page, "indicator-31").startswith("1 31. Sistem antrean 1 nomor antrean diberikan Untuk naik: level 2:")


def test_answers_that_nobody_published_are_told_and_are_not_enough_for_a_level(site: Site) -> None:
    keep(site.office, month(2026, 11, 10))

    page = site.signed_in("tini").get("/pekppp").text

    assert words(page, "indicator-6").startswith("– 6. SKM sesuai aturan Belum cukup untuk satu level pun 10 kuesioner")


def test_follow_up_and_publication_lift_their_indicators(site: Site) -> None:
    _publish(site)

    page = site.signed_in("tini").get("/pekppp?year=2026").text

    assert words(page, "indicator-7").startswith("1 7.")
    assert words(page, "indicator-8").startswith(
        "3 8. Bagian RTL yang selesai 1 dari 2 rencana tindak lanjut sudah selesai"
    )
    assert words(page, "indicator-9").startswith("– 9.")


def test_the_pieces_are_one_file_with_the_publication_as_it_was_frozen(site: Site) -> None:
    published = _publish(site)

    answer = site.signed_in("tini").get("/pekppp.zip?year=2026")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert frozen.read(archive.read("06-ikm-2026-09-v1.json").decode()) == published.frozen
        assert archive.read("06-ikm-2026-09-v1.pdf").startswith(b"%PDF-")
        table = archive.read("06-pengolahan-2026-09-v1.xlsx")
        assert archive.read("08-rtl.csv").decode().count("\r\n") == 3
        assert "pekppp-2026.csv" in archive.namelist()
    assert table == processing_table(published.frozen, made_at=published.published_at)


def test_complaints_and_a_forum_lift_theirs_and_few_are_not_counted_out(site: Site) -> None:
    lodge.lodge(site.office.desk, site.office.office_id, lodged=SAYS)
    forum = {
        "id": 1, "office_id": site.office.office_id, "title": "FKP", "kind": ForumKind.CONSULTATION, "place": "Aula",
        "held_on": date(2026, 11, 2), "invitation": "", "minutes": "", "is_published": True,
    }  # fmt: skip
    groups = [Group.CITIZENS, Group.WOMEN, Group.MEDIA, Group.OFFICE]
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(insert(ForumRow), forum)
        came = [{"forum_id": 1, "group_code": group, "people": 3} for group in groups]
        work.connection.execute(insert(ForumAttendance), came)

    page = site.signed_in("tini").get("/pekppp").text

    assert words(page, "indicator-2").startswith("2 2.")
    assert words(page, "indicator-27").startswith("3 27. Akuntabilitas hasil pengaduan Kurang dari 10 pengaduan:")
    assert words(page, "indicator-28").startswith("– 28.")


@pytest.mark.parametrize("year", ["2027", "1999", "x", "20260", "٢٠٢٦"])
def test_a_year_that_is_none_or_still_to_come_is_not_there(site: Site, year: str) -> None:
    visitor = site.signed_in("tini")

    assert [visitor.get(f"{path}?year={year}").status_code for path in ("/pekppp", "/pekppp.zip")] == [404, 404]


def test_an_officer_and_an_auditor_have_no_such_page(site: Site) -> None:
    site.give_role("joko", Role.AUDITOR)

    assert [site.signed_in(name).get("/pekppp").status_code for name in ("wati", "joko")] == [403, 403]


def _publish(site: Site) -> Publication:
    """September's survey, and two lines of its follow-up, one of them done."""
    office = site.office
    keep(office, month(2026, 9, 20))
    by = office.officers["tini"]
    published = publish(office.desk, office.office_id, period=read("2026-09"), weight=Weight.NINTH, by=by)
    line = {
        "office_id": office.office_id, "period": "2026-09", "unsur": "waktu", "programme": "Tambah loket",
        "owner": "Kasi", "year": 2026, "quarter": 4, "term": "short", "due_on": date(2026, 12, 1), "is_public": True,
        "realisation": "", "evidence": "", "file_name": "", "set_by": 1, "set_at": office.clock.now,
    }  # fmt: skip
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(
            insert(FollowUp),
            [{**line, "done_on": None, "done_by": None}, {**line, "done_on": date(2026, 11, 3), "done_by": 1}],
        )
    return published
