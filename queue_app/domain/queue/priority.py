"""Who may say "priority" at the kiosk, by themselves and without a document.

Source: PermenPANRB 11/2024 (kelompok rentan), UU 25/2009 article 29. The category is never on the ticket, on paper or
spoken; only a count a day is kept.
"""

from __future__ import annotations

CATEGORIES: dict[str, str] = {  # code -> msgid
    "lansia": "Aged 60 or over",
    "disabilitas": "Person with a disability",
    "ibu_hamil_menyusui": "Pregnant or nursing",
    "membawa_anak_kecil": "With a small child",
}
