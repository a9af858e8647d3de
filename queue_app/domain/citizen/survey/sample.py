"""How many answers a survey wants, and what part of those who were asked answered."""

from __future__ import annotations

from fractions import Fraction

# Chi-square of one degree of freedom, as the table of the regulation's annex has it.
CHI_SQUARE = {99: Fraction("6.635"), 95: Fraction("3.841"), 90: Fraction("2.706")}
ERROR = Fraction("0.05")
_P_Q = Fraction(1, 4)


def target(population: int, confidence: int = 95) -> int:
    """How many of so many served should answer, by Krejcie and Morgan, rounded to the nearest as in the printed table.

    confidence: 99, 95 or 90 percent. Source: PermenPANRB 14/2017, annex; Krejcie and Morgan (1970).
    """
    if population <= 0:
        return 0
    spread = CHI_SQUARE[confidence] * _P_Q
    wanted = spread * population / (ERROR**2 * (population - 1) + spread)
    return int(wanted + Fraction(1, 2))


def response_rate(answered: int, invited: int) -> Fraction | None:
    """The part of those who were asked; None where nobody was."""
    return Fraction(answered, invited) if invited > 0 else None
