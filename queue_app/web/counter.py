"""The officer's counter: each verb is one POST, answered by what it made of the counter.

The whole state follows over the live line, as after every change; an answer that repeated it would cost more than the
verb itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_wtf.csrf import generate_csrf

from queue_app.actions.paper import asked as paper_asked
from queue_app.actions.queue import absences, calls, corrections, counter, desks, remarks, visits
from queue_app.actions.queue.counter import Finish
from queue_app.actions.queue.visits import Onward
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import AT_COUNTER, Action, State
from queue_app.domain.queue.outcomes import CANCELS, HOLDS, OUTCOMES, PICKS, WITHDRAWALS
from queue_app.domain.queue.performance import DOUBTS
from queue_app.domain.queue.routing import REASONS, reason_values
from queue_app.screens import counter as known
from queue_app.screens import search
from queue_app.screens.audience import Audience, state_of
from queue_app.screens.state import ScreenState, moment, plain
from queue_app.store.office.now import office_now
from queue_app.store.queue import tickets
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import translate
from queue_app.web.frame import answers, payloads
from queue_app.web.frame.address import TEXT, Address, words
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import boot, config, desk, lang, paper_wish
from queue_app.web.frame.payloads import answer, read
from queue_app.web.frame.script_texts import script_texts

blueprint = Blueprint("counter", __name__)

VERBS: dict[str, tuple[Callable[..., TicketLeg], Action | None]] = {
    "recall": (counter.recall, Action.RECALL),
    "start": (counter.start, Action.START),
    "no-show": (counter.no_show, Action.NO_SHOW),
    "resume": (counter.resume, Action.RESUME),
    "restore": (absences.restore, Action.RESTORE),
    "undo": (corrections.take_back, None),
}
CHOICES: dict[str, Mapping[str, str]] = {
    "outcome": OUTCOMES,
    "hold": HOLDS,
    "pause": BREAKS,
    "pick": PICKS,
    "cancel": CANCELS,
    "doubt": DOUBTS,
    "withdraw": WITHDRAWALS,
}


def _audience() -> Audience:
    return Audience("desk", desk().office(officer().office_id), lang(), officer=officer())


def _state() -> ScreenState:
    with desk().reading() as connection:
        return state_of(connection, _audience(), now=desk().clock(), config=config())


def _done(
    found: TicketLeg, undoable: Action | None = None, *, leg_id: int | None = None, ahead: int | None = None
) -> Response:
    """What is open at the counter now, and what can be taken back until when.

    leg_id: of the leg that was acted on, where that led to another one. ahead: how many wait before one put back.
    """
    leg = found.leg
    is_here = leg.state in AT_COUNTER
    brief = {"leg_id": leg.leg_id, "number": found.shown, "state": leg.state, "call_count": leg.call_count}
    until = moment(desk().clock() + corrections.UNDO_WITHIN)
    undo = {"leg_id": leg_id or leg.leg_id, "action": undoable, "until": until} if undoable else None
    return answer({"open": brief if is_here else None, "undo": undo, "ahead": ahead})


def _ahead(found: TicketLeg) -> int | None:
    """How many wait before it; None where it does not wait."""
    if found.leg.state != State.WAITING:
        return None
    with desk().reading() as connection:
        return tickets.ahead_of(connection, found, now=desk().clock())


def _by_officer() -> dict[str, Any]:
    return {"desk": desk(), "office_id": officer().office_id, "officer_id": officer().officer_id}


@blueprint.get("/counter")
@Address(Right.SERVE, "The officer's counter")
def page() -> str:
    who = officer()
    with desk().reading() as connection:
        office = office_now(connection, who.office_id)
        return render_template(
            "counter.html",
            boot=boot(
                connection, _audience(), office, csrf=generate_csrf(), texts=script_texts(lang(), "counter.js"),
                rules={"recalls_before_no_show": office.rules.recalls_before_no_show},
                services=plain(known.known_services(connection, office, now=desk().clock(), lang=lang())),
                counters=plain(known.known_counters(office)),
                colleagues=plain(known.colleagues(connection, office, of=who.officer_id)),
                may_pick=Right.PICK in who.rights, may_take_over=Right.TAKE_OVER in who.rights,
                order=reason_values(None, None, office.policy),
                reasons={rule: translate(lang(), msgid) for rule, msgid in REASONS.items()},
                choices={
                    name: [{"code": code, "label": translate(lang(), msgid)} for code, msgid in choices.items()]
                    for name, choices in CHOICES.items()
                },
            ),
            user_name=who.name,
        )  # fmt: skip


@blueprint.get("/counter/state")
@Address(Right.SERVE, "What the counter shows now", gives=answers.DeskScreen)
def state() -> Response:
    return answer({"state": _state()})


@blueprint.get("/counter/search")
@Address(Right.SERVE, "Finds a ticket of today by its number or address", gives=answers.FoundTickets, query={"q": TEXT})
def find() -> Response:
    with desk().reading() as connection:
        found = search.found(connection, desk().office(officer().office_id), officer(),
                             typed=request.args.get("q", ""), now=desk().clock())  # fmt: skip
    return answer({"tickets": found})


@blueprint.post("/counter/open")
@Address.verb(Right.SERVE, "Opens a counter", body=payloads.OpenCounter, gives=answers.HeldDesk)
def open_counter() -> Response:
    held = desks.open_desk(**_by_officer(), counter_id=read(payloads.OpenCounter).counter_id)
    return answer({"desk": held.counter_id})


@blueprint.post("/counter/take-over")
@Address.verb(
    Right.TAKE_OVER, "Takes a counter over from an absent officer", body=payloads.OpenCounter, gives=answers.HeldDesk
)
def take_over() -> Response:
    held = desks.take_over(**_by_officer(), counter_id=read(payloads.OpenCounter).counter_id)
    return answer({"desk": held.counter_id})


@blueprint.post("/counter/close")
@Address.verb(Right.SERVE, "Closes the counter", body=payloads.Nothing, gives=answers.HeldDesk)
def close_counter() -> Response:
    read(payloads.Nothing)
    desks.close_desk(**_by_officer())
    return answer({"desk": None})


@blueprint.post("/counter/pause")
@Address.verb(Right.SERVE, "A break, or back office", body=payloads.Pause, gives=answers.DeskPresence)
def pause() -> Response:
    asked = read(payloads.Pause)
    desks.pause(**_by_officer(), status=asked.kind, reason=asked.reason)
    return answer({"status": asked.kind})


@blueprint.post("/counter/back")
@Address.verb(Right.SERVE, "Back from the break", body=payloads.Nothing, gives=answers.DeskPresence)
def come_back() -> Response:
    read(payloads.Nothing)
    desks.come_back(**_by_officer())
    return answer({"status": "serving"})


@blueprint.post("/counter/hand-over")
@Address.verb(Right.SERVE, "Hands the counter over to a colleague", body=payloads.HandOver, gives=answers.HeldDesk)
def hand_over() -> Response:
    desks.hand_over(**_by_officer(), to_officer_id=read(payloads.HandOver).officer_id)
    return answer({"desk": None})


@blueprint.post("/counter/call-next")
@Address.verb(Right.SERVE, "Calls the next", body=payloads.Nothing)
def call_next() -> Response:
    read(payloads.Nothing)
    return _done(calls.call_next(**_by_officer()), Action.CALL)


@blueprint.post("/counter/call")
@Address.verb(Right.PICK, "Calls one ticket out of order", body=payloads.CallTicket)
def call_ticket() -> Response:
    asked = read(payloads.CallTicket)
    return _done(calls.call_ticket(**_by_officer(), leg_id=asked.leg_id, reason=asked.reason), Action.CALL)


@blueprint.post("/counter/call-service")
@Address.verb(Right.PICK, "Calls the next of one service, out of order", body=payloads.CallService)
def call_service() -> Response:
    asked = read(payloads.CallService)
    return _done(calls.call_service(**_by_officer(), service_id=asked.service_id, reason=asked.reason), Action.CALL)


@blueprint.post("/counter/finish")
@Address.verb(Right.SERVE, "Finishes, with what became of it", body=payloads.FinishLeg)
def finish() -> Response:
    asked = read(payloads.FinishLeg)
    done = Finish(asked.outcome, asked.documents, tuple(asked.missing), asked.next_service_id, asked.stay, asked.family)
    return _done(counter.finish(**_by_officer(), leg_id=asked.leg_id, done=done), Action.FINISH, leg_id=asked.leg_id)


@blueprint.post("/counter/hold")
@Address.verb(Right.SERVE, "Lets the citizen go and come back", body=payloads.Hold)
def hold() -> Response:
    asked = read(payloads.Hold)
    held = counter.hold(**_by_officer(), leg_id=asked.leg_id, reason=asked.reason, back_in_min=asked.back_in_min)
    return _done(held, Action.HOLD)


@blueprint.post("/counter/transfer")
@Address.verb(Right.SERVE, "Sends on to a service, a counter or an officer", body=payloads.Transfer)
def transfer() -> Response:
    asked = read(payloads.Transfer)
    to = Onward(asked.service_id, asked.counter_id, asked.officer_id, asked.come_back, asked.note)
    return _done(visits.transfer(**_by_officer(), leg_id=asked.leg_id, to=to), Action.TRANSFER, leg_id=asked.leg_id)


@blueprint.post("/counter/cancel")
@Address.verb(Right.SERVE, "Cancels a ticket", body=payloads.Cancel)
def cancel() -> Response:
    asked = read(payloads.Cancel)
    return _done(absences.cancel(**_by_officer(), leg_id=asked.leg_id, reason=asked.reason), Action.CANCEL)


@blueprint.post("/counter/note")
@Address.verb(Right.SERVE, "Writes a note", body=payloads.WriteNote)
def note() -> Response:
    asked = read(payloads.WriteNote)
    return _done(remarks.note(**_by_officer(), leg_id=asked.leg_id, text=asked.text))


@blueprint.post("/counter/mark-time")
@Address.verb(Right.SERVE, "Doubts the time of a finished leg, as its officer or as a supervisor", body=payloads.OneLeg)
def mark_time() -> Response:
    leg_id = read(payloads.OneLeg).leg_id
    return _done(remarks.mark_time(**_by_officer(), leg_id=leg_id, is_supervisor=_is_supervisor()))


@blueprint.post("/counter/withdraw-doubt")
@Address.verb(Right.SERVE, "Takes the own doubt back, or withdraws another's", body=payloads.WithdrawDoubt)
def withdraw_doubt() -> Response:
    asked = read(payloads.WithdrawDoubt)
    withdrawn = remarks.withdraw_doubt(
        **_by_officer(), leg_id=asked.leg_id, why=asked.why, is_supervisor=_is_supervisor(), reason=asked.reason,
        text=asked.text,
    )  # fmt: skip
    return _done(withdrawn)


@blueprint.post("/counter/dispute-doubt")
@Address.verb(Right.SERVE, "Says that another's doubt about the own time is wrong", body=payloads.DisputeDoubt)
def dispute_doubt() -> Response:
    asked = read(payloads.DisputeDoubt)
    return _done(remarks.dispute_doubt(**_by_officer(), leg_id=asked.leg_id, why=asked.why))


def _is_supervisor() -> bool:
    return Right.WATCH in officer().rights


@blueprint.post("/counter/print")
@Address.verb(Right.MIND_PAPER, "Prints a ticket: its first paper, or a copy that says so", body=payloads.OneLeg)
def print_paper() -> Response:
    leg_id = read(payloads.OneLeg).leg_id
    who = officer()
    paper_asked.print_ticket(desk(), who.office_id, leg_id, wish=paper_wish(), by=who.officer_id)
    with desk().reading() as connection:
        return _done(tickets.ticket_leg(connection, who.office_id, leg_id))


@blueprint.post("/counter/<verb>")
@Address(
    Right.SERVE,
    "The verbs that need no more than the leg",
    body=payloads.OneLeg,
    gives=answers.Done,
    refuses=(404, 409),
    blanks={"verb": words(VERBS)},
)
def with_leg(verb: str) -> Response:
    if verb not in VERBS:
        raise NotFound(what="page")
    act, undoable = VERBS[verb]
    found = act(**_by_officer(), leg_id=read(payloads.OneLeg).leg_id)
    return _done(found, undoable, ahead=_ahead(found))  # of these only what is restored or undone can wait again
