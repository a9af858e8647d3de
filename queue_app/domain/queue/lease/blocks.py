"""Which numbers are lent to a kiosk's computer, how many, and when more. Pure.

They lie behind all numbers that a series counts (numbering.LENT), so the counted ones have no gap and the two never
meet; within a block they rise, so that the papers of one kiosk are in the order in which they were given. A block is
lent once a day: what was not used of it is given to nobody else, for a paper with its number may lie about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from queue_app.domain.queue.numbering import LENT

MOST_BLOCKS = 10  # of one series and day to one computer: more asks for a person, not for numbers
QUOTA_SHARE = 10  # one in so many of the places that are left of a quota is lent to each computer
RETURNS: dict[str, str] = {  # code -> msgid
    "day_ended": "The day is over",
    "unpaired": "The kiosk was unpaired",
    "switched_off": "No more numbers are lent",
}


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers of one series and business date, both ends included."""

    series_id: int
    day: date
    first: int
    last: int

    def holds(self, number: int) -> bool:
        """Whether the number is one of them."""
        return self.first <= number <= self.last

    def meets(self, other: Block) -> bool:
        """Whether a number is in both."""
        is_same = (self.series_id, self.day) == (other.series_id, other.day)
        return is_same and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Held:
    """A block as the computer that holds it tells of it. next: the number that it gives next; behind last: used up."""

    block: Block
    next: int

    @property
    def left(self) -> int:
        """How many numbers it can still give."""
        return max(0, self.block.last - max(self.next, self.block.first) + 1)


def next_block(series_id: int, day: date, *, size: int, last_lent: int | None) -> Block | None:
    """The block behind everything that was lent of the series that day; None where nothing is left to lend."""
    first = max(LENT[0], (last_lent or 0) + 1)
    return Block(series_id, day, first, min(first + size - 1, LENT[-1])) if first <= LENT[-1] else None


def wants_more(held: Iterable[Held], *, size: int) -> bool:
    """Whether a computer with these blocks of one series and day is lent another one: below half of a block."""
    own = list(held)
    return len(own) < MOST_BLOCKS and 2 * sum(each.left for each in own) < size


def may_adopt(block: Block, others: Iterable[Block], *, size: int) -> bool:
    """Whether a block that nobody here knows is believed: the database was put back from a copy that is older.

    others: all that are known of its series and day.
    """
    is_whole = LENT[0] <= block.first <= block.last <= LENT[-1] and block.last - block.first < size
    return is_whole and not any(block.meets(each) for each in others)


def places(*, left: int, held: int, size: int) -> int:
    """How many places of a service's quota a computer shall hold for a day.

    left: places that nobody has taken and nobody holds. held: what this computer holds already. Near the end of a
    quota it holds none: those who are there now come before those who may come during an outage.
    """
    return min(size, (max(0, left) + held) // QUOTA_SHARE)
