"""`antrean import-visits` and `antrean evaluate`, run as people run them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.test_cli import antrean


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'antrean.db'}"


VISITS = """\
visit;service;priority;staff;issued_at;called_at;finished_at;outcome
1;PS;0;Michal;1999-02-01T08:00:00;1999-02-01T08:01:00;1999-02-01T08:05:30;completed
2;PS;1;;1999-02-01T08:02:00;;1999-02-01T08:20:00;abandoned
"""


def import_visits(url: str, folder: Path, content: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "visits.csv").write_text(content, encoding="utf-8")
    return antrean(url, "import-visits", str(folder / "visits.csv"), "--office", "bank", *more)


def test_import_visits_creates_an_office_with_its_past_and_the_second_time_changes_nothing(
    url: str, tmp_path: Path
) -> None:
    """Also in a database in which nothing stands yet."""
    done = import_visits(url, tmp_path, VISITS, "--create-office", "--timezone", "Asia/Jakarta", "--lang", "en")

    assert (done.returncode, done.stderr) == (0, "")
    *told, held = done.stdout.splitlines()
    assert told == [
        "bank: 2 visits were imported, from Monday, 1 February 1999 to Monday, 1 February 1999.",
        "New as people who no longer work here and cannot sign in: Michal (michal)",
        "New service PS: standard time 5 min, within which eight of ten were served; not in use.",
        "Nobody can sign in at bank yet: write people with passwords into what “antrean setup export” prints.",
    ]
    assert re.fullmatch(r"Others had to wait \d+\.\d s meanwhile\.", held)
    head = antrean(url, "verify-log").stdout
    again = import_visits(url, tmp_path, VISITS, "--create-office", "--lang", "id")
    assert again.stdout == "bank: berkas ini sudah pernah diimpor. Tidak ada yang berubah.\n"
    assert antrean(url, "verify-log").stdout == head


def test_import_visits_tells_each_fault_with_its_line_in_the_readers_language(url: str, tmp_path: Path) -> None:
    antrean(url, "init")
    faulty = (
        VISITS.replace("1999-02-01T08:05:30", "kemarin") + "2;PS;1;;1999-02-01T08:02:00;;1999-02-01T08:20:00;gone\n"
    )

    done = import_visits(url, tmp_path, faulty, "--create-office", "--lang", "id")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "baris 2: finished_at: “kemarin” bukan waktu seperti 2026-11-23T08:15:00.",
        "baris 4: outcome: “gone” tidak dikenal; pilihannya completed, abandoned.",
        "Berkas memuat kesalahan (2); tidak ada yang diimpor.",
    ]
    assert antrean(url, "verify-log").stdout == ""


def test_import_visits_tells_the_first_thirty_faults_and_counts_them_all(url: str, tmp_path: Path) -> None:
    antrean(url, "init")

    done = import_visits(url, tmp_path, VISITS + "3;PS\n" * 45, "--create-office", "--lang", "en")

    *_told, last, more, count = [*done.stderr.splitlines()[-3:]]
    assert (last, more, count) == (
        "line 33: This row has 2 fields, the first line 8.", "and 15 more faults",
        "The file has faults (45); nothing was imported.",
    )  # fmt: skip
    assert len(done.stderr.splitlines()) == 32


def test_imported_visits_are_in_a_backup(url: str, tmp_path: Path) -> None:
    antrean(url, "init")
    import_visits(url, tmp_path, VISITS, "--create-office")
    antrean(url, "backup", str(tmp_path / "b"))
    other = f"sqlite:///{tmp_path / 'other.db'}"

    antrean(other, "restore", str(tmp_path / "b"))

    assert antrean(other, "verify-log").stdout == antrean(url, "verify-log").stdout
    assert "imported before" in import_visits(other, tmp_path, VISITS, "--lang", "en").stdout


def week(*, seconds: dict[str, int]) -> Iterator[str]:
    """40 visits of each officer on five days, all as long as told, to within what days and services differ by."""
    number = 0
    for day in range(1, 6):
        for nth in range(8):
            for staff, own in seconds.items():
                number += 1
                issued = datetime(1999, 2, day, 8 + nth)  # noqa: DTZ001 - by the office's clock
                finished = issued + timedelta(seconds=own + 3 * ((day + nth) % 4))
                times = f"{issued.isoformat()};{issued.isoformat()};{finished.isoformat()}"
                yield f"{number};PS;0;{staff};{times};completed"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An office with a past of three officers, one of whom hurries people out."""
    tmp_path = tmp_path_factory.mktemp("bank")
    antrean(url := f"sqlite:///{tmp_path / 'antrean.db'}", "init")
    rows = week(seconds={"Tova": 120, "Anat": 60, "Gili": 8})
    done = import_visits(url, tmp_path, "\n".join([VISITS.splitlines()[0], *rows]), "--create-office")
    assert done.returncode == 0, done.stderr
    return url


