"""What the tables of the database are called where somebody reads the own data. msgids; others by their own name."""

from __future__ import annotations

NAMES: dict[str, str] = {
    "ticket": "The number",
    "leg": "What was done with it, service by service",
    "leg_mark": "Doubts about a time",
    "note": "Notes of officers",
    "print_job": "Papers",
    "push_subscription": "Phones that are woken",
    "wait_promise": "Waiting times that were shown",
    "announcement": "Calls in the room",
    "flood_ticket": "Numbers of a flood",
    "booking": "The booking",
    "complaint": "The complaint",
    "complaint_step": "What was done with it",
    "complaint_file": "What was sent along",
    "log": "Entries of the log",
    "officer": "The account",
    "login_session": "Sign-ins",
    "desk_session": "Times at a counter",
    "leave": "Leave and duty",
}
