"""How long the bars of kept shares are; a drawing's own units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from queue_app.domain.citizen.scored import AIMED, LEAST, Sums

WIDTH = 400
AIM_X = round(WIDTH * AIMED)


class Bar(NamedTuple):
    """width, kept_pct: None where too few promises are behind a share."""

    name: str
    judged: int
    width: float | None
    kept_pct: float | None


def bar(name: str, sums: Sums) -> Bar:
    """As long as the share of its promises that were kept."""
    kept = kept_share(sums)
    told = (None, None) if kept is None else (round(WIDTH * kept, 1), 100 * kept)
    return Bar(name, sums.judged, *told)


def bars(lines: Iterable[tuple[str, Sums]]) -> list[Bar]:
    """One for each name."""
    return [bar(name, sums) for name, sums in lines]


def kept_share(sums: Sums) -> float | None:
    """None where too few promises can be judged."""
    return sums.shares.kept if sums.shares and sums.judged >= LEAST else None
