"""The letter about an officer as a PDF: all of it in sentences, the SKP's table behind it, and no byte by chance."""

from __future__ import annotations

import msgspec
import pytest

from queue_app.domain.evidence.letter import DisputeTold, Letter, OfOfficer, Said, canonical, read, sha256
from queue_app.reports.evaluation.pdf import drawn, pdf_of
from queue_app.reports.evaluation.signing import PROVIDERS
from tests import sheets
from tests.letters import AT, make_figures, make_letter

NIP = "199001012015051001"


def text_of(letter: Letter, lang: str = "id") -> str:
    return sheets.text_of(pdf_of(letter, lang=lang))


def test_the_letter_says_whom_it_is_about_and_what_the_log_says_with_its_uncertainty() -> None:
    text = text_of(make_letter())

    assert "Nama Tini Sitorus NIP 19900101 201505 1 001 Status PNS" in text
    assert "menyelesaikan 412 layanan; 21 di antaranya bagi pemohon prioritas" in text
    assert "0,97, dengan rentang keyakinan 90 % antara 0,91 dan 1,03. Rasio ini tidak berbeda nyata" in text
    assert "Accepted" not in text
    assert f"Hash laporan ini: {sha256(canonical(make_letter()))}" in text


def test_speed_never_stands_without_quality() -> None:
    text = text_of(make_letter())

    assert text.index("330 (88,9 %) sesuai standar") < text.index("Rasio waktu")
    assert "3 layanan dikerjakan ulang oleh petugas lain sesudahnya." in text


def test_the_paper_tells_how_late_the_start_was_pressed() -> None:
    text = text_of(make_letter(figures=make_figures(walk_s=174.0, office_walk_s=24.0)), lang="en")

    assert "From call to “start” it took 2.9 minutes on average, in the whole office 0.4." in text


def test_the_paper_tells_of_hold_as_the_page_does() -> None:
    """Whoever holds half of each service looks twice as fast."""
    held = text_of(make_letter(figures=make_figures(held_s=95_000.0)), lang="en")

    assert "26.4 hours of hold stand beside 52.8 hours of service." in held
    assert "hours of hold" not in text_of(make_letter(), lang="en")


def test_what_ended_otherwise_than_done_is_not_told_among_the_finished() -> None:
    text = text_of(make_letter(figures=make_figures(left_out={"priority": 21, "late_start": 2, "not_done": 18})))

    assert (
        "Mulai lama setelah panggilan: 2; prioritas atau disabilitas, yang wajar lebih lama: 21. Di luar itu, "
        "18 layanan berakhir dengan hasil selain selesai; waktunya juga tidak masuk rasio."
    ) in text


@pytest.mark.parametrize(
    ("why", "told"),
    [("few", "Belum cukup data untuk rasio waktu (n = 12; perlu 30)."), ("alone", "layanan ini tidak dikerjakan")],
)
def test_without_a_ratio_the_letter_says_why(why: str, told: str) -> None:
    text = text_of(make_letter(figures=make_figures(ratio=None, n=12, why_no_ratio=why)))

    assert (told in text, "rentang keyakinan 90 % antara" in text) == (True, False)


def test_the_skp_has_its_columns_and_what_the_log_answers() -> None:
    (*_, annex) = sheets.pages(pdf_of(make_letter(), lang="en"))

    assert "Realisasi Berdasarkan Bukti Dukung Umpan Balik Berkelanjutan Berdasarkan Bukti Dukung" in annex
    assert "90 % 88.9 % (of 371) Teliti dan sabar." in annex


def test_the_same_bytes_of_a_letter_make_the_same_file() -> None:
    letter = make_letter()

    assert pdf_of(letter, lang="id") == pdf_of(read(canonical(letter)), lang="id")


def test_sixty_targets_and_a_row_longer_than_a_page_are_all_there() -> None:
    target = make_letter().targets[0]
    targets = [msgspec.structs.replace(target, plan=f"Rencana{number}") for number in range(60)]
    targets[30] = msgspec.structs.replace(target, plan="Rencana30", indicator="kata " * 700, realised=None)

    pages = sheets.pages(pdf_of(make_letter(targets=tuple(targets)), lang="id"))

    text = " ".join(pages)
    assert [number for number in range(60) if f"Rencana{number}" not in text] == []
    assert text.count("kata") - text.count("dikatakan") == 700
    heads = ["Indikator Kinerja Individu" in page for page in pages]
    assert heads == sorted(heads)  # on each page of the annex, and on none before


@pytest.mark.parametrize(
    "name",
    [
        "R", "Raden Ajeng Kusumaningtyas Wulandari Sastrodiningrat-Hadikusumo, S.Kom., M.A.P., Ph.D.", "x" * 120,
        "ꦲꦤꦕꦫꦏ", "السلام عليكم", "漢字 Šibenik", "\u202egnirts", "A\x00B\tC", " ",
    ],
)  # fmt: skip
def test_no_name_breaks_the_sheet(name: str) -> None:
    officer = OfOfficer(id=7, name=name, nip=NIP, employment="PNS")
    letter = make_letter(officer=officer, note=Said(by=name, at=AT, text=f"{name}\n{name}"))

    assert "NIP 19900101 201505 1 001" in text_of(letter)


def test_disputes_print_with_what_was_decided() -> None:
    waiting = DisputeTold(
        about=None, reason="Mesin mati.", made_at=AT, decision=None, answer="", decided_at=None, decided_by=""
    )

    text = text_of(make_letter(disputes=(*make_letter().disputes, waiting)))

    assert "12 November 2026, nomor A-041, KTP elektronik Jaringan mati. Diterima oleh Ratna Hutapea" in text
    assert "Laporan secara keseluruhan Mesin mati. Belum diputuskan" in text


def test_a_report_that_is_not_locked_says_so_where_it_is_signed() -> None:
    told = "Rancangan: angka masih dapat berubah."

    assert [told in text_of(make_letter(state=state)) for state in ("published", "locked")] == [True, False]


def test_the_place_of_the_signature_is_on_a_page_of_the_file_and_no_provider_leaves_it_as_it_is() -> None:
    made = drawn(make_letter(), lang="id")

    page = sheets.pages(made.pdf)[made.sign_at.page - 1]
    assert "Tanda tangan" in page
    assert PROVIDERS["none"](made.pdf, at=made.sign_at) == made.pdf
