"""`antrean ikm`, run as people run it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.domain.citizen.survey.worked import COMPLETE, WITH_GAPS
from tests.test_cli import antrean


def write(path: Path, rows: tuple[str, ...], *, encoding: str = "utf-8-sig", more: str = "") -> str:
    """As a spreadsheet program does: with its mark, and semicolons."""
    lines = [";".join(f"u{number}" for number in range(1, 10)), *(";".join(row.replace("-", " ")) for row in rows)]
    path.write_text("\r\n".join([*lines, more]), encoding=encoding)
    return str(path)


def test_the_index_of_a_file_is_told_for_programs(tmp_path: Path) -> None:
    done = antrean("sqlite://", "ikm", write(tmp_path / "a.csv", WITH_GAPS), "--json")
    told = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert (told["ikm"], told["grade"], told["n"], told["weight"]) == ("75.71", "C", 12, "1/9")
    assert told["unsur"]["biaya"] == {
        "number": "U4", "n": 9, "total": 35, "nrr": "3.889", "weighted": "0.432", "ikm": "97.22", "grade": "A",
    }  # fmt: skip
    assert float(told["interval"]["low"]) < 75.71 < float(told["interval"]["high"])


def test_the_order_of_the_annex_and_a_printed_weight_are_said(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", COMPLETE, encoding="cp1252", more=";" * 8 + "–")

    asked = ("ikm", file, "--order", "annex", "--weight", "0.11", "--encoding", "windows-1252", "--lang", "id")
    done = antrean("sqlite://", *asked)
    assert (done.returncode, done.stdout) == (1, "")
    assert "baris 12: sarpras: “–” bukan 1, 2, 3, atau 4." not in done.stderr
    assert "baris 12: pengaduan: “–” bukan 1, 2, 3, atau 4." in done.stderr

    write(tmp_path / "a.csv", COMPLETE, encoding="cp1252")
    lines = antrean("sqlite://", *asked).stdout.splitlines()
    assert lines[-2] == "IKM 87.45, mutu B (Baik), dari 10 kuesioner; bobot 0.11."
    assert [line.split("  ")[0] for line in lines[8:10]] == [
        "U8 Penanganan Pengaduan, Saran dan Masukan",
        "U9 Sarana dan prasarana",
    ]
    assert [line.split()[-2] for line in lines[8:10]] == ["82.50", "80.00"]


def test_without_an_answer_to_an_unsur_nothing_is_computed(tmp_path: Path) -> None:
    silent = tuple(f"{row[:7]}-{row[8]}" for row in COMPLETE)

    done = antrean("sqlite://", "ikm", write(tmp_path / "a.csv", silent), "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nobody answered Penanganan Pengaduan, Saran dan Masukan." in done.stderr
