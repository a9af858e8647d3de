"""What can be wrong with a file of survey forms: each fault with its line and its text."""

from __future__ import annotations

from queue_app.domain.office.line_fault import FaultOfLine

FAULTS: dict[str, str] = {  # code -> msgid
    "empty": "The file is empty.",
    "too_large": "The file has more than {most} MB, which is too much at once. Divide it, by month for instance.",
    "spreadsheet": "This is the file of a spreadsheet program. Save it there as “CSV UTF-8”.",
    "utf16": "The file is in UTF-16. Save it as “CSV UTF-8”.",
    "nul": "There is a NUL byte here: the file is damaged, or no text.",
    "not_utf8": "From here on the file is not in UTF-8. Save it as “CSV UTF-8”, or say that it is Windows-1252.",
    "not_windows": "This byte means nothing in Windows-1252: the file is in another encoding.",
    "is_utf8": "The file says of itself that it is UTF-8, so it cannot be Windows-1252.",
    "quotes": "A quotation mark is not closed, or stands within a field.",
    "too_long_field": "A field is far too long: perhaps a quotation mark is not closed.",
    "no_unsur": "The column {column} is missing. The first line names all nine: u1 to u9, or {columns}.",
    "column_twice": "The column {column} is there twice.",
    "both_names": "The first line has {column} and the codes of the unsur. Use the numbers or the codes, not both.",
    "only_header": "The file names its columns and holds no form.",
    "fields": "This row has {found} fields, the first line {expected}.",
    "bad_value": "{column}: “{value}” is none of 1, 2, 3, 4. What was not answered stays empty.",
    "bad_choice": "{column}: “{value}” is none of {choices}.",
    "no_service": "The office has no service “{value}”: use its code or its name.",
    "day_not_over": "{value} is to come, or longer ago than two years.",
    "bad_date": "{column}: “{value}” is no date as 2026-11-23.",
}


class FormFault(FaultOfLine):
    """One fault of a file of forms."""

    __slots__ = ()
    texts = FAULTS
