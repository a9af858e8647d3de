"""The pages for people with an account: one table for the head of every page and for where signing in leads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import Flask, current_app, g, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from queue_app.domain.log.rights import Right, Role
from queue_app.store.office.accounts import SignedIn
from queue_app.web.frame import address

# Sections of the head, each with its pages: endpoint -> what people call the page; the first that a person may open
# stands in the head. In the order of the head: today, looking back, people, the machines, the rest.
SECTIONS: tuple[dict[str, str], ...] = (
    {"counter.page": "Counter"},
    {"numbers.page": "Numbers", "bookings.page": "Bookings"},
    {"supervisor.page": "Supervisor"},
    {
        "history.page": "History",
        "recap.page": "Recap",
        "preview.page": "Preview",
        "staffing.page": "Staffing",
        "waits.page": "Promises",
        "bookings_day.page": "Bookings of a day",  # not on the board's page, which has no line to spare
    },
    {
        "evidence_team.page": "Evidence",
        "evidence_unit.page": "Evidence",
        "evidence_own.periods": "Evidence",  # of a supervisor it stands on the team's page
        "leave.page": "Calendar",
        "leave_team.unit": "Calendar",  # of the head, who has no own one
        "courses.page": "Courses",
        "courses.own": "Courses",  # of a supervisor it stands on the page of the team
        "pekppp.page": "PEKPPP",
    },
    {
        "complaints.page": "Complaints",
        "intake.counter": "Take in a complaint",
        "intake.paper": "Form on paper",
        "forum.page": "Forums with citizens",
    },
    {
        "surveys.page": "Survey",
        "ikm.page": "IKM",
        "ikm_plan.page": "Follow-up plan (RTL)",
        "ikm_changes.page": "Before and after",
        "survey_comments.page": "Comments",
        "survey_forms.page": "Forms",
    },
    {
        "equipment.page": "Devices",
        "paper.page": "Printing tickets",
        "doctor.page": "Check-up",
        "hooks.page": "Receivers of news",
        "privacy.page": "Privacy",
        "privacy_requests.page": "Privacy requests",
        "privacy_breaches.page": "Breaches",
    },
    {"training.page": "Training"},
    {"admin.page": "Set-up"},
    {"journal.page": "Journal"},
)
WITHIN: dict[str, str] = {
    "devices": "admin",
    "intake": "complaints",
    "history_notes": "history",
    "recognition": "courses",
    "alerts": "supervisor",
    "leave_team": "leave",
    "outages": "leave",
    "evidence_tokens": "evidence_team",
    "explained": "evidence_own",
    "survey_imports": "survey_forms",
    "complaint_files": "complaints",
    "complaint_days": "admin",
}  # blueprint whose pages stand in the menu of another one
FIRST_PAGE: dict[Role, str] = {
    Role.OFFICER: "/counter",
    Role.SUPERVISOR: "/supervisor",
    Role.HEAD: "/supervisor",
    Role.ADMINISTRATOR: "/admin",
    Role.AUDITOR: "/journal",
    Role.INSPECTOR: "/complaints",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the head. label: a msgid."""

    href: str
    label: str
    is_here: bool


def register(app: Flask) -> None:
    """Every template may show where else the person may go; a page that asked for nobody, as an error, shows none."""
    app.context_processor(lambda: _frame(g.get("signed_in") or None))


def page_after_sign_in(who: SignedIn, wished: str) -> str:
    """The page that the person wished for, where it is ours and theirs to open; else the first page of their role.

    Before all else whoever lost a second factor is told so.
    """
    if who.unfactored_at is not None:
        return "/account/second-factor"
    return wished if _may_open(who, wished) else FIRST_PAGE[who.role]


def _frame(who: SignedIn | None) -> dict[str, object]:
    if who is None:
        return {}
    sections = [section for section in map(partial(_open, who), SECTIONS) if section]
    return {
        "ways": [Way(each[0].href, each[0].label, any(way.is_here for way in each)) for each in sections],
        "within": next((each for each in sections if len(each) > 1 and any(way.is_here for way in each)), []),
        "user_name": who.name,
        "is_account": request.blueprint in {"accounts", "second_factor"},
    }


def _open(who: SignedIn, section: dict[str, str]) -> list[Way]:
    """Its pages that the person may open, the first of each name."""
    blueprint = (request.endpoint or "").partition(".")[0]
    here = WITHIN.get(blueprint, blueprint)
    names = {label for endpoint, label in section.items() if endpoint.partition(".")[0] == here}
    ways: dict[str, Way] = {}
    for endpoint, label in section.items():
        said = address.of(endpoint)
        if said and said.right in who.rights:
            ways.setdefault(label, Way(url_for(endpoint), label, label in names))
    return list(ways.values())


def _may_open(who: SignedIn, path: str) -> bool:
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return False
    try:
        endpoint, _blanks = current_app.url_map.bind("").match(path.partition("?")[0], method="GET")
    except (HTTPException, RequestRedirect):
        return False
    said = address.of(endpoint)
    return said is not None and not said.is_state and said.right is not Right.OPEN and said.right in who.rights
