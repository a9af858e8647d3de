"""The words of the pages of receivers. Tables only."""

from __future__ import annotations

SENT = "Taken"
TEST = "Test message"
GROUPS: dict[str, str] = {"ticket": "Tickets", "booking": "Bookings", "survey": "Satisfaction survey"}
BLANKS: dict[str, str] = {  # blank -> what is said where it cannot be taken
    "name": "Please give the receiver a name of at most 60 letters. An office has at most 10 receivers.",
    "address": "Please give a whole address that begins with https://, without a name or password in it.",
    "kinds": "Please choose at least one thing that is told.",
    "seq": "There is no event of this number yet.",
}
PRIVATE = "Please give a whole address that begins with https:// or http://, without a name or password in it."
LOOK_AFTER = "A receiver of news was paused by itself; it is told nothing any more."
STEP = "See receivers"
