"""The set-up file of an office with twelve counters, fourteen officers and a supervisor, for whole days at speed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.factories import PASSWORD

COUNTERS, OFFICERS = 12, 14
SERVICES = {  # code -> series, minutes, what citizens bring
    "REK": ("A", 10, ["Kartu Keluarga", "Berusia 17 tahun"]),
    "KTP": ("A", 8, ["Kartu Keluarga", "KTP-el lama", "Surat kehilangan"]),
    "KK": ("K", 12, ["Formulir F-1.02", "Kartu Keluarga lama"]),
    "PDH": ("M", 12, ["Formulir F-1.03"]),
    "AKL": ("L", 15, ["Formulir F-2.01", "Surat keterangan lahir"]),
    "AKM": ("R", 15, ["Surat keterangan kematian"]),
    "LEG": ("R", 5, []),
    "AMB": ("F", 3, ["Bukti pengambilan"]),
}
OWN_WORK = (["REK", "KTP"], ["KK", "PDH"], ["AKL", "AKM", "LEG"], ["AMB", "LEG", "KTP"])  # of every fourth counter
HELPS = (["AMB"], ["KTP"], ["KK"], ["REK"])
OFFICE = """
[office]
slug = "uji"
name = "Kantor Uji Dua Belas Loket"
address = "Jl. Percobaan No. 12"
time_zone = "{zone}"

[policy]
kind = "ratio"
regular = 2
help_after_min = 0

[[group]]
code = "umum"
name_id = "Umum"
name_en = "General"
"""
SERVICE = """
[[service]]
code = "{code}"
group = "umum"
series = "{series}"
name_id = "Layanan {code}"
name_en = "Service {code}"
standard_minutes = {minutes}
requirements_id = {required}
requirements_en = {required}
"""
COUNTER = """
[[counter]]
number = {number}
services = {own}
helps = {helps}
"""
OFFICER = """
[[officer]]
username = "{username}"
name = "{name}"
password = "{password}"
role = "{role}"
may_pick = {may_pick}
"""


def write_office(path: Path) -> Path:
    """Writes the file; answers its path. Every fourth officer may call out of order."""
    parts = [OFFICE.format(zone=_zone())]
    for code, (series, minutes, required) in SERVICES.items():
        parts.append(SERVICE.format(code=code, series=series, minutes=minutes, required=required))
    for number in range(1, COUNTERS + 1):
        kind = number % len(OWN_WORK)
        parts.append(COUNTER.format(number=number, own=OWN_WORK[kind], helps=HELPS[kind]))
    parts += [
        _officer(f"petugas{number}", f"Petugas {number}", "officer", may_pick=number % 4 == 0)
        for number in range(1, OFFICERS + 1)
    ]
    parts.append(_officer("tini", "Tini", "supervisor", may_pick=False))
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _officer(username: str, name: str, role: str, *, may_pick: bool) -> str:
    flag = str(may_pick).lower()
    return OFFICER.format(username=username, name=name, role=role, may_pick=flag, password=PASSWORD)


def _zone() -> str:
    """A zone of Indonesia in which the day does not end within the hour."""
    return "Asia/Jayapura" if datetime.now(UTC).hour == 16 else "Asia/Jakarta"
