"""Several officers on one page: a row for each, a password made for each, and a slip to take along, shown once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flask import Blueprint, Response, make_response, render_template, request

from queue_app.actions.office import accounts, first_passwords
from queue_app.domain.log.errors import FaultyPlan, MalformedRequest
from queue_app.domain.log.rights import Right, Role
from queue_app.domain.office import limits, usernames
from queue_app.domain.office.plan import LEAST_PASSWORD, OfficePlan, OfficerPlan
from queue_app.texts import translate
from queue_app.web.admin.first import rows as rows_of
from queue_app.web.admin.form.fields import said
from queue_app.web.admin.form.forms import change, current
from queue_app.web.admin.form.section import ROLES
from queue_app.web.frame import address
from queue_app.web.frame.address import LARGE, Address, Schema, always
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

ROWS = 4  # to begin with; the page adds more
FIELDS = ("name", "role", "username")
MOST = 40  # at once: each password is hashed
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
BODY: Schema = {
    "type": "object",
    "properties": {"name": _TEXTS, "username": _TEXTS, "role": {"type": "array", "items": address.words(ROLES)}},
}
LONGEST = {name: limits.longest(OfficerPlan, name) for name in ("name", "username")}


@dataclass(frozen=True, slots=True)
class Row:
    """One person as typed. wrong: field -> why."""

    name: str = ""
    role: str = Role.OFFICER
    username: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.username)


@blueprint.route("/admin/officers/several", endpoint="several_officers", methods=["GET", "POST"])
@Address(Right.SET_UP, "Adds several officers, each with a slip", body=BODY, refuses=(400,), limit=LARGE, fresh=always)
def page() -> Response:
    if request.method != "POST":
        return make_response(_asked([Row()] * ROWS))
    typed = list(_typed())
    people = _people([row for row in typed if not row.is_empty])
    if not people:
        nobody = replace(typed[0] if typed else Row(), wrong={"name": said("empty")})
        return make_response(_asked([nobody, *[Row()] * (ROWS - 1)]), 400)
    try:
        change(lambda plan: replace(plan, officers=[*plan.officers, *people]))
    except FaultyPlan as exc:
        return make_response(_refused(exc, people), 400)
    return _slips(people)


def _typed() -> Iterator[Row]:
    for name, role, username in rows_of.sent(FIELDS, most=MOST):
        if role not in ROLES:
            raise MalformedRequest
        yield Row(name.strip(), role, username.strip())


def _people(rows: Sequence[Row]) -> list[OfficerPlan]:
    """Those of the rows, each with a new password; who has no user name gets one that is free."""
    taken = {row.username.lower() for row in rows} - {""}
    people = []
    for row in rows:
        username = row.username or usernames.suggested(
            row.name, is_taken=lambda each: each in taken or accounts.is_somebody(desk(), each)
        )
        taken.add(username)
        people.append(OfficerPlan(username, row.name, first_passwords.new(), role=Role(row.role)))
    return people


def _refused(error: FaultyPlan, people: Sequence[OfficerPlan]) -> str:
    """The rows as they were typed, each with what is wrong in it."""
    rows = [Row(each.name, each.role, each.username) for each in people]
    others = rows_of.mark(error, rows, table="officer", first=len(current().officers), fields=FIELDS)
    return _asked(rows, others)


def _asked(rows: Sequence[Row], others: Sequence[str] = ()) -> str:
    return render_template(
        "admin/first/people.html", here="officers", rows=rows, others=others, roles=ROLES, longest=LONGEST, most=MOST,
        taken=[each.username for each in current().officers],
    )  # fmt: skip


def _slips(people: Sequence[OfficerPlan]) -> Response:
    plan: OfficePlan = current()
    base = link_base() or request.host_url.rstrip("/")
    response = make_response(render_template(
        "admin/first/slips.html", here="officers", people=people, plan=plan, address=f"{base}/sign-in",
        least=LEAST_PASSWORD, roles=ROLES, done=translate(lang(), "{count} people were added.", count=len(people)),
    ))  # fmt: skip
    response.cache_control.no_store = True  # nobody who comes after finds the passwords by going back
    return response
