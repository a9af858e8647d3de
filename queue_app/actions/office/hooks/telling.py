"""The steps of telling a hook: take a turn at it, what comes next, and what became of it.

Messages of one ticket go in the order of the log. A receiver that is away makes all of its own wait, and nobody
else's; one that will not take a message makes those of the same ticket wait behind it. Nothing is written twice and
nothing is lost: up to where it was told is written after the receiver said that it has it, so that a worker that is
killed between the two tells that one message again, under the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queue_app.actions.office.hooks.setting import pause
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.domain.office.hooks import kinds, message, pacing
from queue_app.domain.office.hooks.pacing import Answer, Verdict
from queue_app.store.desk import Desk
from queue_app.store.office.hooks import claims, outbox, rows
from queue_app.store.office.hooks.claims import Due, Turn
from queue_app.store.office.hooks.outbox import Logged
from queue_app.store.office.hooks.rows import HookRow

SKIPPED = 500  # events that a hook does not want, after which it is noted that they were looked at


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it goes out. secrets: open; each signs it. seq: None of a test. is_held: it was tried before."""

    address: str
    secrets: Sequence[str]
    id: str
    kind: str
    body: bytes
    seq: int | None = None
    subject: str = ""
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """letter: None where there is nothing to tell now. passed: the log was looked through up to there.

    behind: messages that must wait behind one that was not taken: number and subject. lost: those of whose rows
    nothing is left.
    """

    hook: HookRow
    letter: Letter | None
    passed: int
    behind: Sequence[tuple[int, str]] = ()
    lost: Sequence[int] = ()

    @property
    def is_worth_noting(self) -> bool:
        """Whether the next look should not look through the same again."""
        return bool(self.behind or self.lost) or self.passed - self.hook.told_seq >= SKIPPED

    @property
    def is_all_told(self) -> bool:
        """Whether there is nothing to tell before something happens, or what is held back may be tried again."""
        return self.letter is None and self.hook.next_at is None


@dataclass(frozen=True, slots=True)
class Noted:
    """goes_on: it still is this worker's turn, and the next message may be tried. paused: why the hook now is."""

    goes_on: bool
    paused: str | None = None


def due(desk: Desk) -> list[Due]:
    """Hooks of every office for which there may be something to tell, and that no worker has now."""
    with desk.reading() as connection:
        return claims.due(connection, now=desk.clock())


def next_of(desk: Desk, found: Due) -> Next | None:
    """What the hook is to be told now. None: it is there no more."""
    with desk.reading() as connection:
        hook = next((each for each in rows.of_office(connection, found.office_id) if each.id == found.hook_id), None)
        return None if hook is None else _next(desk, connection, hook)


def take_turn(desk: Desk, hook_id: int, worker: str) -> bool:
    """Whether the hook is this worker's now."""
    with desk.beside() as connection:
        return claims.claim(connection, hook_id, worker, now=desk.clock())


def end_turn(desk: Desk, hook_id: int, worker: str) -> None:
    """Whoever comes next may have it at once."""
    with desk.beside() as connection:
        claims.release(connection, hook_id, worker)


def note_passed(desk: Desk, found: Next, worker: str) -> bool:
    """Writes up to where the log was looked through; whether it still is this worker's turn."""
    now, turn = desk.clock(), Turn(found.hook.id, worker, found.hook.told_seq)
    with desk.beside() as connection:
        is_mine = claims.move_on(connection, turn, now=now, told_seq=found.passed)
        if is_mine:
            claims.hold(connection, turn.hook_id, found.behind, next_at=now, tries=0)
            for seq in found.lost:
                claims.let_go(connection, turn.hook_id, seq)
    return is_mine


def note_answer(desk: Desk, found: Next, answer: Answer, worker: str, *, chance: float) -> Noted:
    """Writes what became of the letter.

    chance: evenly from 0 to 1, as pacing.wait_s takes it.
    """
    assert found.letter is not None  # noqa: S101 - there is no answer without one
    now, turn = desk.clock(), Turn(found.hook.id, worker, found.hook.told_seq)
    tried = {"hook_id": found.hook.id, "seq": found.letter.seq, "kind": found.letter.kind, "at": now}
    with desk.beside() as connection:
        values = _after(connection, found, answer, now, chance)
        is_mine = claims.move_on(connection, turn, now=now, **values)
        if is_mine:
            heard = {"took_ms": answer.took_ms, "status": answer.status, "fault": answer.fault}
            claims.note(connection, {**tried, **heard})
            _keep(connection, found, answer, now, chance)
    if not is_mine or found.letter.seq is None:
        return Noted(is_mine)
    if why := _ends(found.hook, answer, now):
        pause(desk, found.hook.office_id, found.hook.id, why=why, by=None)
        return Noted(goes_on=False, paused=why)
    return Noted(values["next_at"] is None)


def note_sealed(desk: Desk, hook: HookRow) -> Noted:
    """Its secret cannot be opened here: nothing is told unsigned."""
    with desk.beside() as connection:
        rows.change(connection, hook.id, test_asked=None)
    pause(desk, hook.office_id, hook.id, why="sealed", by=None)
    return Noted(goes_on=False, paused="sealed")


