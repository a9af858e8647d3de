"""A questionnaire as data: its questions by code, with the wording and the options of one version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """skm: PermenPANRB 14/2017. f03: the public's form of PEKPPP, never part of an IKM."""

    SKM = "skm"
    F03 = "f03"


class Choice(NamedTuple):
    """One thing that a respondent may say of himself, as the form has it."""

    code: str
    text_id: str
    text_en: str

    def text(self, lang: str) -> str:
        """The words of the form in that language."""
        return self.text_en if lang == "en" else self.text_id


class Question(NamedTuple):
    """number: of print only, U1 in the order of the list. options: from the lowest value up; may be none."""

    code: str
    number: str
    name: str
    text_id: str
    text_en: str
    options_id: tuple[str, ...] = ()
    options_en: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """The question in that language."""
        return self.text_en if lang == "en" else self.text_id

    def options(self, lang: str) -> tuple[str, ...]:
        """The words of the values in that language, the lowest first."""
        return self.options_en if lang == "en" else self.options_id


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire. lowest, highest: the values that an answer may have."""

    kind: Kind
    version: str
    valid_from: date
    questions: tuple[Question, ...]
    lowest: int = 1
    highest: int = 4

    @property
    def key(self) -> str:
        """How an answer names it: skm/2017-1."""
        return f"{self.kind}/{self.version}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Of its questions, in the order of print."""
        return tuple(each.code for each in self.questions)

    @property
    def scale(self) -> range:
        """Every value that an answer may have."""
        return range(self.lowest, self.highest + 1)

    def faults(self, values: Mapping[str, int]) -> list[str]:
        """The codes that it does not ask for, or whose value is not on its scale."""
        return [code for code, value in values.items() if code not in self.codes or value not in self.scale]


def newest(instruments: tuple[Instrument, ...], kind: Kind, day: date) -> Instrument | None:
    """The version of a kind that is valid on a day; None before its first."""
    valid = [each for each in instruments if each.kind == kind and each.valid_from <= day]
    return max(valid, key=lambda each: (each.valid_from, each.version), default=None)
