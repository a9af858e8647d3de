from __future__ import annotations

from dataclasses import replace
from datetime import date

from queue_app.domain.log.rights import Role
from queue_app.domain.office import training
from queue_app.domain.office.plan import CounterPlan, HolidayPlan, HoursPlan, OfficerPlan, SeasonPlan, SpecialDayPlan
from queue_app.domain.office.plan_check import check
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from tests.factories import make_plan

SUNDAY = date(2026, 11, 29)
HEAD = OfficerPlan("sri", "Sri", "kopi-susu-2026", role=Role.ADMINISTRATOR)


def test_a_training_is_open_at_any_hour_and_to_anybody() -> None:
    closed = replace(
        make_plan(),
        hours=[HoursPlan(mon="08.00-12.00"), HoursPlan("puasa")],
        seasons=[SeasonPlan("puasa", SUNDAY, SUNDAY)],
        special_days=[SpecialDayPlan(SUNDAY, "Pindah gedung")],
        holidays=[HolidayPlan(SUNDAY, "Libur")],
        pairs_devices=True,
    )

    found = training.rehearsal(closed, trainee="wati")

    assert (found.hours, found.seasons, found.special_days, found.holidays) == ((), (), (), ())
    assert (found.pairs_devices, found.is_demo) == (False, False)
    assert check(found, today=SUNDAY) == []


def test_no_quota_ends_a_training() -> None:
    plan = make_plan()
    few = replace(plan, services=[replace(each, daily_quota=1) for each in plan.services])

    assert training.rehearsal(few, trainee="wati").services == plan.services


def test_the_trainees_counter_does_all_the_work_and_the_others_theirs() -> None:
    plan = replace(
        make_plan(), counters=[CounterPlan(1, ["KTP"], is_active=False), CounterPlan(2, ["KTP"], ["AKTA"]),
                               CounterPlan(3, ["AKTA"])],
    )  # fmt: skip

    found = training.rehearsal(plan, trainee="wati")

    assert training.desk_of(plan) == 2
    assert found.counters == (plan.counters[0], CounterPlan(2, ["KTP", "AKTA"]), plan.counters[2])


def test_an_office_without_a_counter_in_use_is_trained_on_at_its_first() -> None:
    plan = replace(make_plan(), counters=[CounterPlan(4, ["KTP"], is_active=False)])

    assert training.rehearsal(plan, trainee="wati").counters == (CounterPlan(4, ["KTP", "AKTA"]),)


def test_who_serves_nobody_learns_as_an_officer_and_nobody_has_a_password() -> None:
    gone = OfficerPlan("lama", "Lama", is_active=False)
    plan = make_plan()
    whole = replace(plan, officers=[*plan.officers, HEAD, gone])

    found = training.rehearsal(whole, trainee="sri")

    assert {each.username: each.role for each in found.officers} == {
        "wati": Role.OFFICER, "joko": Role.OFFICER, "tini": Role.SUPERVISOR, "sri": Role.OFFICER,
    }  # fmt: skip
    assert {each.password for each in found.officers} == {""}
    assert "sri" not in {each.username for each in training.rehearsal(whole, trainee="wati").officers}


def test_the_paper_of_a_training_says_so_above_the_offices_own_layout() -> None:
    own = (TicketLinePlan("number", size=4),)

    found = training.rehearsal(replace(make_plan(), ticket=own), trainee="wati").ticket

    assert ([line.text("id") for line in found], found[1:]) == (["** LATIHAN **", ""], own)
