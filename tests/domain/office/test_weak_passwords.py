from __future__ import annotations

import pytest

from queue_app.actions.office import first_passwords
from queue_app.domain.office.weak_passwords import is_weak


@pytest.mark.parametrize(
    "password",
    [
        "indonesia2026", "Indonesia2026!", "!!Merdeka1945", "P4ssw0rd123", "katasandi1", "Rahasia12345", "disdukcapil1",
        "Disdukcapil2026", "antrean2026!", "administrator", "qwertyuiop", "1234567890", "0987654321", "aaaaaaaaaaaa",
        "abababababab", "abcdefghij", "bismillah99", "sayangku2025", "passwordpassword", "12345678901", "qwerty123456",
    ],
)  # fmt: skip
def test_a_password_that_anybody_here_would_try_first_is_weak(password: str) -> None:
    assert is_weak(password)


@pytest.mark.parametrize("password", ["wati-sri2026", "WatiSri!!1", "wati.sri.88"])
def test_a_password_made_of_the_own_name_is_weak(password: str) -> None:
    assert is_weak(password, names=("wati-sri", "uji"))


@pytest.mark.parametrize(
    "password",
    [
        "kopi-susu-2026", "teh-manis-2026", "lain-2026-kata", "kata-sandi-baru-1", "sepeda biru di hujan",
        "kkkopi9-pagi-utara", "zzz!kucing", "7 gajah lewat", "ÅngstrÖm-malam",
    ],
)  # fmt: skip
def test_words_that_nobody_tries_are_strong_whatever_they_are_made_of(password: str) -> None:
    assert not is_weak(password, names=("wati", "uji"))


def test_no_password_that_the_program_makes_is_weak() -> None:
    assert [each for each in (first_passwords.new() for _ in range(500)) if is_weak(each)] == []
