"""The form of the annex on one sheet, with what is typed beside each box; the order is the paper's."""

from __future__ import annotations

from datetime import UTC, datetime

from queue_app.domain.citizen.survey.skm_2017 import ANNEX_ORDER, SKM_2017
from queue_app.reports.survey.paper_form import OfOffice, paper_form
from tests.sheets import pages

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
OFFICE = OfOffice("Disdukcapil Kota Medan", "Jl. Iskandar Muda No. 270", "Rekomendasi: V-21.3372.002")


def test_it_is_one_page_with_the_questions_in_the_order_of_the_annex() -> None:
    (page,) = pages(paper_form(OFFICE, made_at=NOW))
    texts = {each.code: each.text_id for each in SKM_2017.questions}

    places = [page.find(f"{number}. {texts[code][:24]}") for number, code in enumerate(ANNEX_ORDER, 1)]

    assert (places[0] > 0, places) == (True, sorted(places))
    assert "Rekomendasi: V-21.3372.002" in page


def test_the_letters_that_are_typed_stand_beside_what_they_mean() -> None:
    (page,) = pages(paper_form(OFFICE, made_at=NOW))

    assert [each in page for each in ("L Laki-laki", "P Perempuan", "A di bawah 20 tahun", "H S3", "F Lainnya")] == [
        True
    ] * 5


def test_the_same_office_has_the_same_bytes() -> None:
    assert paper_form(OFFICE, made_at=NOW) == paper_form(OFFICE, made_at=NOW)


def test_a_long_name_and_a_long_foot_stay_on_one_page() -> None:
    long = OfOffice(
        "Dinas Kependudukan dan Pencatatan Sipil Kabupaten " * 2, "Jl. Panjang " * 8, "Rekomendasi BPS " * 8
    )

    assert len(pages(paper_form(long, made_at=NOW))) == 1
