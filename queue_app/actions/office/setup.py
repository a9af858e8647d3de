"""The set-up of an office: read as a whole, changed as a whole, checked before anything is written.

A page that changes one thing reads nothing first: it hands `change` a function from plan to plan.

    setup.change(desk, office_id, by=officer_id, edit=lambda plan: replace(plan, name="Kantor Baru"))
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection

from queue_app import apart
from queue_app.actions.office.accounts import hash_password, set_password
from queue_app.domain.log import events
from queue_app.domain.log.errors import ConfigError, FaultyPlan
from queue_app.domain.office import plan_changes, plan_export, plan_file
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.file_text import decoded
from queue_app.domain.office.plan import HolidayPlan, OfficePlan
from queue_app.domain.office.plan_changes import Difference
from queue_app.domain.office.plan_check import check
from queue_app.domain.queue import numbering
from queue_app.store.desk import Desk, Work, system_clock
from queue_app.store.office import accounts, catalogue, founding, setup, setup_rows, standard_times

__all__ = [
    "change", "change_within", "current", "demo_plan", "ensure_demo", "export", "found_first_office", "found_office",
    "found_within", "national_holidays", "parse_plan", "parse_sent_plan", "read_plan", "seed_holidays", "set_password",
]  # fmt: skip
DEMO = Path(__file__).with_name("demo_medan.toml")
TOLD_OF_OFFICERS = ("role", "may_pick", "is_active")  # the rest is personal, and the log is for ever
ESTIMATE = " (perkiraan)"  # how the package marks a date that the moon, or the government, has yet to decide
READING = apart.Work("queue_app.domain.office.plan_file", "read_sent")
Edit = Callable[[OfficePlan], OfficePlan]


def current(desk: Desk, office_id: int) -> OfficePlan:
    """The whole set-up of the office as it stands. Passwords are empty. Raises NotFound."""
    with desk.reading() as connection:
        return setup.read(connection, office_id)


def change(desk: Desk, office_id: int, *, by: int | None, edit: Edit) -> OfficePlan:
    """Writes what differs between the set-up and `edit(set-up)`, all or nothing; answers the set-up after it.

    edit: pure, for it is asked twice (once outside the transaction, so that no password is hashed inside it).
    What it leaves out (a service, a counter, an officer) is not deleted but becomes inactive; groups that no service
    needs, hours, seasons, special days, holidays, texts and versions of standards are deleted. An officer's
    password is set where it is not empty. by: the officer who changes it, None for the command line.
    Every difference is an events.SetupChanged; Office.setup_version counts up when there is any. Another standard of a
    service is an events.StandardSet as well, which says from which day it counts.
    Raises FaultyPlan (`data["faults"]`: list of faults.Fault), NotFound.
    """
    hashes = _hashes(desk, before := current(desk, office_id), edit(before))
    with desk.transaction(office_id) as work:
        return change_within(work, by=by, edit=edit, hashes=hashes)


def change_within(work: Work, *, by: int | None, edit: Edit, hashes: Mapping[str, str]) -> OfficePlan:
    """The same in a transaction that does more than this.

    hashes: user name -> hash of the password to set; every new officer must be in it. Raises FaultyPlan.
    """
    connection, office_id = work.connection, work.office.id
    before = setup.read(connection, office_id)
    wanted = plan_changes.with_what_was_removed(before, edit(before))
    faults = check(wanted, today=numbering.business_date(work.now, before.time_zone), before=before)
    _refuse(faults or setup.obstacles(connection, office_id, before=before, wanted=wanted))
    setup_rows.write(connection, office_id, before=before, after=wanted, hashes=hashes)
    _record(work, plan_changes.differences(before, wanted), wanted, by=by)
    _set_standards(work, before, wanted, by=by)
    _end_sessions(work, before, wanted, by=by)
    return setup.read(connection, office_id)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise FaultyPlan(count=len(faults), faults=list(faults))


def _hashes(desk: Desk, before: OfficePlan, wanted: OfficePlan) -> Mapping[str, str]:
    known = {each.username for each in before.officers}
    wanting = [each for each in wanted.officers if each.password or each.username not in known]
    made = desk.offload(lambda: founding.password_hashes(wanting, hash_password=hash_password))
    return made if isinstance(made, dict) else {}


def _record(work: Work, found: Sequence[Difference], wanted: OfficePlan, *, by: int | None) -> None:
    if not found:
        return
    setup_rows.write_office(work.connection, work.office.id, wanted)
    people = setup.officer_ids(work.connection, work.office.id)
    for each in found:
        told = TOLD_OF_OFFICERS if each.what == "officer" else each.field_names.split()
        work.record(events.SetupChanged(
            what=each.what, key=str(people[each.key]) if each.what == "officer" else each.key,
            field_names=each.field_names, before=_as_logged(each.before, told), after=_as_logged(each.after, told),
            officer_id=by,
        ))  # fmt: skip


def _set_standards(work: Work, before: OfficePlan, wanted: OfficePlan, *, by: int | None) -> None:
    connection, office_id, today = work.connection, work.office.id, work.today
    for each in standard_times.set_by(connection, office_id, before=before, after=wanted, today=today, by=by):
        work.record(each)


def _as_logged(values: Mapping[str, object], names: Sequence[str]) -> str:
    told = {name: values[name] for name in names if name in values}
    return json.dumps(told, ensure_ascii=False) if told else ""


def _end_sessions(work: Work, before: OfficePlan, wanted: OfficePlan, *, by: int | None) -> None:
    """Of everyone who has a new password, or is not in use any more."""
    people = setup.officer_ids(work.connection, work.office.id)
    were_active = {each.username for each in before.officers if each.is_active}
    for officer in wanted.officers:
        number = people[officer.username]
        if officer.password:
            work.record(events.PasswordSet(officer_id=number, by_id=by))
        if officer.password or (officer.username in were_active and not officer.is_active):
            accounts.end_sessions(work.connection, number, at=work.now)


def read_plan(path: Path) -> OfficePlan:
    """The set-up that a file describes. Raises OSError, ConfigError (no text), FaultyPlan (faults with their lines)."""
    try:
        return parse_plan(decoded(path.read_bytes()))
    except UnicodeDecodeError as exc:
        raise ConfigError(file=path, key="file", value=exc, expected="a text in UTF-8") from exc


def parse_plan(text: str) -> OfficePlan:
    """The set-up that a TOML text describes, as an uploaded file. Raises FaultyPlan (every fault with its line)."""
    return plan_file.read(text, today=system_clock().date())


def parse_sent_plan(text: str) -> OfficePlan:
    """As parse_plan, of a text that somebody sent: in a process of its own, with limits of memory and time.

    `data["count"]` of a FaultyPlan counts all faults, of which the first are told.
    """
    try:
        found: OfficePlan = apart.done(READING, text, today=system_clock().date())
    except apart.Exhausted as exc:
        raise FaultyPlan(count=1, faults=[Fault((), "too_much")]) from exc
    return found


def export(plan: OfficePlan) -> str:
    """The set-up as a TOML text with comments that parse_plan reads back; no passwords in it."""
    return plan_export.export(plan)


def national_holidays(years: Sequence[int], *, today: date) -> list[HolidayPlan]:
    """National holidays and collective leave of Indonesia in these years, dates not yet decreed as estimates.

    Collective leave is what a decree of each year says (SKB 3 Menteri). The package may know it before anyone here has
    read that decree, so of a year after today's it is an estimate, for a person to confirm. A year that the package
    knows none of had not been decreed when it was made.
    """
    import holidays  # noqa: PLC0415 - 20 MB that only who sets an office up needs

    source = f"holidays {version('holidays')}"
    found = []
    for kind, category in (("national", "public"), ("collective", "government")):
        days = holidays.country_holidays("ID", years=years, categories=(category,), language="id")
        for day, names in sorted(days.items()):
            for name in names.split("; "):
                estimate = name.endswith(ESTIMATE) or (kind == "collective" and day.year > today.year)
                plain = name.removesuffix(ESTIMATE)
                found.append(HolidayPlan(day, plain, kind, source=source, is_estimate=estimate))
    return sorted(found, key=lambda each: each.day)


def seed_holidays(desk: Desk, office_id: int, *, by: int | None, years: Sequence[int]) -> OfficePlan:
    """Adds the holidays of the years; a day and name that the office already has stays as people edited it."""
    seed = national_holidays(years, today=numbering.business_date(desk.clock(), desk.office(office_id).time_zone))
    return change(desk, office_id, by=by, edit=lambda plan: with_holidays(plan, seed))


def with_holidays(plan: OfficePlan, seed: Sequence[HolidayPlan]) -> OfficePlan:
    """The plan with the holidays that it lacks. One that was moved by hand is still there, on another day."""
    here = {(each.day, each.name) for each in plan.holidays}
    lacking = Counter((each.day.year, each.name) for each in seed)
    lacking.subtract((each.day.year, each.name) for each in plan.holidays)
    new = []
    for each in seed:
        if (each.day, each.name) not in here and lacking[each.day.year, each.name] > 0:
            lacking[each.day.year, each.name] -= 1
            new.append(each)
    return replace(plan, holidays=sorted([*plan.holidays, *new], key=lambda each: (each.day, each.name)))


def demo_plan() -> OfficePlan:
    """The demo office "Disdukcapil Kota Medan", whose people and numbers belong to nobody."""
    return read_plan(DEMO)


def found_office(desk: Desk, office: OfficePlan) -> int:
    """Writes the office and everything in it; answers its id. Raises FaultyPlan."""
    _refuse(check(office, today=desk.clock().date()))
    return founding.found_office(desk.database, office, at=desk.clock(), hash_password=hash_password)


def found_within(connection: Connection, office: OfficePlan, *, at: datetime, hashes: Mapping[str, str]) -> int:
    """The same in a transaction that does more than this. hashes: as change_within. Raises FaultyPlan."""
    _refuse(check(office, today=at.date()))
    return founding.write(connection, office, hashes, at)


def found_first_office(desk: Desk, office: OfficePlan) -> int | None:
    """The same in a database without an office; None where there is one, if only since a moment. Raises FaultyPlan."""
    _refuse(check(office, today=desk.clock().date()))
    return founding.found_first_office(desk.database, office, at=desk.clock(), hash_password=hash_password)


def ensure_demo(desk: Desk) -> OfficePlan:
    """Founds the demo office in a database that has no office yet; answers its plan."""
    office = demo_plan()
    with desk.reading() as connection:
        exists = bool(catalogue.offices(connection))
    if not exists:
        found_first_office(desk, office)
    return office
