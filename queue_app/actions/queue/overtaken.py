"""What became of a ticket, in words for an officer who came too late."""

from __future__ import annotations

from queue_app.domain.log.errors import AtOtherCounter, ByLang, IllegalTransition
from queue_app.domain.queue.lifecycle import ENDED, Action, State, after
from queue_app.store.desk import Work
from queue_app.store.office import accounts
from queue_app.store.office.now import office_at_work
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import LANGUAGES, clock_time, translate

HAPPENED: dict[State, str] = {  # state -> msgid
    State.WAITING: "it waits in the queue",
    State.CALLED: "{officer} called it to counter {counter} at {time}",
    State.SERVING: "{officer} serves it at counter {counter} since {time}",
    State.HELD: "{officer} put it on hold at {time}",
    State.FINISHED: "{officer} finished it at {time}",
    State.TRANSFERRED: "{officer} passed it on at {time}",
    State.NO_SHOW: "{officer} marked it as not there at {time}",
    State.CANCELLED: "it was cancelled at {time}",
    State.EXPIRED: "its day is over",
}
ON_PAPER = "it was entered afterwards from paper"  # a msgid


def require_legal(work: Work, found: TicketLeg, action: Action) -> None:
    """Raises IllegalTransition, which tells what happened, where `action` may not follow."""
    try:
        after(found.leg.state, action, number=found.shown)
    except IllegalTransition as exc:
        raise not_now(work, found, action) from exc


def not_now(work: Work, found: TicketLeg, action: Action) -> IllegalTransition:
    """The refusal of an action that comes too late, or too early."""
    return IllegalTransition(number=found.shown, state=_words(work, found), action=action.value)


def elsewhere(work: Work, found: TicketLeg) -> AtOtherCounter:
    """The refusal of an action on a ticket that is at somebody else's counter."""
    leg = found.leg
    names = _names(work, found)
    return AtOtherCounter(
        number=found.shown, counter=names["counter"], officer=names["officer"], since=leg.started_at or leg.called_at
    )


def _words(work: Work, found: TicketLeg) -> ByLang:
    is_on_paper = found.leg.state in ENDED and found.leg.ended_at is None
    msgid, names = ON_PAPER if is_on_paper else HAPPENED[found.leg.state], _names(work, found)
    return ByLang({lang: translate(lang, msgid, **names) for lang in LANGUAGES})


def _names(work: Work, found: TicketLeg) -> dict[str, object]:
    leg = found.leg
    at = leg.ended_at or leg.held_since or leg.started_at or leg.called_at or leg.queued_at
    return {
        "officer": accounts.names(work.connection, work.office.id).get(leg.officer_id or 0, "–"),
        "counter": office_at_work(work).numbers.get(leg.counter_id or 0, "–"),
        "time": clock_time(at, work.office.time_zone),
    }
