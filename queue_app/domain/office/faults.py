"""What can be wrong with a set-up: each fault with its place and its text. `plan_check` finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Where = tuple[str | int, ...]
MOST_SHOWN = 10**12
FAULTS: dict[str, str] = {  # code -> msgid
    "syntax": "From here on this file is no valid TOML.",
    "syntax_quote": "A text is not closed: its second quotation mark is missing.",
    "syntax_value": "What stands behind the = sign is no value: a text needs quotation marks.",
    "syntax_equals": "Behind the key an = sign and a value are missing.",
    "syntax_rest": "Behind the value stands something that does not belong there.",
    "syntax_twice": "The same key or table is there twice.",
    "syntax_bracket": "A closing bracket is missing.",
    "syntax_backslash": "A backslash in a text must be written twice.",
    "too_deep": "More than {most} parts of a key, or brackets in brackets, are in no set-up.",
    "too_many": "At most {most} of these are possible.",
    "too_much": "This file asks the computer for more work than any set-up needs. Nothing was read.",
    "unknown_key": "There is no such key: {key}.",
    "missing_key": "The key {key} is missing.",
    "must_be_text": "This must be a text.",
    "must_be_number": "This must be a whole number.",
    "must_be_boolean": "This must be true or false.",
    "must_be_date": "This must be a date, as 2026-12-31.",
    "must_be_texts": "This must be a list of texts.",
    "must_be_lists": "This must be a list of lists of texts.",
    "must_be_table": "This must be a table.",
    "must_be_tables": "This must be written as [[{key}]].",
    "must_be_one_of": "This must be one of: {choices}.",
    "none": "There must be at least one.",
    "empty": "This must not be empty.",
    "too_long": "At most {most} characters are possible.",
    "bad_sign": "A character in this text cannot be kept.",
    "not_one_line": "Each of these must be one line of text.",
    "out_of_range": "This must be a number from {least} to {most}.",
    "bad_slug": "Only small letters, digits and - are possible.",
    "bad_code": "Only letters, digits, - and _ are possible.",
    "bad_letter": "This must be one capital letter.",
    "bad_username": "Only small letters, digits, dots, - and _ are possible.",
    "bad_zone": "There is no time zone {zone}.",
    "bad_hours": "Hours are written as 08.00-12.00 13.00-16.00, in order and without overlap.",
    "doubled": "{value} is there twice.",
    "unknown_group": "There is no group {code}.",
    "unknown_service": "There is no service {code}.",
    "unknown_zone": "There is no zone {code}.",
    "zone_shown": "The display {name} shows the zone {code}: give it another one under “Pair devices” first.",
    "bad_colour": "A colour is written as #1c5d99.",
    "unknown_slide": "There is no such slide: {key}.",
    "no_counter": "No active counter has the service {code} as its own work.",
    "bad_period": "The last day lies before the first.",
    "overlap": "This overlaps the season from {first}.",
    "unknown_template": "There are no hours named {template}.",
    "unknown_component": "There is no such component of a standard: {key}.",
    "password_common": "This password is one of the first that somebody would try. Please take words of your own.",
    "password_weak": "A password has at least {length} characters and is not the user name.",
    "last_administrator": "At least one active administrator must stay.",
    "nip_missing": "A PNS or PPPK has a number of 18 digits.",
    "nip_of_non_asn": "Only a PNS or PPPK has such a number.",
    "nip_length": "The number must have 18 digits.",
    "nip_birth": "The first 8 digits are no date of birth.",
    "nip_appointment": "Digits 9 to 14 are no year and month of appointment; a PPPK has 21 as the month.",
    "nip_sex": "Digit 15 must be 1 or 2.",
    "nip_serial": "The last 3 digits are no serial number.",
    "nip_doubled": "Another officer has this number.",
    "nip_age": "By this number the person was younger than 16 or older than 60 at the appointment.",
    "slug_kept": "The short name of an office cannot change.",
    "slug_taken": "There is an office {slug} already.",
    "zone_kept": "The time zone cannot change: the office has given tickets.",
    "username_taken": "The user name {username} is taken.",
    "service_waiting": "Tickets are still open at the service {code}.",
    "counter_open": "Counter {number} is open: it must be closed first.",
    "officer_at_counter": "This officer holds counter {number}: close it or take it over first.",
    "line_too_wide": "“{text}” takes {columns} columns at this size; the paper has {most}.",
    "ticket_too_long": "Fixed texts and empty lines alone take {length} mm of paper; at most {most} mm are possible.",
    "ticket_without_number": "A ticket needs a line with the number.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands (("service", 3, "series"), as in the file), a key of FAULTS, and its values.

    The tables are named as in the file: office, policy, rules, room, and the keys of plan.LISTS; the number counts
    from 0. `line` is known when the plan was read from a text. `of` is
    what the thing at that place is known by ("KTP"), where it is one of a list.
    """

    where: Where
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    of: str = ""

    @property
    def message(self) -> str:
        """The msgid of what is wrong; its placeholders are in `values`."""
        return FAULTS[self.code]


def shown(value: object) -> str:
    """A key of a set-up file as text; Python itself refuses to write out a number of some thousand digits."""
    return "…" if isinstance(value, int) and abs(value) > MOST_SHOWN else str(value)
