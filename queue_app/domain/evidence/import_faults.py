"""What can be wrong with a file of visits: each fault with its line and its text."""

from __future__ import annotations

from queue_app.domain.office.line_fault import FaultOfLine

FAULTS: dict[str, str] = {  # code -> msgid
    "empty": "The file is empty.",
    "too_large": "The file has more than {most} MB, which is too much at once. Divide it, by month for instance.",
    "spreadsheet": "This is the file of a spreadsheet program. Save it there as “CSV UTF-8”.",
    "utf16": "The file is in UTF-16. Save it as “CSV UTF-8”.",
    "not_utf8": "From here on the file is not in UTF-8. Save it as “CSV UTF-8”.",
    "nul": "There is a NUL byte here: the file is damaged, or no text.",
    "no_column": "The column {column} is missing. The first line names them, with commas or semicolons: {columns}.",
    "column_twice": "The column {column} is there twice.",
    "only_header": "The file names its columns and holds no visit.",
    "fields": "This row has {found} fields, the first line {expected}.",
    "quotes": "A quotation mark is not closed, or stands within a field.",
    "too_long_field": "A field is far too long: perhaps a quotation mark is not closed.",
    "missing": "{column} is empty.",
    "too_long": "{column}: at most {most} characters are possible.",
    "bad_sign": "{column}: a character in this text cannot be kept.",
    "formula": "{column}: “{value}” is a formula of a spreadsheet, no name.",
    "bad_priority": "priority: “{value}” is neither 0 nor 1.",
    "bad_outcome": "outcome: “{value}” is none of {choices}.",
    "bad_time": "{column}: “{value}” is no time as 2026-11-23T08:15:00.",
    "no_such_time": "{column}: {value} was never on the clocks of {zone}; they were set forward over it.",
    "twice_time": "{column}: {value} was twice on the clocks of {zone}. Write the offset behind it: {value}+07:00.",
    "long_ago": "{column}: {value} is before {least}.",
    "future": "{column}: {value} is still to come.",
    "called_early": "It was called before its number was given.",
    "finished_early": "It ended before it was called.",
    "left_early": "It ended before its number was given.",
    "too_long_visit": "More than {hours} hours lie between its number and its end. Correct the row or leave it out.",
    "visit_twice": "Visit {visit} of {day} stands in line {first} already.",
    "unknown_service": "service: the office has none that is called “{value}”. It has: {codes}.",
    "service_twice": "service: “{value}” may be several: {codes}. Write the code.",
    "staff_twice": "staff: the office has several people called “{value}”. Write the user name: {usernames}.",
    "number_for_name": "staff: this is a person's number, and nobody at the office has it as NIP. Write the name.",
    "live_day": "On {day} the office gave numbers of its own. Leave out the rows of that day.",
    "other_visits": "On {day} another file had visits that this one lacks. Put the day into one file, or leave it out.",
}


class RowFault(FaultOfLine):
    """One fault of a file of visits."""

    __slots__ = ()
    texts = FAULTS
