"""A file of visits from another system: what is read, and what is said of what cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from queue_app.domain.evidence import imported_file
from queue_app.domain.evidence.imported_file import MB, MOST_MB, Parsed
from queue_app.domain.evidence.imported_row import Row

HEADER = "visit,service,priority,staff,issued_at,called_at,finished_at,outcome"
SERVED = "7,KTP,0,Wati,2026-11-23T08:00:00,2026-11-23T08:05:00,2026-11-23T08:11:30,completed"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def parse(text: str | bytes, *, zone: str = "Asia/Jakarta") -> Parsed:
    content = text if isinstance(text, bytes) else text.encode()
    return imported_file.parse(content, time_zone=zone, now=NOW)


def of(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def told(text: str | bytes, **more: str) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in parse(text, **more).faults]


def with_(column: str, value: str) -> str:
    """The served visit with another text in one column."""
    cells = dict(zip(HEADER.split(","), SERVED.split(","), strict=True))
    return of(",".join({**cells, column: value}.values()))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-23T{text}+00:00")


def test_a_served_visit_is_read_with_its_times_in_utc() -> None:
    found = parse(of(SERVED))

    wanted = Row(2, "7", "KTP", False, "Wati", utc("01:00:00"), utc("01:05:00"), utc("01:11:30"), True)
    assert found == Parsed([wanted], [], ())


def test_who_left_has_no_call_and_nobody_who_served() -> None:
    (row,) = parse(of("8,KTP,1,,2026-11-23T08:00:00,,2026-11-23T08:20:00,abandoned")).rows

    assert (row.is_priority, row.staff, row.called_at, row.is_served) == (True, "", None, False)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + of(SERVED),
        of(SERVED).replace(",", ";"),
        of(SERVED).replace("\n", "\r\n"),
        of(SERVED).replace("\n", "\r"),
        of(SERVED).rstrip("\n"),
        of("", SERVED, "", ",,,,,,,"),
        "\n\nsep=;\n" + of(SERVED).replace(",", ";"),
        of(SERVED + ",,").replace("outcome", "outcome, "),
        of(SERVED.replace(",0,", ", 0,").replace("Wati", ' "Wati"')),
        of(SERVED.replace("08:05:00", "08:05:00.0000000")),
        of(SERVED).replace("visit,", " Visit ,").replace("outcome", '"OUTCOME"'),
        of(SERVED.replace("Wati", '"Wati"').replace("T08", " 08")),
        of(SERVED.replace("Wati", " Wati\u00a0\u200b ")),
        of(SERVED.replace("08:05:00", "08:05:00+07:00").replace("08:00:00", "01:00:00Z")),
    ],
    ids=["BOM", "semicolons", "CRLF", "CR", "no last line end", "empty rows", "sep", "empty cells",
         "spaces behind commas", "seven decimals", "header", "quotes", "spaces",
         "offsets"],
)  # fmt: skip
def test_the_same_visit_is_read_however_a_program_writes_it(text: str) -> None:
    found = parse(text)

    assert ([row._replace(line=2) for row in found.rows], found.faults) == (parse(of(SERVED)).rows, [])


def test_columns_stand_in_any_order_and_those_that_nobody_asks_for_are_told() -> None:
    names, cells = HEADER.split(","), SERVED.split(",")
    text = f"{','.join(reversed(names))},NIK\n{','.join(reversed(cells))},1271\n"

    found = parse(text)

    assert (found.rows, found.unread) == (parse(of(SERVED)).rows, ("nik",))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", (0, "empty")),
        (b"\xef\xbb\xbf \r\n", (0, "empty")),
        (HEADER.encode() + b"\n", (1, "only_header")),
        (of(SERVED).encode("utf-16"), (0, "utf16")),
        (of(SERVED).encode("utf-16-le"), (0, "utf16")),
        (of(SERVED).encode("utf-16-be"), (0, "utf16")),
        (of(SERVED, SERVED.replace("Wati", "Wat\u00ed")).encode("cp1252"), (3, "not_utf8")),
        (of(SERVED).encode() + b"\0\n", (3, "nul")),
        (b"PK\x03\x04" + bytes(40), (0, "spreadsheet")),
        (b"\xd0\xcf\x11\xe0" + bytes(40), (0, "spreadsheet")),
        (b"x" * (MOST_MB * MB + 1), (0, "too_large")),
        (of(SERVED).replace("staff", "petugas").encode(), (1, "no_column")),
        (of(SERVED).replace(",", "\t").encode(), (1, "no_column")),
        (of(SERVED).replace("outcome", "outcome,staff").encode(), (1, "column_twice")),
    ],
)
def test_a_file_that_cannot_be_read_is_told_as_what_it_is(content: bytes, fault: tuple[int, str]) -> None:
    found = parse(content)

    assert (found.rows, [(each.line, each.code) for each in found.faults]) == ([], [fault])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (SERVED + ",x", "fields"),
        (SERVED.replace(",completed", ""), "fields"),
        ('8,"KTP,0,Wati', "quotes"),
        ('8,"K"TP,0,Wati', "quotes"),
        ('8,"' + "x" * 140_000, "too_long_field"),
    ],
)
def test_a_row_that_is_no_row_is_told_with_its_line(row: str, code: str) -> None:
    assert told(of(SERVED, row)) == [(3, code)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("visit", " ", "missing"),
        ("visit", "7" * 41, "too_long"),
        ("service", "", "missing"),
        ("service", "x" * 121, "too_long"),
        ("service", "=HYPERLINK(1)", "formula"),
        ("staff", "x" * 81, "too_long"),
        ("staff", "@SUM(A1)", "formula"),
        ("staff", "Wa\u0007ti", "bad_sign"),
        ("staff", "Wa\u202eti", "bad_sign"),
        ("priority", "", "bad_priority"),
        ("priority", "ya", "bad_priority"),
        ("outcome", "selesai", "bad_outcome"),
        ("outcome", "", "bad_outcome"),
        ("issued_at", "", "missing"),
        ("called_at", "", "missing"),
        ("finished_at", "", "missing"),
        ("issued_at", "23/11/2026 08:00", "bad_time"),
        ("issued_at", "2026-11-23", "bad_time"),
        ("issued_at", "2026-11-31T08:00:00", "bad_time"),
        ("issued_at", "2026-11-23T24:00:00", "bad_time"),
        ("issued_at", "46349.3333", "bad_time"),
        ("issued_at", "0202-11-23T08:00:00", "long_ago"),
        ("issued_at", "0001-01-01T00:00:00+14:00", "long_ago"),
        ("finished_at", "2026-11-24T10:00:01", "future"),
        ("finished_at", "9999-12-31T23:59:59-14:00", "future"),
        ("issued_at", "2026-11-23T08:05:01", "called_early"),
        ("finished_at", "2026-11-23T08:04:59", "finished_early"),
        ("issued_at", "2026-11-22T08:11:29", "too_long_visit"),
    ],
)
def test_each_fault_of_a_row_is_told(column: str, value: str, code: str) -> None:
    assert told(with_(column, value)) == [(2, code)]


def test_who_left_did_not_leave_before_coming() -> None:
    assert told(of("8,KTP,1,,2026-11-23T08:00:00,,2026-11-23T07:59:59,abandoned")) == [(2, "left_early")]


def test_every_fault_is_told_and_not_the_first() -> None:
    text = of(SERVED, "8,,2,Wati,gestern,2026-11-23T08:05:00,2026-11-23T08:11:30,done")

    assert told(text) == [(3, code) for code in ("missing", "bad_priority", "bad_outcome", "bad_time")]


@pytest.mark.parametrize(
    ("at", "code"),
    [("2026-03-29T02:30:00", "no_such_time"), ("2026-10-25T02:30:00", "twice_time")],
)
def test_a_time_that_a_clock_never_showed_or_showed_twice_is_not_guessed(at: str, code: str) -> None:
    own = with_("issued_at", at).replace("2026-11-23", at[:10])

    assert told(own, zone="Europe/Berlin") == [(2, code)]
    assert told(own.replace(at, f"{at}+01:00"), zone="Europe/Berlin") == []


def test_a_visit_stands_in_a_day_once_and_may_have_the_same_number_on_another() -> None:
    yesterday = SERVED.replace("2026-11-23", "2026-11-22")

    assert told(of(SERVED, yesterday, SERVED.replace("08:11", "08:12"))) == [(4, "visit_twice")]


def test_a_field_with_a_line_in_it_counts_as_the_file_does() -> None:
    text = of(SERVED.replace("Wati", '"Wati\nAyu"'), SERVED.replace("7,", "8,").replace("completed", "x"))

    found = parse(text)

    assert (found.rows[0].staff, [each.line for each in found.faults]) == ("Wati Ayu", [4])