def _next(desk: Desk, connection: Connection, hook: HookRow) -> Next:
    now = desk.clock()
    if hook.test_asked is not None:
        return Next(hook, _test(desk, hook, now), hook.told_seq)
    if hook.paused_at is not None or not pacing.may_go(hook.next_at, now):
        return Next(hook, None, hook.told_seq)
    held = claims.held(connection, hook.id)
    lost: list[int] = []
    for seq in _heads(held, now):
        if logged := outbox.at(connection, hook.office_id, seq):
            letter = _letter(desk, connection, hook, logged, is_held=True)
            if letter is not None:
                return Next(hook, letter, hook.told_seq, lost=lost)
        lost.append(seq)
    if len(held) >= pacing.MOST_HELD:
        return Next(hook, None, hook.told_seq, lost=lost)
    return _fresh(desk, connection, hook, {subject for _seq, subject, _tries, _at in held}, lost)


def _heads(held: Sequence[tuple[int, str, int, datetime]], now: datetime) -> list[int]:
    """The first of each subject, where it may be tried again."""
    first: dict[str, tuple[int, datetime]] = {}
    for seq, subject, _tries, next_at in held:
        first.setdefault(subject, (seq, next_at))
    return [seq for seq, next_at in first.values() if pacing.may_go(next_at, now)]


def _fresh(desk: Desk, connection: Connection, hook: HookRow, blocked: set[str], lost: Sequence[int]) -> Next:
    """What the hook was not told yet, up to the first that may be told."""
    found, passed = outbox.behind(connection, hook.office_id, hook.told_seq, hook.kinds)
    behind: list[tuple[int, str]] = []
    for logged in found:
        subject = kinds.subject_of(logged.event)
        if subject in blocked:
            behind.append((logged.seq, subject))
        elif letter := _letter(desk, connection, hook, logged):
            return Next(hook, letter, logged.seq - 1, behind, lost)
    return Next(hook, None, passed, behind, lost)


def _letter(
    desk: Desk, connection: Connection, hook: HookRow, logged: Logged, *, is_held: bool = False
) -> Letter | None:
    """None where the rows of whom it is of are there no more."""
    facts = outbox.facts(connection, logged.event)
    if facts is None:
        return None
    office = desk.office(hook.office_id).slug
    return Letter(
        hook.address, _secrets(desk, hook), message.message_id(office, logged.seq, logged.link),
        kinds.TOLD[logged.event.kind].kind,
        message.body_of(office, logged.seq, logged.at, logged.event, facts), logged.seq,
        kinds.subject_of(logged.event), is_held,
    )  # fmt: skip


def _test(desk: Desk, hook: HookRow, now: datetime) -> Letter:
    office = desk.office(hook.office_id).slug
    name = f"{office}:test-{hook.test_asked}"
    return Letter(hook.address, _secrets(desk, hook), name, kinds.TEST, message.trial_body(office, now))


def _secrets(desk: Desk, hook: HookRow) -> list[str]:
    """Open, the newest first; none where they were closed under another seal file."""
    kept = [hook.secret]
    if hook.old_secret is not None and hook.old_until is not None and desk.clock() < hook.old_until:
        kept.append(hook.old_secret)
    try:
        return [desk.seal.open(each) for each in kept]
    except SealBroken:
        return []


def _after(connection: Connection, found: Next, answer: Answer, now: datetime, chance: float) -> dict[str, Any]:
    """The columns of the hook that follow from an answer."""
    hook, letter = found.hook, found.letter
    if letter is None or letter.seq is None:
        return {"test_asked": None}
    verdict = answer.verdict
    reached = {} if letter.is_held or verdict in {Verdict.AWAY, Verdict.GONE} else {"told_seq": letter.seq}
    if verdict is Verdict.TAKEN:
        is_well = not (letter.is_held or claims.held(connection, hook.id))
        return {**reached, "failures": 0, "failing_since": None if is_well else hook.failing_since, "next_at": None}
    failures = hook.failures + 1
    since = {"failures": failures, "failing_since": hook.failing_since or now}
    waits = failures if verdict is Verdict.AWAY else failures - pacing.PATIENT_WITH
    next_at = now + timedelta(seconds=pacing.wait_s(waits, chance, asked_s=answer.wait_s)) if waits > 0 else None
    return {**reached, **since, "next_at": next_at}


def _keep(connection: Connection, found: Next, answer: Answer, now: datetime, chance: float) -> None:
    """The rows of what is held back that follow from it."""
    hook, letter = found.hook, found.letter
    if letter is None or letter.seq is None:
        return
    if answer.verdict is Verdict.TAKEN and letter.is_held:
        claims.let_go(connection, hook.id, letter.seq)
        if not claims.held(connection, hook.id):
            rows.change(connection, hook.id, failing_since=None)
    elif answer.verdict is Verdict.REFUSED and letter.is_held:
        tries = next(tries for seq, _subject, tries, _at in claims.held(connection, hook.id) if seq == letter.seq)
        wait = timedelta(seconds=pacing.wait_s(tries + 1, chance))
        claims.put_off(connection, hook.id, letter.seq, next_at=now + wait)
    elif answer.verdict is Verdict.REFUSED:
        wait = timedelta(seconds=pacing.wait_s(1, chance))
        claims.hold(connection, hook.id, [(letter.seq, letter.subject)], next_at=now + wait, tries=1)


def _ends(hook: HookRow, answer: Answer, now: datetime) -> str | None:
    """Why the hook is paused now, if it is."""
    if answer.verdict is Verdict.GONE:
        return "gone"
    is_over = hook.failing_since is not None and now - hook.failing_since >= pacing.GIVE_UP
    if answer.verdict is Verdict.TAKEN or not is_over:
        return None
    return "silent" if answer.verdict is Verdict.AWAY else "refused"
