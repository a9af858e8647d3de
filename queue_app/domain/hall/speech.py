"""How a call is said: which clips of a voice, in which order, and how long that takes. Pure; nothing here sounds.

A sentence is phrases of clips: within a phrase clip follows clip, between two phrases belongs a breath. The order of
an Indonesian sentence and its numbers are those of the offices: "Nomor antrean, A, nol nol satu, silakan menuju loket
dua."
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from string import ascii_lowercase

Phrases = tuple[tuple[str, ...], ...]  # of clip names

# Seconds. They stay as they are, however fast the words are said.
PAUSES: dict[str, float] = {
    "word": 0.04,  # between two clips of a phrase
    "phrase": 0.2,  # between two phrases
    "chime": 0.25,  # behind the chime
    "sentence": 1.0,  # between two sentences
    "announcement": 0.8,  # behind the last sentence, before another announcement may begin
}
CHIME = "chime"
LARGEST = 9999  # said as a number; larger ones digit by digit

_ID_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ID_UNITS = ((1000, "ribu"), (100, "ratus"), (10, "puluh"))
_EN_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _indonesian(value: int) -> tuple[str, ...]:
    if value < len(_ID_ONES):
        return (_ID_ONES[value],)
    if 10 < value < 20:
        return ("sebelas",) if value == 11 else (_ID_ONES[value - 10], "belas")
    size, unit = next(each for each in _ID_UNITS if value >= each[0])
    count, rest = divmod(value, size)
    head = (f"se{unit}",) if count == 1 else (*_indonesian(count), unit)  # se- stands for satu
    return (*head, *_indonesian(rest)) if rest else head


def _english(value: int) -> tuple[str, ...]:
    if value < len(_EN_ONES):
        return (_EN_ONES[value],)
    if value < 100:
        tens, rest = divmod(value, 10)
        return (_EN_TENS[tens], _EN_ONES[rest]) if rest else (_EN_TENS[tens],)
    size, unit = (1000, "thousand") if value >= 1000 else (100, "hundred")
    count, rest = divmod(value, size)
    joined = ("and",) if 0 < rest < 100 else ()
    return (*_english(count), unit, *joined, *(_english(rest) if rest else ()))


@dataclass(frozen=True, slots=True)
class _Language:
    number: str  # the clip before the ticket's number
    go_to: str
    counter: str
    digits: tuple[str, ...]
    cardinal: Callable[[int], tuple[str, ...]]
    words: tuple[str, ...]  # of numbers, beside the digits


def _by_digits(number: str, go_to: str, counter: str, names: tuple[str, ...]) -> _Language:
    """A language that says every number digit by digit: thirteen recordings are a voice."""
    return _Language(
        number, go_to, counter, names, lambda value: tuple(names[int(each)] for each in str(value)), words=()
    )


_LANGUAGES = {
    "id": _Language(
        "nomor-antrean", "silakan-menuju", "loket", _ID_ONES, _indonesian,
        ("sepuluh", "sebelas", "belas", "puluh", "seratus", "ratus", "seribu", "ribu"),
    ),
    "en": _Language(
        "number", "please-go-to", "counter", _EN_ONES[:10], _english,
        (*_EN_ONES[10:], *_EN_TENS[2:], "hundred", "thousand", "and"),
    ),
    "jv": _by_digits(
        "nomer", "sumangga-dhateng", "loket",
        ("nol", "setunggal", "kalih", "tiga", "sekawan", "gangsal", "enem", "pitu", "wolu", "sanga"),
    ),
    "su": _by_digits(
        "nomer", "mangga-ka", "loket",
        ("nol", "hiji", "dua", "tilu", "opat", "lima", "genep", "tujuh", "dalapan", "salapan"),
    ),
    "bbc": _by_digits(
        "nomor", "ro-ma-tu", "loket",
        ("nol", "sada", "dua", "tolu", "opat", "lima", "onom", "pitu", "ualu", "sia"),
    ),
}  # fmt: skip
# Languages of a region (Javanese krama, Sundanese lemes, Batak Toba; words to be confirmed by who speaks them): no clip
# of them is shipped, an office records its own. They follow the Indonesian sentence, and are silent until complete.
REGIONAL = ("jv", "su", "bbc")
HOME = "id"  # whose chime and letters they borrow
# What a sentence says beside number and letters, by language.
SENTENCE: dict[str, tuple[str, ...]] = {
    lang: (words.number, words.go_to, words.counter) for lang, words in _LANGUAGES.items()
}
# Every clip that a voice must have, by language; own_counter() is what it may have besides.
CLIPS: dict[str, tuple[str, ...]] = {
    lang: (*(() if lang in REGIONAL else (CHIME,)), *SENTENCE[lang], *words.digits, *words.words, *ascii_lowercase)
    for lang, words in _LANGUAGES.items()
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence in one language."""

    lang: str
    phrases: Phrases


