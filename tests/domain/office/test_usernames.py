"""User names that are proposed from people's names."""

from __future__ import annotations

import pytest

from queue_app.domain.office.usernames import suggested


@pytest.mark.parametrize(
    ("name", "taken", "username"),
    [
        ("Siti Rahmawati", "", "siti"),
        ("Dra. Siti Rahmawati, M.Si.", "", "siti"),
        ("Siti Rahmawati", "siti", "siti.rahmawati"),
        ("Siti Nur Rahmawati", "siti siti.rahmawati", "siti2"),
        ("Siti", "siti siti2", "siti3"),
        ("H. M. Yusuf", "", "yusuf"),
        ("M.", "", "m"),
        ("I Wayan Sudarsana", "", "wayan"),
        ("Ni Luh Putu Ayu", "luh", "luh.ayu"),
        ("I Gu", "", "i"),
        ("José d'Arc", "", "jose"),
        ("x" * 60, "", "x" * 40),
        ("北京", "", ""),
        ("", "", ""),
    ],
)
def test_a_user_name_is_the_first_name_and_more_of_it_only_where_that_is_taken(
    name: str, taken: str, username: str
) -> None:
    assert suggested(name, is_taken=lambda each: each in taken.split()) == username
