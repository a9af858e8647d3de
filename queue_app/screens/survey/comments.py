"""What people wrote, as far as it may be read. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import window
from queue_app.domain.citizen.survey.read_comments import Readable, readable
from queue_app.store.citizen.survey import comments, turnout
from queue_app.store.office import catalogue


class Read(NamedTuple):
    """waiting: how many may not be read yet; none of today, or one more would tell who just pressed.

    tags: every tag of the office, with how often it is used.
    """

    comments: Sequence[Readable]
    waiting: int
    tags: Mapping[str, int]
    services: Mapping[int, str]


def read(
    connection: Connection, office_id: int, *, today: date, lang: str, search: str = "", tag: str = ""
) -> Read:  # fmt: skip
    """Those with the words and the tag; of all where neither is asked."""
    first = window.comments_from(today)
    kept = comments.comments(connection, office_id, first, today - timedelta(days=1))
    shown, waiting = readable(kept, turnout.served_by_day(connection, office_id, first, today), today)
    tags = Counter(each for comment in shown for each in comment.tags)
    words = search.casefold().split()
    found = [
        each for each in shown
        if (not tag or tag in each.tags) and all(word in each.text.casefold() for word in words)
    ]  # fmt: skip
    names = {each.id: each.name(lang) for each in catalogue.services(connection, office_id)}
    return Read(found, waiting, dict(sorted(tags.items())), names)
