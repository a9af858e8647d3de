"""Where a fault stands, as people call it."""

from __future__ import annotations

import pytest

from queue_app.domain.office.faults import Where
from queue_app.web.admin.form.places import place


@pytest.mark.parametrize(
    ("where", "of", "indonesian", "english"),
    [
        ((), "", "", ""),
        (("office", "time_zone"), "", "Kantor: Zona waktu", "Office: Time zone"),
        (("officer",), "", "Petugas", "Officer"),
        (("officer", 11, "role"), "hendra", "Petugas ‘hendra’: Peran", "Officer ‘hendra’: Role"),
        (("officer", 11, "username"), "", "Petugas no. 12: Nama pengguna", "Officer no. 12: User name"),
        (("counter", 0, "services", 1), "5", "Loket ‘5’: Tugas utama", "Counter ‘5’: Own work"),
        (("policy", "kind"), "", "Urutan antrean: Urutan", "Order of the queue: Order"),
        (("hours", 0, "fri"), "ramadan", "Jam buka ‘ramadan’: Jumat", "Opening hours ‘ramadan’: Friday"),
        (
            ("service", 0, "requirements_id", 2), "KTP",
            "Layanan ‘KTP’: Persyaratan dalam bahasa Indonesia, no. 3",
            "Service ‘KTP’: Requirements in Indonesian, no. 3",
        ),
        (
            ("service", 0, "standard", 1, "components", "fee"), "KTP",
            "Layanan ‘KTP’: Standar pelayanan, no. 2, Komponen, Biaya/tarif",
            "Service ‘KTP’: Service standard, no. 2, Components, Fee",
        ),
        (("service", 0, "colour"), "KTP", "Layanan ‘KTP’: colour", "Service ‘KTP’: colour"),
        (("offices",), "", "offices", "offices"),
    ],
)  # fmt: skip
def test_a_place_is_told_in_words(where: Where, of: str, indonesian: str, english: str) -> None:
    assert (place(where, of, lang="id"), place(where, of, lang="en")) == (indonesian, english)
