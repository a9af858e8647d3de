"""The grade (mutu pelayanan) of an index: PermenPANRB 14/2017, annex, closed at two decimals of 25 to 100."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

_CENT = Decimal("0.01")
# Least shown index -> grade, and the words for what the unit does (kinerja unit pelayanan).
GRADES = ((Decimal("88.31"), "A"), (Decimal("76.61"), "B"), (Decimal("65.00"), "C"), (Decimal(0), "D"))
PERFORMANCE_ID = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik"}
PERFORMANCE_EN = {"A": "Very good", "B": "Good", "C": "Less good", "D": "Not good"}


def shown(value: Fraction, digits: Decimal = _CENT) -> Decimal:
    """The exact value as it is printed: rounded once, half up."""
    steps = Fraction(digits)
    whole = (value / steps * 2 + 1) // 2
    with localcontext() as context:
        context.prec = 60
        return (Decimal(whole) * digits).quantize(digits, rounding=ROUND_HALF_UP)


def grade(index: Decimal) -> str:
    """A to D of an index as it is shown. Never of NI at two decimals: that would move its borders."""
    return next(letter for least, letter in GRADES if index >= least)


def performance(letter: str, lang: str) -> str:
    """The words beside a grade."""
    return (PERFORMANCE_EN if lang == "en" else PERFORMANCE_ID)[letter]
