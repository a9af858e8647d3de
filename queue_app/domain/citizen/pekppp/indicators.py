"""What an indicator is: its levels in words, 0 to 5. The words are data with a version, never code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

HIGHEST = 5


class Words(NamedTuple):
    """A text in both languages."""

    id: str
    en: str

    def said(self, lang: str) -> str:
        """In that language."""
        return self.en if lang == "en" else self.id


@dataclass(frozen=True, slots=True)
class Indicator:
    """number: as in form F-02, 1 to 31. aspect: a key of ASPECTS. levels: of 1 to 5; 0 is that there is nothing."""

    number: int
    aspect: str
    name: Words
    levels: tuple[Words, ...]

    def level(self, number: int) -> Words:
        """What a level asks for. number: 1 to 5."""
        return self.levels[number - 1]


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the evaluator's form. weights: aspect -> of a hundred, as seen in use."""

    version: str
    rule: str
    indicators: tuple[Indicator, ...]
    weights: dict[str, int]


ASPECTS: dict[str, Words] = {
    "policy": Words("Kebijakan pelayanan", "Policy of service"),
    "professionalism": Words("Profesionalisme SDM", "Professionalism of the staff"),
    "facilities": Words("Sarana prasarana", "Facilities"),
    "information": Words("Sistem informasi pelayanan publik", "Information system"),
    "complaints": Words("Konsultasi dan pengaduan", "Consultation and complaints"),
    "innovation": Words("Inovasi", "Innovation"),
    "queue": Words("Informasi tambahan: sistem antrean", "Further: queue system"),
}


def counted(of_id: str, of_en: str, steps: tuple[str, ...] = ("1", "2", "3", "4", "5")) -> tuple[Words, ...]:
    """Levels that only count how many of the same things there are."""
    return tuple(Words(f"{each} {of_id}", f"{each} {of_en}") for each in steps)
