"""Before and after: the verdict is of whole months, and a course is successful only where it is shown."""

from __future__ import annotations

from datetime import date

from queue_app.actions.evidence import courses
from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.domain.evidence.course_entry import CourseEntry
from tests.published import filled, keep
from tests.web.ikm.test_staff import send, words
from tests.web.visitors import Site


def spread(year: int, number: int, values: tuple[int, ...]) -> list[Answer]:
    return [
        filled(date(year, number, day), values=dict.fromkeys(UNSUR, values[(day + turn) % len(values)]))
        for day in range(1, 21)
        for turn in range(2)
    ]


def course(site: Site) -> int:
    entry = CourseEntry("Pelayanan prima", date(2026, 9, 10), 8, attendees=frozenset({site.office.officers["wati"]}))
    return courses.note(site.office.desk, site.office.office_id, entry, by=site.office.officers["tini"])


def test_a_course_counts_as_successful_only_where_citizens_are_shown_to_be_more_content(site: Site) -> None:
    keep(site.office, [*spread(2026, 8, (2, 3)), *spread(2026, 10, (3, 4))])
    number = course(site)

    told = site.signed_in("tini").get(f"/courses/{number}").text

    assert words(told, "survey-verdict") == "Kepuasan: membaik"
    assert "Diklat berhasil: warga terbukti lebih puas." in told
    assert "Indeks berubah +25,00 poin" in told


def test_of_too_few_answers_the_page_says_so_and_of_no_difference_too(site: Site) -> None:
    keep(site.office, [*spread(2026, 8, (2, 4)), *spread(2026, 10, (2, 4))])
    number = course(site)
    same = site.signed_in("tini").get(f"/courses/{number}").text
    noted = send(site.signed_in("tini"), "/ikm/changes", day="2026-10-20", name="Loket <4>")

    page = site.signed_in("tini").get("/ikm/changes").text

    assert words(same, "survey-verdict") == "Kepuasan: belum terbukti berubah"
    assert "Keberhasilan diklat belum terbukti." in same
    assert noted.status_code == 302
    assert words(page, "changes").startswith("Selasa, 20 Oktober 2026 Loket &lt;4&gt; Kepuasan: data kurang")


def test_a_noted_change_is_withdrawn_and_a_wrong_one_refused(site: Site) -> None:
    tini = site.signed_in("tini")
    send(tini, "/ikm/changes", day="2026-10-20", name="Loket 4")

    refused = send(tini, "/ikm/changes", day="2030-10-20", name="Loket 4")
    withdrawn = send(tini, "/ikm/changes/1/withdraw")

    assert [refused.status_code, withdrawn.status_code] == [400, 302]
    assert "Tanggal perubahan hari ini atau sebelumnya." in refused.text
    assert words(tini.get("/ikm/changes").text, "none").startswith("Belum ada perubahan")
