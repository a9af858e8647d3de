"""Paper: what can become of a print job, and what a printer can say of itself. Pure."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    QUEUED = "queued"  # nothing of it has reached a printer yet, also after a refusal
    SENT = "sent"  # handed to a printer; with sent_at every byte was taken, without it its fate is not known yet
    CONFIRMED = "confirmed"  # the printer said, in its turn, that it had printed it; or an officer saw it
    FAILED = "failed"  # it broke off in the middle: paper may be half printed, and staff decide
    ABANDONED = "abandoned"  # no paper is wanted any more


class Outcome(StrEnum):
    """What one attempt at a printer came to."""

    REFUSED = "refused"  # nothing of the ticket went out: it may be tried again
    BROKEN = "broken"  # some of it may be on paper: never tried again by itself
    TAKEN = "taken"  # every byte was taken, and this printer can tell no more
    CONFIRMED = "confirmed"  # the printer answered after the last line, with paper left


# What an attempt makes of a job that was handed to a printer.
AFTER: dict[Outcome, JobState] = {
    Outcome.REFUSED: JobState.QUEUED,
    Outcome.BROKEN: JobState.FAILED,
    Outcome.TAKEN: JobState.SENT,
    Outcome.CONFIRMED: JobState.CONFIRMED,
}
# Why a printer does not print: code -> what people are told (gettext msgids). A code that is not here is told as it is.
CONDITIONS: dict[str, str] = {
    "paper_end": "the paper has run out",
    "cover_open": "the printer's cover is open",
    "offline": "the printer is switched to offline",
    "fault": "the printer reports a fault",
    "unreachable": "the printer cannot be reached; is it on and connected?",
    "refused": "the printer refused the connection",
    "dropped": "the printer dropped the connection",
    "silent": "the printer did not answer in time",
    "not_there": "the printer's device is not there",
    "not_allowed": "the program is not allowed to write to the printer's device",
    "address": "the printer's address is not known on this network",
    "unconfirmed": "the printer took the ticket but did not confirm it",
    "station_away": "the printer's computer is not connected",
    "settings": "the printer is not set up completely",
}
PAPER_LEFT = ("unknown", "ok", "near_end", "end")
