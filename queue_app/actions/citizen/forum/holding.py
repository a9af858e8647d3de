"""Writing a forum down, showing it to everybody, and saying what became of its promises."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

from queue_app.actions.citizen.complaints import attachments
from queue_app.domain.citizen.forum.forums import (
    PEOPLE_MOST,
    Became,
    Forum,
    Group,
    checked,
    checked_promise,
    checked_result,
)
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import ForumPromised, ForumPromiseEnded, ForumSet
from queue_app.store.citizen.forum import forums
from queue_app.store.citizen.forum.forums import KeptForum
from queue_app.store.desk import Desk, Work


def begin(desk: Desk, office_id: int, *, forum: Forum, by: int) -> int:
    """Writes a new one down, for the house only; gives its number. Raises BadInput."""
    good = checked(forum)
    with desk.transaction(office_id) as work:
        forum_id = forums.add(work.connection, office_id, good)
        _told(work, forums.one(work.connection, office_id, forum_id), by=by)
    return forum_id


def write(desk: Desk, office_id: int, forum_id: int, *, forum: Forum, counts: Mapping[Group, int], by: int) -> None:
    """What is told of it, and how many of each group came. Raises NotFound, BadInput."""
    good = checked(forum)
    if any(not 0 <= people <= PEOPLE_MOST for people in counts.values()):
        raise BadInput(field="people", expected=f"0-{PEOPLE_MOST}")
    with desk.transaction(office_id) as work:
        forums.one(work.connection, office_id, forum_id)
        forums.change(work.connection, forum_id, good, {group: people for group, people in counts.items() if people})
        _told(work, forums.one(work.connection, office_id, forum_id), by=by)


def publish(desk: Desk, office_id: int, forum_id: int, *, by: int) -> None:
    """From now on everybody reads it. It is not taken back: a promise is not unsaid. Raises NotFound."""
    with desk.transaction(office_id) as work:
        forums.one(work.connection, office_id, forum_id)
        forums.publish(work.connection, forum_id, is_published=True)
        _told(work, forums.one(work.connection, office_id, forum_id), by=by)


def keep_list(desk: Desk, office_id: int, forum_id: int, *, content: bytes, folder: Path) -> None:
    """Keeps the signed list as a sealed picture. Raises NotFound, and as attachments.store does."""
    with desk.reading() as connection:
        forums.one(connection, office_id, forum_id)
    (stored,) = attachments.store(desk, folder, [content])
    with desk.transaction(office_id) as work:
        forums.keep_list(work.connection, forum_id, stored_as=stored.stored_as, kind=stored.kind)


def promise(desk: Desk, office_id: int, forum_id: int, *, text: str, owner: str, due_on: date, by: int) -> int:
    """What was promised there, who owes it, by when: it stands as it was said. Raises NotFound, BadInput."""
    good = checked_promise(text, owner, due_on)
    with desk.transaction(office_id) as work:
        forums.one(work.connection, office_id, forum_id)
        promise_id = forums.add_promise(work.connection, office_id, forum_id, good)
        work.record(ForumPromised(promise_id, forum_id, due_on.isoformat(), _sum([good.text, good.owner]), by))
    return promise_id


def end(
    desk: Desk, office_id: int, forum_id: int, *, promise_id: int, became: Became, result: str, by: int
) -> None:  # fmt: skip
    """Says that a promise was kept today, or dropped and why, once. Raises NotFound, BadInput."""
    if became is Became.OPEN:
        raise BadInput(field="became", expected="kept, dropped")
    told = checked_result(result, became)
    with desk.transaction(office_id) as work:
        forums.one(work.connection, office_id, forum_id)
        forums.end_promise(work.connection, forum_id, promise_id, became=became, done_on=work.today, result=told)
        work.record(ForumPromiseEnded(promise_id, forum_id, became.value, work.today.isoformat(), by))


def _told(work: Work, kept: KeptForum, *, by: int) -> None:
    said = [*map(str, astuple(kept.forum)), sorted(kept.counts.items())]
    work.record(ForumSet(kept.id, kept.forum.held_on.isoformat(), kept.is_published, _sum(said), by))


def _sum(said: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
