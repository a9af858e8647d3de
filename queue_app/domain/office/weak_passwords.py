"""Passwords that anybody here would try first: words of such an office and of every list, with what people add.

Not a list of breached passwords: an office may have no internet, and tries are counted (web.frame.sign_in_door).
"""

from __future__ import annotations

from itertools import pairwise

# In small letters, without digits around and with letters for the digits that stand for them. One word of ten letters
# and more is enough of a password to be tried; shorter ones are, with a year or a number behind.
WORDS = frozenset(
    {
        "admin", "administrator", "adminadmin", "antrean", "antri", "antrian", "kantor", "kantorku", "loket", "petugas",
        "pegawai", "kepala", "kadis", "kadinas", "disdukcapil", "dukcapil", "capil", "catatansipil", "kependudukan",
        "pelayanan", "pelayananpublik", "layanan", "mpp", "kelurahan", "kecamatan", "kabupaten", "kota", "walikota",
        "bupati", "camat", "lurah", "dinas", "pemda", "pemkot", "pemkab", "pemerintah", "asn", "pns", "bkn",
        "kemendagri", "indonesia", "indonesiaku", "indonesiaraya", "indonesiamerdeka", "merdeka", "garuda", "pancasila",
        "bhinneka", "jakarta", "medan", "surabaya", "bandung", "semarang", "makassar", "palembang", "denpasar",
        "yogyakarta", "ktp", "ktpel", "kk", "akta", "kelahiran", "kematian", "operator", "supervisor", "inspektur",
        "auditor", "password", "passwort", "passw", "katasandi", "sandi", "sandiku", "rahasia", "rahasiaku",
        "rahasiabanget", "kuncirahasia", "masuk", "masukdong", "login", "welcome", "selamatdatang", "selamatpagi",
        "sayang", "sayangku", "sayangkamu", "akusayangkamu", "cinta", "cintaku", "bismillah", "alhamdulillah",
        "assalamualaikum", "subhanallah", "allahuakbar", "insyaallah", "keluarga", "keluargaku", "bahagia", "anakku",
        "istriku", "suamiku", "ibuku", "ayahku", "mamaku", "papaku", "qwerty", "qwertyu", "qwertyui", "qwertyuiop",
        "asdfgh", "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "iloveyou", "iloveyouu", "letmein", "letmeinnow",
        "monkey", "dragon", "master", "sunshine", "princess", "football", "baseball", "superman", "batman", "starwars",
        "trustno", "abcdef", "abcdefg", "abcdefgh", "abcdefghij", "computer", "komputer", "internet", "samsung",
        "iphone", "android", "facebook", "google", "whatsapp", "changeme", "changeit", "default", "testtest", "testing",
        "tester", "user", "username", "guest", "tamu", "public", "publik", "secret", "topsecret", "manager", "manajer",
        "server", "database", "freedom", "whatever", "michael", "jordan", "hello", "helloworld", "halo",
        "haloindonesia", "passwordku", "passwordpassword",
    }
)  # fmt: skip
STANDS_FOR = str.maketrans("0134578@$!", "oieastbasi")
ROWS = ("0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfv")
FEW = 3  # different letters: what has no more is one key held down


def is_weak(password: str, *, names: tuple[str, ...] = ()) -> bool:
    """Whether it is one of the first that somebody tries. names: of the person and the office, as they are typed."""
    typed = password.strip().lower()
    own = {_core(name) for name in names if _core(name)}
    return len(set(typed)) <= FEW or _is_run(typed) or not WORDS.union(own).isdisjoint({_core(typed), _letters(typed)})


def _core(text: str) -> str:
    """The word inside: without digits and signs around it, letters where digits stand for them."""
    lowered = text.lower()
    start, end = 0, len(lowered)
    while start < end and not lowered[start].isalpha():
        start += 1
    while end > start and not lowered[end - 1].isalpha():
        end -= 1
    return "".join(each for each in lowered[start:end].translate(STANDS_FOR) if each.isalpha())


def _letters(text: str) -> str:
    """All of it with letters for digits, as "p4ssw0rd"."""
    return "".join(each for each in text.translate(STANDS_FOR) if each.isalpha())


def _is_run(typed: str) -> bool:
    """Whether it only goes along a row of keys, up or down, or says one piece again and again."""
    rows = [row * 2 for row in ROWS] + [row[::-1] * 2 for row in ROWS]
    follow = {pair for row in rows for pair in pairwise(row)}
    breaks = sum(pair not in follow for pair in pairwise(typed))
    return breaks <= 1 or any(typed == (typed[:size] * len(typed))[: len(typed)] for size in (1, 2, 3, 4, 5))
