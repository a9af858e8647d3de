"""One set of answers, and what a respondent may say of himself: never who he is, nor when within a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.citizen.survey.instrument import Choice


class Channel(StrEnum):
    """Where it was answered. paper: entered here from a form; import: from a file of another system."""

    PAGE = "page"
    TABLET = "tablet"
    KIOSK = "kiosk"
    PAPER = "paper"
    IMPORT = "import"


# entered by staff: nobody knows whether who filled them in was served here, so they are no part of a response rate
BROUGHT = frozenset({Channel.PAPER, Channel.IMPORT})


class Respondent(NamedTuple):
    """Codes of the choices below; None: not said. All of it is optional."""

    sex: str | None = None
    age_band: str | None = None
    education: str | None = None
    occupation: str | None = None
    has_disability: bool | None = None


NOTHING_SAID = Respondent()


@dataclass(frozen=True, slots=True)
class Answer:
    """day: of the visit, on paper of the form. is_own_device: on a device of the office's staff.

    values: code of the question -> value, only what was answered.
    """

    day: date
    service_id: int | None
    officer_id: int | None
    channel: Channel
    is_own_device: bool
    values: Mapping[str, int]
    respondent: Respondent = NOTHING_SAID


SEXES = (Choice("l", "Laki-laki", "Male"), Choice("p", "Perempuan", "Female"))
AGE_BANDS = (  # never a birth date
    Choice("0-19", "di bawah 20 tahun", "under 20"),
    Choice("20-29", "20–29 tahun", "20–29"),
    Choice("30-39", "30–39 tahun", "30–39"),
    Choice("40-49", "40–49 tahun", "40–49"),
    Choice("50-59", "50–59 tahun", "50–59"),
    Choice("60+", "60 tahun ke atas", "60 or older"),
)
EDUCATIONS = (  # of the form: SD, SMP, SMA, S1, S2, S3; practice adds the first and the diplomas
    Choice("none", "Tidak sekolah", "No school"),
    Choice("sd", "SD", "Primary school (SD)"),
    Choice("smp", "SMP", "Junior high school (SMP)"),
    Choice("sma", "SMA/SMK", "Senior high school (SMA/SMK)"),
    Choice("diploma", "D1–D3", "Diploma (D1–D3)"),
    Choice("s1", "S1/D4", "Bachelor (S1/D4)"),
    Choice("s2", "S2", "Master (S2)"),
    Choice("s3", "S3", "Doctor (S3)"),
)
OCCUPATIONS = (
    Choice("pns", "PNS/PPPK", "Civil servant"),
    Choice("tni", "TNI", "Armed forces (TNI)"),
    Choice("polri", "Polri", "Police (Polri)"),
    Choice("swasta", "Swasta", "Private employee"),
    Choice("wirausaha", "Wirausaha", "Self-employed"),
    Choice("lainnya", "Lainnya", "Other"),
)
CHOICES: Mapping[str, tuple[Choice, ...]] = {  # field of Respondent -> what may be said
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "education": EDUCATIONS,
    "occupation": OCCUPATIONS,
}


def is_possible(respondent: Respondent) -> bool:
    """Whether everything that was said is one of the choices."""
    said = ((getattr(respondent, field), choices) for field, choices in CHOICES.items())
    return all(value is None or value in {each.code for each in choices} for value, choices in said)
