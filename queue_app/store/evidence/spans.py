"""By which rows a span is answered: whole months where there are any, days at its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from queue_app.store.evidence.months import end_of, month_of
from queue_app.store.evidence.rollups import Piece
from queue_app.store.evidence.tables import Grain

A_DAY = timedelta(days=1)


def in_days(first: date, last: date, without: Iterable[date] = ()) -> list[Piece]:
    """A span by the rows of its days, but some."""
    found, begin = [], first
    for day in sorted(each for each in without if first <= each <= last):
        found.append(Piece(Grain.DAY, begin, day - A_DAY))
        begin = day + A_DAY
    return [each for each in (*found, Piece(Grain.DAY, begin, last)) if each.first <= each.last]


def in_months(first: date, last: date, *, unsummed: Iterable[date], without: Iterable[date] = ()) -> list[Piece]:
    """A span by the rows of its whole months; of a month that has a day unsummed, or left out, by those of its days."""
    left_out = list(without)
    by_days = {month_of(day) for day in (*unsummed, *left_out)}
    found: list[Piece] = []
    for begin, end in months_of(first, last):
        is_whole = begin.day == 1 and end == end_of(begin) and begin not in by_days
        for piece in [Piece(Grain.MONTH, begin, begin)] if is_whole else in_days(begin, end, left_out):
            _add(found, piece)
    return found


def months_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of a span in each month that it touches."""
    while first <= last:
        end = min(last, end_of(month_of(first)))
        yield first, end
        first = end + A_DAY


def _add(pieces: list[Piece], more: Piece) -> None:
    """One question less where rows of one grain follow each other."""
    if pieces and pieces[-1].grain is more.grain and _behind(pieces[-1]) == more.first:
        pieces[-1] = pieces[-1]._replace(last=more.last)
    else:
        pieces.append(more)


def _behind(piece: Piece) -> date:
    return (end_of(piece.last) if piece.grain is Grain.MONTH else piece.last) + A_DAY