def evaluate(url: str, *more: str, to: str = "1999-02-28") -> subprocess.CompletedProcess[str]:
    return antrean(url, "evaluate", "--office", "bank", "--from", "1999-02-01", "--to", to, *more)


def test_evaluate_tells_programs_each_officer_in_the_order_of_names(bank: str) -> None:
    done = evaluate(bank, "--json")

    anat, gili, tova = json.loads(done.stdout)["officers"]
    assert [(each["officer"], each["n"], each["share_short"]) for each in (anat, gili, tova)] == [
        ("Anat", 40, 0.0), ("Gili", 0, 1.0), ("Tova", 40, 0.0),
    ]  # fmt: skip
    assert list(anat) == [
        "officer", "n", "observed_s", "expected_s", "ratio", "low", "high", "share_short", "flags",
    ]  # fmt: skip
    assert anat["low"] < anat["ratio"] < anat["high"] < 1 < tova["low"]
    assert (gili["ratio"], gili["observed_s"], gili["flags"]) == (None, None, [])


def test_a_shorter_cut_lets_more_services_into_the_ratio(bank: str) -> None:
    officers = json.loads(evaluate(bank, "--json", "--short-cut", "5").stdout)["officers"]

    assert [each["n"] for each in officers] == [40, 40, 40]


def test_evaluate_tells_people_in_sentences_and_without_a_rank(bank: str) -> None:
    told = evaluate(bank, "--lang", "id").stdout.splitlines()

    assert told[0] == "bank, Senin, 1 Februari 1999 sampai Minggu, 28 Februari 1999: 3 petugas menurut urutan nama"
    assert [line.split()[0] for line in told[3:6]] == ["Anat", "Gili", "Tova"]
    assert "layanan terukur belum cukup; perlu 30" in told[4]
    assert told[-2].endswith("Ini bukti dukung untuk dinilai orang: tanpa peringkat dan tanpa skor.")


@pytest.mark.parametrize(
    ("last", "more", "said"),
    [
        ("1999-01-31", [], "The field --to is missing or not valid: 1999-02-01 or later was expected."),
        ("1999-02-30", [], "argument --to: 1999-02-30 is no date as 2026-12-31"),
        ("1999-W05-1", [], "argument --to: 1999-W05-1 is no date as 2026-12-31"),
        ("1999-02-28", ["--short-cut", "nan"], "argument --short-cut: nan is no number of seconds from 0 to 3600"),
    ],
)
def test_evaluate_refuses_days_and_cuts_that_are_none(url: str, last: str, more: list[str], said: str) -> None:
    done = evaluate(url, *more, to=last)

    assert (done.returncode != 0, done.stdout, done.stderr.splitlines()[-1].endswith(said)) == (True, "", True)


def test_an_office_is_found_however_its_short_name_is_typed(bank: str) -> None:
    done = antrean(bank, "evaluate", "--office", "BANK", "--from", "1999-02-01", "--to", "1999-02-05", "--json")

    assert len(json.loads(done.stdout)["officers"]) == 3


def test_a_short_name_that_none_can_be_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    done = antrean(f"sqlite:///{tmp_path}/x.db", "import-visits", "none.csv", "--office", "Bank Kota")

    assert (done.returncode, "'Bank Kota' is no short name" in done.stderr) == (2, True)
