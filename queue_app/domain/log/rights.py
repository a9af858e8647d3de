"""Who may do what: one table for people and one for devices, for every page, screen and change."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"  # calls and serves
    SUPERVISOR = "supervisor"  # serves, watches waits and times, calls out of order
    HEAD = "head"  # watches, and closes services
    ADMINISTRATOR = "administrator"  # sets the office up
    AUDITOR = "auditor"  # reads the log, and nothing else
    INSPECTOR = "inspector"  # receives reports about integrity, and nothing else


class DeviceKind(StrEnum):
    KIOSK = "kiosk"
    DISPLAY = "display"
    SURVEY = "survey"
    PRINTER = "printer"  # a computer that owns a ticket printer


class Right(StrEnum):
    OPEN = "open"  # everyone in the building
    SIGNED_IN = "signed_in"  # whoever has an account
    SERVE = "serve"  # call and serve at a counter
    PICK = "pick"  # call out of order, with a reason
    TAKE_OVER = "take_over"  # take a counter that an absent officer still holds
    WATCH = "watch"  # waits and officers' times
    CLOSE_SERVICES = "close_services"  # close a service by hand, and open it again
    PREVIEW = "preview"  # replay a past day under another order
    SET_UP = "set_up"  # services, counters, officers, devices
    AUDIT = "audit"  # read the log
    TRAIN = "train"  # hold a training on a copy of the office
    TAKE_NUMBERS = "take_numbers"  # a kiosk's
    SHOW_CALLS = "show_calls"  # a display's
    ANSWER = "answer"  # a survey tablet's
    MIND_PAPER = "mind_paper"  # say what became of a paper, print one again, put a roll in
    VOID_FLOODS = "void_floods"  # take numbers out of the queue that no citizen took
    HISTORY = "history"  # past days of the office, and how many counters they ask for; of no officer
    OWN_EVIDENCE = "own_evidence"  # one's own times, records and reports
    EVALUATE = "evaluate"  # the team's: reports, disputes, feedback
    TEAM = "team"  # courses, gaps and recognition of the unit as a whole; of no officer
    AGGREGATES = "aggregates"  # the unit's as a whole; one officer's for a reason, which is logged
    SURVEYS = "surveys"  # figures and comments of the citizens' survey
    ENTER_FORMS = "enter_forms"  # take in forms on paper, and files of them
    COMPLAINTS = "complaints"  # what citizens bring: each sees the own track, and never what is about them
    INTEGRITY = "integrity"  # reports about integrity
    PUBLISH = "publish"  # publish the survey, and plan what follows from it
    PRIVACY = "privacy"  # the register of privacy, and breaches
    LOOK_AFTER = "look_after"  # read what ails the installation: server, backups, devices
    PRINT = "print"  # a printer's computer; always paired, for it says what became of a citizen's paper


_EVERYONE = frozenset({Right.OPEN})
_OFFICER = _EVERYONE | {
    Right.SIGNED_IN, Right.SERVE, Right.MIND_PAPER, Right.VOID_FLOODS, Right.TRAIN, Right.OWN_EVIDENCE,
}  # fmt: skip
_WATCHES = _EVERYONE | {
    Right.SIGNED_IN, Right.WATCH, Right.CLOSE_SERVICES, Right.PREVIEW, Right.MIND_PAPER, Right.VOID_FLOODS,
    Right.HISTORY,
}  # fmt: skip
_HEARS = frozenset({Right.COMPLAINTS, Right.SURVEYS, Right.PUBLISH})  # what citizens say, and answers for it
RIGHTS: dict[Role | None, frozenset[Right]] = {
    None: _EVERYONE,
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _OFFICER | _WATCHES | _HEARS | {
        Right.PICK, Right.TAKE_OVER, Right.EVALUATE, Right.TEAM, Right.ENTER_FORMS,
    },
    Role.HEAD: _WATCHES | _HEARS | {Right.AGGREGATES, Right.TEAM, Right.PRIVACY, Right.LOOK_AFTER},
    Role.ADMINISTRATOR: _WATCHES | {
        Right.SET_UP, Right.AUDIT, Right.TRAIN, Right.ENTER_FORMS, Right.PRIVACY, Right.LOOK_AFTER,
    },
    Role.AUDITOR: _EVERYONE | {Right.SIGNED_IN, Right.AUDIT},
    Role.INSPECTOR: _EVERYONE | {Right.SIGNED_IN, Right.COMPLAINTS, Right.INTEGRITY},
}  # fmt: skip
DEVICE_RIGHTS: dict[DeviceKind, frozenset[Right]] = {
    DeviceKind.KIOSK: frozenset({Right.TAKE_NUMBERS}),
    DeviceKind.DISPLAY: frozenset({Right.SHOW_CALLS}),
    DeviceKind.SURVEY: frozenset({Right.ANSWER}),
    DeviceKind.PRINTER: frozenset({Right.PRINT}),
}
ALWAYS_PAIRED = frozenset({Right.PRINT})  # asked of a device in every office
# What an office asks a pairing for. Where it pairs no devices, everyone before its screens has these.
OF_DEVICES = frozenset[Right]().union(*DEVICE_RIGHTS.values())


def may(role: Role | None, right: Right) -> bool:
    """Whether someone of `role` (None: nobody signed in) has `right`."""
    return right in RIGHTS[role]


def rights_of(role: Role, *, may_pick: bool) -> frozenset[Right]:
    """A person's rights. may_pick: the office lets this officer call out of order; it makes nobody else a caller."""
    rights = RIGHTS[role]
    return rights | {Right.PICK} if may_pick and Right.SERVE in rights else rights


def device_for(right: Right) -> DeviceKind:
    """The kind of device that has a right of OF_DEVICES; one right is never shared by two kinds."""
    return next(kind for kind, rights in DEVICE_RIGHTS.items() if right in rights)
