"""Several people at one report in the same moment: one is taken, the others are told, and nothing is half done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from queue_app.actions.evidence import evaluations, own_letter
from queue_app.domain.evidence.cycle import State
from queue_app.domain.log.errors import QueueError
from tests.evidence import Unit


def at_once(*steps: Callable[[], None]) -> Counter[str]:
    """How each ended: done, or the code of its refusal."""
    start = Barrier(len(steps))

    def run(step: Callable[[], None]) -> str:
        start.wait()
        try:
            step()
        except QueueError as exc:
            return exc.code
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        return Counter(pool.map(run, steps))


def test_two_supervisors_publish_at_once(unit: Unit) -> None:
    desk, whose = unit.office.desk, unit.whose
    both = [unit.tini, unit.office.officers["sri"]]

    ended = at_once(*(lambda by=by: evaluations.publish(desk, whose, by=by, seen=0) for by in both))

    assert ended == {"done": 1, "letter_changed": 1}
    assert [each["version"] for each in unit.told("evidence.published")] == [1]


def test_a_dispute_and_two_locks_at_once_are_one_of_both(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()
    desk, whose, seen = unit.office.desk, unit.whose, unit.seen()

    at_once(
        lambda: evaluations.lock(desk, whose, by=unit.tini, seen=seen),
        lambda: own_letter.dispute(desk, whose, about="", reason="Tunggu."),
        lambda: evaluations.lock(desk, whose, by=unit.office.officers["sri"], seen=seen),
    )

    came = Counter(each["kind"] for each in unit.told())
    assert came["evidence.locked"] + came["evidence.disputed"] == 1
    assert unit.state() is (State.LOCKED if came["evidence.locked"] else State.DISPUTED)
