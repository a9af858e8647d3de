"""The days that an office sets itself for complaints."""

from __future__ import annotations

import json
from collections.abc import Mapping

from queue_app.domain.citizen.complaints.deadlines import DAYS_MOST, Rule
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import SetupChanged
from queue_app.store.citizen.complaints import rules
from queue_app.store.desk import Desk


def set_days(desk: Desk, office_id: int, days: Mapping[Rule, int], *, by: int) -> None:
    """Keeps them for all complaints, also those that run; 0: no such deadline. The log tells of each change.

    Raises BadInput for a number of days below 0 or above a year.
    """
    for rule, count in days.items():
        if not 0 <= count <= DAYS_MOST:
            raise BadInput(field=name_of(rule), expected=f"0-{DAYS_MOST}")
    with desk.transaction(office_id) as work:
        before = rules.rules(work.connection, office_id)
        rules.replace(work.connection, office_id, {**before, **days})
        changed = {rule: count for rule, count in days.items() if before.get(rule, 0) != count}
        if changed:
            work.record(_told({rule: before.get(rule, 0) for rule in changed}, changed, by))


def name_of(rule: Rule) -> str:
    """As forms and the log name it: "complaint_finish_working"."""
    return "_".join(rule)


def _told(before: Mapping[Rule, int], after: Mapping[Rule, int], by: int) -> SetupChanged:
    was, now = ({name_of(rule): count for rule, count in each.items()} for each in (before, after))
    return SetupChanged(
        what="complaint_days", key="", field_names=" ".join(now), before=json.dumps(was), after=json.dumps(now),
        officer_id=by,
    )  # fmt: skip
