"""Forms on paper as they are typed in: nine digits a line, and behind them what the respondent said, as single letters.

The form itself prints these digits and letters beside its boxes. Digits stand in the order of the form on paper, which
is the annex's: sarpras is its eighth question, pengaduan its ninth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from queue_app.domain.citizen.survey.answers import AGE_BANDS, EDUCATIONS, OCCUPATIONS, Respondent
from queue_app.domain.citizen.survey.instrument import Choice
from queue_app.domain.citizen.survey.skm_2017 import ANNEX_ORDER

MOST_FORMS = 300  # at once: a day's box
UNANSWERED = {"0", "-"}
_LETTERS = "ABCDEFGHIJ"


def _lettered(choices: Sequence[Choice]) -> Mapping[str, str | None]:
    """Letter -> code."""
    return {"-": None, **dict(zip(_LETTERS, (each.code for each in choices), strict=False))}


# Single letters of the printed form, in the order in which they are typed; "-": not said.
SEX: Mapping[str, str | None] = {"L": "l", "P": "p", "-": None}
AGE, EDUCATION, OCCUPATION = _lettered(AGE_BANDS), _lettered(EDUCATIONS), _lettered(OCCUPATIONS)
DISABILITY: Mapping[str, bool | None] = {"Y": True, "T": False, "-": None}
SAID = (SEX, AGE, EDUCATION, OCCUPATION, DISABILITY)


class TypedForm(NamedTuple):
    """One form. line: counted from 1."""

    line: int
    values: Mapping[str, int]
    respondent: Respondent


class TypedForms(NamedTuple):
    """faults: numbers of the lines that are no form; with one, no form may be taken."""

    forms: list[TypedForm]
    faults: list[int]


def read(text: str) -> TypedForms:
    """Every form of what was typed, one a line; empty lines are none.

    A line is nine digits, 1 to 4, with 0 or - for what was not answered, and may end with five letters for sex, age,
    education, occupation and disability, with - for what was not said. Spaces are left out.
    """
    forms, faults = [], []
    for line, typed in enumerate(text.splitlines(), 1):
        written = "".join(typed.split()).upper()
        if not written:
            continue
        form = _form(line, written)
        if form is None:
            faults.append(line)
        else:
            forms.append(form)
    return TypedForms(forms, faults)


def _form(line: int, written: str) -> TypedForm | None:
    digits, letters = written[: len(ANNEX_ORDER)], written[len(ANNEX_ORDER) :] or "-" * len(SAID)
    is_form = len(digits) == len(ANNEX_ORDER) and set(digits) <= {*"1234", *UNANSWERED}
    is_said = len(letters) == len(SAID) and all(letter in known for letter, known in zip(letters, SAID, strict=True))
    if not (is_form and is_said):
        return None
    values = {code: int(digit) for code, digit in zip(ANNEX_ORDER, digits, strict=False) if digit not in UNANSWERED}
    if not values:
        return None
    sex, age, education, occupation, disability = tuple(letters)
    said = Respondent(SEX[sex], AGE[age], EDUCATION[education], OCCUPATION[occupation], DISABILITY[disability])
    return TypedForm(line, values, said)
