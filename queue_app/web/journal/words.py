"""The words of the log: a sentence for every kind of event, and what its codes mean. Tables only."""

from __future__ import annotations

from collections.abc import Mapping

from queue_app.domain.log import clock
from queue_app.domain.office import hours
from queue_app.domain.paper.jobs import DECISIONS
from queue_app.domain.queue import desks, numbering, outcomes, performance, routing
from queue_app.domain.queue.lifecycle import Action
from queue_app.screens import equipment

GROUPS: dict[str, str] = {
    "ticket": "Tickets",
    "desk": "Counters",
    "service": "Services",
    "flood": "Floods of numbers",
    "account": "Sign-in and passwords",
    "device": "Devices",
    "training": "Training",
    "day": "Notes on days",
    "log": "The log itself",
    "clock": "The server's clock",
    "setup": "Set-up",
    "history": "History of another system",
}
WORDS: dict[str, str] = {  # kind -> msgid
    "ticket.issued": "Ticket {ticket} was taken for {service}.",
    "ticket.called": "Ticket {ticket} was called to counter {counter}.",
    "ticket.recalled": "Ticket {ticket} was called again to counter {counter}.",
    "ticket.started": "Ticket {ticket}: service began at counter {counter}.",
    "ticket.held": "Ticket {ticket} was put on hold at counter {counter}.",
    "ticket.resumed": "Ticket {ticket} was taken off hold at counter {counter}.",
    "ticket.finished": "Ticket {ticket} was finished at counter {counter}.",
    "ticket.transferred": "Ticket {ticket} was sent from counter {counter} to {service}.",
    "ticket.continued": "Ticket {ticket} went on from counter {counter} to {service}.",
    "ticket.no_show": "Ticket {ticket} did not come to counter {counter}.",
    "ticket.restored": "Ticket {ticket} waits again.",
    "ticket.cancelled": "Ticket {ticket} was cancelled.",
    "ticket.expired": "Ticket {ticket} expired.",
    "ticket.served_on_paper": "Ticket {ticket} of {business_date} was served; entered from paper, times not known.",
    "ticket.left_on_paper": "Ticket {ticket} of {business_date} was not served; entered from paper.",
    "ticket.carried": "Ticket {ticket} goes on as ticket {next_ticket}.",
    "ticket.noted": "A note was written about ticket {ticket}.",
    "ticket.time_marked": "Ticket {ticket}: its time is marked as inaccurate.",
    "ticket.doubt_withdrawn": "Ticket {ticket}: the doubt about its time was withdrawn.",
    "ticket.doubt_disputed": "Ticket {ticket}: its officer disputes the doubt about its time.",
    "ticket.reprinted": "Ticket {ticket} was printed again, as copy {copy_no}.",
    "ticket.paper_decided": "Somebody looked for the paper of ticket {ticket}.",
    "ticket.undone": "Ticket {ticket}: the last action was undone.",
    "desk.opened": "Counter {counter} was opened.",
    "desk.closed": "Counter {counter} was closed.",
    "desk.taken_over": "Counter {counter} was taken over by {by}.",
    "desk.handed_over": "Counter {counter} was handed over to {to_officer}.",
    "desk.paused": "Counter {counter} calls nobody for a while.",
    "desk.back": "Counter {counter} calls again.",
    "service.closed": "{service} was closed by hand.",
    "service.reopened": "{service} was opened again.",
    "service.standard_set": "The standard time of {service} is {minutes} minutes from {from_day} on.",
    "flood.noticed": "{tickets} numbers were taken faster than people can. Flood {flood_id}",
    "flood.settled": "{tickets} numbers of flood {flood_id} were cancelled.",
    "account.signed_in": "{officer} signed in.",
    "account.refused": "A sign-in was refused. Account: {officer}",
    "account.signed_out": "{officer} signed out.",
    "account.password_set": "A new password was set for {officer}.",
    "device.paired": "The device “{device}” was paired.",
    "device.revoked": "The device “{device}” was unpaired.",
    "training.held": "{officer} held a training. Nothing of it is in the figures.",
    "day.noted": "A note was written on {business_date}.",
    "day.note_removed": "A note on {business_date} was taken off.",
    "log.head_mailed": "The head of the log, entry {head_seq}, was sent by mail to those who keep it.",
    "clock.jumped": "The server's clock was set forward by {by_s}.",
    "setup.changed": "Set-up: {what} {key}",
    "history.imported": "{visits} visits of another system were taken over, of {first_day} to {last_day}.",
    "history.visit": "A visit of {business_date} was taken over from another system.",
}
WITHOUT: dict[tuple[str, str], str] = {  # (kind, field) -> msgid, said instead where the field holds nothing, or ALWAYS
    ("ticket.time_marked", "why"): "Ticket {ticket}: its time counts again; the mark was taken back.",
    ("service.standard_set", "from_day"): "The standard time of {service} is {minutes} minutes.",
    ("flood.settled", "tickets"): "The numbers of flood {flood_id} are real; they wait on.",
}
BELOW: dict[tuple[str, str], str] = {  # (kind, field) -> msgid, said instead where the field is less than nothing
    ("clock.jumped", "by_s"): "The server's clock was set back by {by_s}.",
}
NO_ACTOR = "account.refused"  # its officer is the one whom somebody claimed to be
ENDINGS: dict[str, str] = {
    desks.Ending.CLOSED: "by its officer",
    desks.Ending.HANDED_OVER: "handed over",
    desks.Ending.DAY_END: "left open, closed at the end of the day",
}
STATUSES: dict[str, str] = {"break": "Break", "back_office": "Back office"}
SETUP: dict[str, str] = {  # what of the set-up was changed
    "office": "office",
    "policy": "order of the queue",
    "room": "look and voice of the room",
    "rules": "rules of the counter",
    "targets": "limits of the day",
    "hours": "opening hours",
    "season": "season",
    "special_day": "special day",
    "holiday": "holiday",
    "text": "text",
    "group": "group of services",
    "series": "series",
    "service": "service",
    "standard": "service standard",
    "zone": "zone",
    "counter": "counter",
    "officer": "officer",
    "first_step": "first steps",
    "device": "device",
    "printer": "printer",
    "order": "order of the buttons",
    "ticket_line": "paper ticket",
    "clip": "voice clip",
    "media": "picture or video",
}
ACTIONS: dict[str, str] = {
    Action.CALL: "Call",
    Action.RECALL: "Call again",
    Action.START: "Start service",
    Action.HOLD: "Hold",
    Action.RESUME: "Resume",
    Action.TRANSFER: "Transfer",
    Action.FINISH: "Finish",
    Action.NO_SHOW: "No-show",
    Action.RESTORE: "Restore",
    Action.CANCEL: "Cancel",
    Action.EXPIRE: "Expire",
}
CALLED: dict[str, str] = {  # the log holds no numbers of that day's order, and those of today may be others
    **routing.REASONS,
    "regular_turn": "Regular, as call {regular_run} in a row; priority tickets wait as well.",
    "priority_turn": "Priority; it was its turn among the regular ones.",
    "aged_regular": "Regular; had waited longer than the first priority ticket with its head start.",
    "aged_priority": "Priority; with its head start it had waited longest.",
    "appointed": "Appointment; its time had come.",
    "help": "Help for other counters; had waited too long there.",
    "out_of_order": "Called out of order.",
}
CODES: dict[tuple[str, str], Mapping[str, str]] = {  # (kind, field) -> code -> msgid
    ("ticket.issued", "source"): numbering.SOURCES,
    ("ticket.called", "rule"): CALLED,
    ("ticket.called", "reason"): outcomes.PICKS,
    ("ticket.held", "reason"): outcomes.HOLDS,
    ("ticket.finished", "outcome"): outcomes.OUTCOMES,
    ("ticket.cancelled", "reason"): {**outcomes.CANCELS, **outcomes.VOIDS},
    ("ticket.expired", "reason"): outcomes.EXPIRIES,
    ("ticket.time_marked", "why"): performance.DOUBTS,
    ("ticket.doubt_withdrawn", "why"): performance.DOUBTS,
    ("ticket.doubt_withdrawn", "reason"): outcomes.WITHDRAWALS,
    ("ticket.doubt_disputed", "why"): performance.DOUBTS,
    ("ticket.undone", "action"): ACTIONS,
    ("ticket.paper_decided", "decision"): DECISIONS,
    ("desk.closed", "how"): ENDINGS,
    ("desk.paused", "status"): STATUSES,
    ("desk.paused", "reason"): desks.BREAKS,
    ("service.closed", "reason"): hours.CLOSINGS,
    ("device.paired", "device_kind"): equipment.NAMES,
    ("clock.jumped", "how"): clock.KNOWN_BY,
}
DETAILS: dict[str, str] = {  # field -> msgid, said after the sentence where the field holds something
    "to_counter": "to counter {to_counter}",
    "to_officer": "to {to_officer}",
    "back_service": "comes back to {back_service}",
    "back_counter": "comes back to counter {back_counter}",
    "documents": "documents: {documents}",
    "missing": "missing: {missing}",
    "back_at": "back at {back_at}",
    "reopens_at": "expected to open: {reopens_at}",
}
LOOKED_UP: dict[str, tuple[str, str]] = {  # field -> its name in sentences, and the field of Names
    "ticket_id": ("ticket", "tickets"),
    "next_ticket_id": ("next_ticket", "tickets"),
    "service_id": ("service", "services"),
    "back_service_id": ("back_service", "services"),
    "counter_id": ("counter", "counters"),
    "to_counter_id": ("to_counter", "counters"),
    "back_counter_id": ("back_counter", "counters"),
    "officer_id": ("officer", "officers"),
    "to_officer_id": ("to_officer", "officers"),
    "by_id": ("by", "officers"),
    "device_id": ("device", "devices"),
}
UNKNOWN = "–"
