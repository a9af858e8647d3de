"""What a report says of the citizens' survey: means with their doubt, too few, or not yet."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from queue_app.domain.evidence.letter import HeardTold, VoiceTold
from queue_app.reports.evaluation import told
from queue_app.reports.evaluation.words import Words
from tests.letters import make_figures, make_letter

CONDUCT = HeardTold(n=44, mean=3.25, low=3.01, high=3.45, others=3.3, others_n=210)


def said(voice: VoiceTold | UnsetType) -> list[str]:
    """The lines behind those of the standard and of what was taken up again."""
    letter = make_letter(figures=make_figures(voice=voice))
    return list(told.quality(letter, Words("id", "Asia/Jakarta")))[2:]


def test_a_mean_is_told_with_its_doubt_the_others_and_how_many_were_given_beside_the_officer() -> None:
    assert said(VoiceTold(n=50, own_device=10, least=30, u6=None, u7=CONDUCT)) == [
        "Kompetensi (U6): jawaban warga pada periode ini belum cukup (perlu sedikitnya 30).",
        (
            "Perilaku (U7), skala 1–4: rata-rata 3,25 dari 44 jawaban warga; interval 95 % 3,01 sampai 3,45. "
            "Petugas lain pada layanan yang sama: 3,30 (n = 210)."
        ),
        "Dari 50 isian, 20,0 % diisi di perangkat loket sendiri, di dekat petugas.",
        "Rata-rata survei bukan penilaian tersendiri: survei tidak mengenal perkaranya maupun harapan warga.",
        "Pengaduan tidak dihitung dalam laporan ini.",
    ]


def test_a_report_of_before_the_period_was_closed_says_so() -> None:
    assert said(UNSET) == [
        (
            "Laporan ini belum memuat jawaban survei masyarakat: jawaban dihitung setelah semua hari pada periode itu "
            "ditutup."
        ),
        "Pengaduan tidak dihitung dalam laporan ini.",
    ]
