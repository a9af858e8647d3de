"""How the survey is told on pages and sheets: periods, numbers and the words of the law; msgids."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal

from queue_app.domain.citizen.survey.answers import CHOICES, Channel
from queue_app.domain.citizen.survey.figures import Hidden
from queue_app.domain.citizen.survey.follow_up import Standing, Term
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod
from queue_app.domain.citizen.survey.publishing import Bar
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.texts import translate

ROMAN = ("I", "II", "III", "IV")
NONE = "–"
PERIODS: dict[PeriodKind, str] = {
    PeriodKind.QUARTER: "Quarter {number} of {year}",
    PeriodKind.SEMESTER: "Half-year {number} of {year}",
    PeriodKind.YEAR: "Year {year}",
}
TITLES: dict[PeriodKind, str] = {  # as the sheet of the law heads it
    PeriodKind.MONTH: "MONTH {month} YEAR {year}",
    PeriodKind.QUARTER: "QUARTER {number} YEAR {year}",
    PeriodKind.SEMESTER: "HALF-YEAR {number} YEAR {year}",
    PeriodKind.YEAR: "YEAR {year}",
}
HIDDEN: dict[Hidden, str] = {
    Hidden.RUNNING: "Not yet: a month is counted when all of its answers are in, a week after its end.",
    Hidden.FEW: "Too few answers: fewer than 10 are never shown.",
    Hidden.REST: "Not shown: what is hidden beside it could be computed from it.",
    Hidden.UNANSWERED: "No index: one of the nine elements was answered by nobody.",
}
BARS: dict[Bar, str] = {
    Bar.RUNNING: "Not all of its answers are in yet. A period is published a week after its end.",
    Bar.FEW: "Too few answers: fewer than 10 are never published.",
    Bar.REST: "Beside what is published already, the answers of fewer than 10 people would be left over.",
    Bar.SAME: "The published version says just this.",
    Bar.CORRECTION: "It differs from the published version by fewer than 10 answers.",
}
FIELDS: dict[str, str] = {
    "sex": "Sex",
    "age_band": "Age",
    "education": "Education",
    "occupation": "Occupation",
    "has_disability": "Disability",
}
YES_NO: dict[str, str] = {"true": "Yes", "false": "No"}
CHANNELS: dict[Channel, str] = {
    Channel.PAGE: "Citizen’s page",
    Channel.TABLET: "Tablet at the counter",
    Channel.KIOSK: "Kiosk",
    Channel.PAPER: "Paper form",
    Channel.IMPORT: "File of another system",
}
WEIGHTS: dict[Weight, str] = {
    Weight.NINTH: "Weight of each element: 1/9 exactly, rounded once at the end.",
    Weight.THREE_DIGITS: "Weight of each element: 0.111, as the note under the table of PermenPANRB 14/2017 prints it. "
    "With 1/9 exactly the index would be {ninth}.",
    Weight.TWO_DIGITS: "Weight of each element: 0.11, as the text of PermenPANRB 14/2017 prints it. With 1/9 exactly "
    "the index would be {ninth}.",
}
TERMS: dict[Term, str] = {Term.SHORT: "short term", Term.MIDDLE: "middle term", Term.LONG: "long term"}
STANDINGS: dict[Standing, str] = {Standing.OPEN: "planned", Standing.LATE: "late", Standing.DONE: "done"}


def period_name(period: SurveyPeriod, *, lang: str) -> str:
    """November 2026, Triwulan IV 2026, Semester II 2026, Tahun 2026."""
    if period.kind is PeriodKind.MONTH:
        return str(format_date(period.first, "MMMM y", locale=lang))
    return translate(lang, PERIODS[period.kind], number=ROMAN[period.number - 1], year=period.year)


def period_title(period: SurveyPeriod, *, lang: str) -> str:
    """TRIWULAN IV TAHUN 2026."""
    month = str(format_date(period.first, "MMMM", locale=lang)).upper()
    number = ROMAN[period.number - 1] if period.kind is not PeriodKind.MONTH else ""
    return translate(lang, TITLES[period.kind], month=month, number=number, year=period.year)


def days_of(period: SurveyPeriod, *, lang: str) -> str:
    """1 Oktober – 31 Desember 2026."""
    first = format_date(period.first, "d MMMM", locale=lang)
    return f"{first} – {format_date(period.last, 'd MMMM y', locale=lang)}"


def number(value: Decimal | Fraction | float, digits: int = 0, *, lang: str) -> str:
    """83,47 there, 83.47 in English; a fraction is rounded half up, once."""
    exact = _rounded(value, digits) if isinstance(value, Fraction) else value
    return str(format_decimal(exact, "#,##0" + ("." + "0" * digits if digits else ""), locale=lang))


def signed(value: Decimal, *, lang: str) -> str:
    """+3,20 or −1,05."""
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value), 2, lang=lang)


def share(value: Fraction | None, *, lang: str) -> str:
    """Of one: 24,0 %."""
    return NONE if value is None else f"{number(100 * value, 1, lang=lang)} %"


def choice(field: str, code: Hashable, *, lang: str) -> str:
    """What a respondent said of himself, in words; None or "": he did not."""
    if code in {None, ""}:
        return translate(lang, "not said")
    if field in CHOICES:
        return next((each.text(lang) for each in CHOICES[field] if each.code == code), str(code))
    return translate(lang, YES_NO[str(code).lower()])


def in_order(field: str, codes: Iterable[Hashable]) -> list[Hashable]:
    """As the form lists them; who said nothing comes last."""
    known: Mapping[Hashable, int] = {each.code: place for place, each in enumerate(CHOICES.get(field, ()))}
    return sorted(codes, key=lambda code: (code in {None, ""}, known.get(code, 0), str(code)))


def unsur(code: str) -> str:
    """U3 Waktu Penyelesaian: a term of the law in every language."""
    found = next(each for each in SKM_2017.questions if each.code == code)
    return f"{found.number} {found.name}"


def _rounded(value: Fraction, digits: int) -> Decimal:
    steps = (value * 10**digits * 2 + 1) // 2
    return Decimal(steps).scaleb(-digits)
