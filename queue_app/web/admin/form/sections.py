"""Everything of an office that comes in lists, by the word of its address: its form, its list, and what may be done."""

from __future__ import annotations

from queue_app.web.admin.form import dates, people, services
from queue_app.web.admin.form.section import Section

SECTIONS: dict[str, Section] = {**services.SECTIONS, **people.SECTIONS, **dates.SECTIONS}
