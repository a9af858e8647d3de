"""The office as it is trained on: the same services and counters, and nothing that could stop somebody who learns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from queue_app.domain.log.rights import Right, Role, may
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.domain.paper import ticket_layout
from queue_app.domain.paper.ticket_layout import TicketLinePlan

SLUG = "latihan"  # never the office's own: what strays from a training into the office finds nothing there
_MARK = TicketLinePlan("text", size=2, bold=True, text_id="** LATIHAN **", text_en="** TRAINING **")


def rehearsal(plan: OfficePlan, *, trainee: str) -> OfficePlan:
    """The plan of a training on the office.

    Always open, without quotas and pairings; its paper says what it is; nobody has a password. The trainee's counter
    does all the work itself, so that whatever number is taken is the next one there. Of the staff those are in it who
    serve, and the trainee: as an officer, where the own role serves nobody. trainee: a user name of the plan.
    """
    return replace(
        plan,
        slug=SLUG,
        is_demo=False,
        pairs_devices=False,
        evidence_from=None,
        rules=replace(plan.rules, survey_is_on=False),
        services=[replace(each, daily_quota=None) for each in plan.services],
        counters=list(_counters(plan)),
        officers=list(_staff(plan, trainee)),
        hours=(),
        seasons=(),
        special_days=(),
        holidays=(),
        ticket=(_MARK, *(plan.ticket or ticket_layout.DEFAULT)),
    )


def desk_of(plan: OfficePlan) -> int:
    """The number of the trainee's counter: the lowest in use, else the lowest."""
    return min(plan.counters, key=lambda each: (not each.is_active, each.number)).number


def _counters(plan: OfficePlan) -> Iterator[CounterPlan]:
    every = [each.code for each in plan.services]
    for each in plan.counters:
        is_theirs = each.number == desk_of(plan)
        yield replace(each, services=every, helps=(), further=(), is_active=True) if is_theirs else each


def _staff(plan: OfficePlan, trainee: str) -> Iterator[OfficerPlan]:
    for each in plan.officers:
        serves = may(each.role, Right.SERVE)
        if each.username == trainee or (serves and each.is_active):
            role = each.role if serves else Role.OFFICER
            yield OfficerPlan(each.username, each.name, role=role, may_pick=each.may_pick)
