"""A date in a form: as the calendar of a browser writes it, or as people type it where the browser has none."""

from __future__ import annotations

from typing import Any

from wtforms import DateField

from queue_app.domain.office import typed


class DayField(DateField):
    """A day; what is no date is refused."""

    data: Any  # a date, or None where nothing was sent

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = typed.day(valuelist[0]) if valuelist else None
        if valuelist and self.data is None:
            raise ValueError(self.refusal())

    def refusal(self) -> str:
        """What is told of a text that is no date."""
        return str(self.gettext("Not a valid date value."))
