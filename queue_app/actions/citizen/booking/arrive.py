"""Somebody comes at the booked time: a number, without taking one more of the day's."""

from __future__ import annotations

from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue.tickets import Issued
from queue_app.store.desk import Desk


def arrive(
    desk: Desk, office_id: int, *, code: str, print_it: PaperWish | None = None, officer_id: int | None = None
) -> Issued:
    """The ticket of a booking, the same one whenever it is asked again (`is_new` False then, and nothing is printed).

    code: as it is typed, or the link of its page as a scanner reads it.
    Raises NotFound, BookingOver (moved, cancelled, missed), TooEarly, BookedForOtherDay, SeriesFull.
    """
    raise NotImplementedError
