"""A file of survey forms: read as it is meant, or told line by line why not."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.citizen.survey.answers import Respondent
from queue_app.domain.citizen.survey.csv_file import MOST_MB, Encoding, Order, read
from queue_app.domain.citizen.survey.skm_2017 import UNSUR

HEADER = "u1,u2,u3,u4,u5,u6,u7,u8,u9"
ROW = "4,4,3,4,4,4,4,3,1"


def faults(content: bytes | str, encoding: Encoding = Encoding.UTF_8) -> list[tuple[int, str]]:
    data = content.encode() if isinstance(content, str) else content
    return [(each.line, each.code) for each in read(data, encoding=encoding).faults if each.message]


def test_the_numbers_are_of_the_regulations_list() -> None:
    found = read(f"{HEADER}\n{ROW}\n".encode())

    assert [row.values for row in found.rows] == [dict(zip(UNSUR, (4, 4, 3, 4, 4, 4, 4, 3, 1), strict=True))]
    assert (found.rows[0].values["pengaduan"], found.rows[0].values["sarpras"]) == (3, 1)


def test_the_annex_has_the_last_two_the_other_way_round() -> None:
    values = read(f"{HEADER}\n{ROW}\n".encode(), order=Order.ANNEX).rows[0].values

    assert (values["sarpras"], values["pengaduan"]) == (3, 1)


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{HEADER};\n{ROW};\n".replace(",", ";"),
        f"sep=;\r\n{HEADER.upper()}\r\n{ROW}\r\n\r\n".replace(",", ";"),
        f"no,{HEADER},saran\n7,{ROW},baik\n",
        f"{','.join(reversed(UNSUR))}\n{ROW[::-1]}\n",
    ],
)
def test_marks_semicolons_more_columns_and_codes_change_nothing(content: str) -> None:
    found = read(content.encode())

    assert (found.faults, [dict(row.values) for row in found.rows]) == (
        [], [dict(zip(UNSUR, (4, 4, 3, 4, 4, 4, 4, 3, 1), strict=True))],
    )  # fmt: skip


def test_an_empty_cell_is_not_answered() -> None:
    found = read(f"{HEADER}\n4,,3,, ,4,4,3,1\n".encode())

    assert found.rows[0].values == {
        "persyaratan": 4,
        "waktu": 3,
        "kompetensi": 4,
        "perilaku": 4,
        "pengaduan": 3,
        "sarpras": 1,
    }


@pytest.mark.parametrize("value", ["5", "0", "x", "4.0", "-", "٤", "1 2"])
def test_another_value_is_told_with_its_line(value: str) -> None:
    found = read(f"{HEADER}\n{ROW}\n4,4,3,4,4,4,4,3,{value}\n".encode())

    assert [(each.line, each.code, each.values) for each in found.faults] == [
        (3, "bad_value", {"column": "sarpras", "value": value})
    ]


def test_windows_1252_is_said_and_not_guessed() -> None:
    content = f"{HEADER},saran\n{ROW},tidak ramah – kata ibu\n".encode("cp1252")

    assert faults(content) == [(2, "not_utf8")]
    assert faults(content, Encoding.WINDOWS_1252) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(0, "empty")]),
        (b"\xef\xbb\xbf \n", [(0, "empty")]),
        (f"{HEADER}\n".encode(), [(1, "only_header")]),
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), [(0, "utf16")]),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-le"), [(0, "utf16")]),
        (f"{HEADER}\n{ROW}\0\n".encode(), [(2, "nul")]),
        (b"PK\x03\x04rest", [(0, "spreadsheet")]),
        (b"u1,u2,u3,u4,u5,u6,u7,u8\n1,1,1,1,1,1,1,1\n", [(1, "no_unsur")]),
        (f"{HEADER},u9\n{ROW},1\n".encode(), [(1, "column_twice")]),
        (f"{HEADER},{','.join(UNSUR)}\n{ROW},{ROW}\n".encode(), [(1, "both_names")]),
        (f"{HEADER},sex,jenis_kelamin\n{ROW},l,l\n".encode(), [(1, "column_twice")]),
        (f"{HEADER}\n1,2,3\n".encode(), [(2, "fields")]),
        (f'{HEADER}\n"1,2\n'.encode(), [(2, "quotes")]),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, expected: list[tuple[int, str]]) -> None:
    assert faults(content) == expected


def test_a_told_encoding_that_the_file_denies_is_a_fault() -> None:
    assert faults(f"\ufeff{HEADER}\n{ROW}\n", Encoding.WINDOWS_1252) == [(0, "is_utf8")]
    assert faults(f"{HEADER}\n{ROW}\n".encode() + b"\x81", Encoding.WINDOWS_1252) == [(3, "not_windows")]


def test_a_file_without_end_is_not_read() -> None:
    assert faults(b"1" * (MOST_MB * 1_000_000 + 1)) == [(0, "too_large")]


def test_day_service_and_respondent_are_read_where_they_stand() -> None:
    about = "Tanggal,Layanan,jenis_kelamin,usia,pendidikan,pekerjaan,disabilitas"
    found = read(f"{about},{HEADER}\n2026-11-23,KTP,P,30-39,SMA,swasta,tidak,{ROW}\n,,,,,,,{ROW}\n".encode())

    full, bare = found.rows
    assert (full.day, full.service) == (date(2026, 11, 23), "KTP")
    assert full.respondent == Respondent("p", "30-39", "sma", "swasta", has_disability=False)
    assert (bare.day, bare.service, bare.respondent) == (None, "", Respondent())


def test_what_a_form_cannot_say_of_a_respondent_is_a_fault() -> None:
    content = f"tanggal,usia,disabilitas,{HEADER}\n23/11/2026,31,mungkin,{ROW}\n2026-02-30,,,{ROW}\n"

    assert faults(content) == [(2, "bad_date"), (2, "bad_choice"), (2, "bad_choice"), (3, "bad_date")]


def test_columns_that_nobody_asked_for_are_named() -> None:
    assert read(f"no,{HEADER},Saran\n1,{ROW},x\n".encode()).unread == ("no", "saran")