def missing(lang: str, has: Iterable[str]) -> tuple[str, ...]:
    """The clips that a voice still needs before it can call; none: it is complete. has: names of its clips."""
    there = set(has)
    return tuple(name for name in CLIPS[lang] if name not in there)


def own_counter(number: int) -> str:
    """The clip of a counter's whole name in one recording: "loket dua", "meja pengaduan"."""
    return f"counter-{number}"


def cardinal(value: int, *, lang: str) -> tuple[str, ...]:
    """Clips of a whole number; digit by digit beyond LARGEST. Raises KeyError for a language without a voice.

    Source: KBBI for "se-" in place of "satu" before belas, puluh, ratus, ribu; "and" as in British English.
    """
    return _LANGUAGES[lang].cardinal(value) if value <= LARGEST else digits(str(value), lang=lang)


def digits(written: str, *, lang: str) -> tuple[str, ...]:
    """Clips of what is written, digit by digit, zeros in front included."""
    return tuple(_LANGUAGES[lang].digits[int(each)] for each in written)


# How a ticket's digits are read: keys of room.READINGS.
_READ: dict[str, Callable[[str, str], tuple[str, ...]]] = {
    "digits": lambda written, lang: digits(written, lang=lang),
    "number": lambda written, lang: cardinal(int(written), lang=lang),
}


@lru_cache(maxsize=1024)  # each is asked for again with every state of every display
def sentence(number: str, counter: int, *, reading: str, lang: str, has_own_counter: bool = False) -> Phrases:
    """How ticket `number` ("A001") is called to a counter. reading: a key of room.READINGS.

    has_own_counter: the voice has a clip of this counter's whole name. Signs without a sound are left out.
    """
    words = _LANGUAGES[lang]
    signs = [each for each in number.lower() if each in ascii_lowercase or each in "0123456789"]
    letters = tuple(takewhile(str.isalpha, signs))
    written = "".join(filter(str.isdigit, signs))
    place = (own_counter(counter),) if has_own_counter else (words.counter, *cardinal(counter, lang=lang))
    phrases = ((words.number,), letters, _READ[reading](written, lang) if written else (), (words.go_to, *place))
    return tuple(phrase for phrase in phrases if phrase)


def length_s(phrases: Phrases, seconds: Mapping[str, float], *, rate_pct: int = 100) -> float:
    """How long one sentence takes. seconds: of each clip as recorded. rate_pct: 100 as recorded, 130 faster."""
    words = sum(seconds[name] for phrase in phrases for name in phrase) * 100 / rate_pct
    joints = sum(len(phrase) - 1 for phrase in phrases)
    return words + joints * PAUSES["word"] + (len(phrases) - 1) * PAUSES["phrase"]


def announcement_s(
    say: Sequence[Saying], seconds: Mapping[str, Mapping[str, float]], *, repeat: int, rate_pct: int, chime: bool
) -> float:
    """How long a whole announcement keeps its hall busy: the chime, `repeat` times through `say`, and its pauses.

    seconds: of each clip, by language. The chime is the first language's own, at its own rate.
    """
    opening = seconds[say[0].lang][CHIME] + PAUSES["chime"] if chime and say else 0.0
    spoken = sum(length_s(each.phrases, seconds[each.lang], rate_pct=rate_pct) for each in say) * repeat
    between = max(len(say) * repeat - 1, 0) * PAUSES["sentence"]
    return opening + spoken + between + PAUSES["announcement"]
