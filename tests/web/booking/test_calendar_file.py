"""The calendar file by RFC 5545: read back as a phone reads it, unfolded and unescaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from queue_app.web.booking.calendar_file import Appointment, calendar_file

NINE = Appointment(
    uid="f3a9@antrean", version=0, starts_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC), minutes=30,
    time_zone="Asia/Jakarta", title="KTP-el, baru; ganti", place="Jl. Merdeka 1, Contoh", text="Bawa:\nKK asli\\lama",
    url="https://antrean.contoh.go.id/b/0123456789abcdef0123456789abcdef", alarm="Besok pukul 09.00",
    written_at=datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC),
)  # fmt: skip


def read(data: bytes) -> list[str]:
    """Its lines as a reader has them once they are unfolded."""
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_it_is_what_the_standard_wants_line_by_line() -> None:
    assert read(calendar_file(NINE)) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Antrean//Antrean//ID", "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE", "TZID:Asia/Jakarta", "BEGIN:STANDARD", "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:WIB", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:f3a9@antrean", "DTSTAMP:20261123T010203Z", "SEQUENCE:0",
        "DTSTART;TZID=Asia/Jakarta:20261124T090000", "DTEND;TZID=Asia/Jakarta:20261124T093000",
        "STATUS:CONFIRMED", "SUMMARY:KTP-el\\, baru\\; ganti", "LOCATION:Jl. Merdeka 1\\, Contoh",
        "DESCRIPTION:Bawa:\\nKK asli\\\\lama", "URL:https://antrean.contoh.go.id/b/0123456789abcdef0123456789abcdef",
        "CLASS:PRIVATE",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", "DESCRIPTION:Besok pukul 09.00", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "offset", "starts"),
    [("Asia/Makassar", "+0800", "20261124T100000"), ("Asia/Jayapura", "+0900", "20261124T110000")],
)
def test_each_zone_of_indonesia_has_its_own_clock(zone: str, offset: str, starts: str) -> None:
    lines = read(calendar_file(replace(NINE, time_zone=zone)))

    assert f"TZOFFSETTO:{offset}" in lines
    assert f"DTSTART;TZID={zone}:{starts}" in lines


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    text = "Layanan perekaman – " + "é" * 200 + "\nÜ"
    data = calendar_file(replace(NINE, text=text))

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert all(line.decode() is not None for line in data.split(b"\r\n"))
    assert "DESCRIPTION:" + text.replace("\n", "\\n") in read(data)


def test_no_line_break_of_a_text_begins_a_line_of_its_own() -> None:
    lines = read(calendar_file(replace(NINE, title="A\r\nURL:http://jahat.example\x0bB")))

    assert "SUMMARY:A\\nURL:http://jahat.example\\nB" in lines


def test_what_was_cancelled_leaves_the_calendar_and_rings_no_more() -> None:
    lines = read(calendar_file(replace(NINE, is_off=True, version=1)))

    assert ("STATUS:CANCELLED" in lines, "SEQUENCE:1" in lines, "BEGIN:VALARM" in lines) == (True, True, False)
