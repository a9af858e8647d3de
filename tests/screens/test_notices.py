"""What a kiosk tells while nobody stands before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from queue_app.actions.office import setup
from queue_app.domain.office.plan import HolidayPlan, HoursPlan, OfficePlan, SeasonPlan, SpecialDayPlan, TextPlan
from queue_app.screens import notices
from queue_app.screens.notices import EXCERPT, Notice
from queue_app.store.office.now import office_now
from tests.offices import Office

DAY, FRIDAY, SHORT = "08.00-12.00 13.00-16.00", "08.00-11.30 13.30-16.30", "08.00-14.00"
NORMAL = HoursPlan(mon=DAY, tue=DAY, wed=DAY, thu=DAY, fri=FRIDAY)


def told(office: Office) -> list[Notice]:
    with office.desk.reading() as connection:
        return notices.notices(office_now(connection, office.office_id), now=office.clock())


def furnish(office: Office, **changes: object) -> None:
    def edit(plan: OfficePlan) -> OfficePlan:
        return replace(plan, **changes)  # type: ignore[arg-type]

    setup.change(office.desk, office.office_id, by=None, edit=edit)


def test_an_office_that_has_nothing_to_tell_tells_nothing(office: Office) -> None:
    assert told(office) == []


def test_neighbouring_days_with_the_same_hours_share_a_line(office: Office) -> None:
    furnish(office, hours=(NORMAL,))

    assert told(office) == [
        Notice(
            "hours",
            {"id": "Jam pelayanan", "en": "Opening hours"},
            {
                "id": [
                    "Senin – Kamis: 08.00–12.00, 13.00–16.00", "Jumat: 08.00–11.30, 13.30–16.30",
                    "Sabtu – Minggu: tutup",
                ],
                "en": [
                    "Monday – Thursday: 08.00–12.00, 13.00–16.00", "Friday: 08.00–11.30, 13.30–16.30",
                    "Saturday – Sunday: closed",
                ],
            },
        )
    ]  # fmt: skip


def test_in_a_season_its_own_hours_are_told(office: Office) -> None:
    ramadan = HoursPlan("ramadan", mon=SHORT, tue=SHORT, wed=SHORT, thu=SHORT, fri=SHORT)
    season = SeasonPlan("ramadan", date(2026, 11, 20), date(2026, 11, 30))
    furnish(office, hours=(NORMAL, ramadan), seasons=[season])

    assert told(office)[0].lines["id"] == ["Senin – Jumat: 08.00–14.00", "Sabtu – Minggu: tutup"]


def test_days_of_the_coming_month_that_are_not_as_usual_are_told_with_their_names(office: Office) -> None:
    furnish(
        office,
        hours=(NORMAL,),
        holidays=[
            HolidayPlan(date(2026, 12, 9), "Pilkada"), HolidayPlan(date(2026, 11, 22), "Kemarin"),
            HolidayPlan(date(2027, 1, 1), "Tahun Baru"),
        ],
        special_days=[SpecialDayPlan(date(2026, 12, 4), "Rapat kerja", "08.00-11.00")],
    )  # fmt: skip

    days = next(each for each in told(office) if each.kind == "days")

    assert days.lines["id"] == [
        "Jumat, 4 Desember 2026: 08.00–11.00 (Rapat kerja)", "Rabu, 9 Desember 2026: tutup (Pilkada)",
    ]  # fmt: skip


def test_a_long_promise_is_cut_at_a_word(office: Office) -> None:
    furnish(office, texts=(TextPlan("maklumat", "Kami sanggup, " * 40, "We promise."),))

    promise = told(office)[0]

    assert promise.lines["en"] == ["We promise."]
    assert len(promise.lines["id"][0]) <= EXCERPT + 2
    assert promise.lines["id"][0].endswith(" …")
    assert promise.lines["id"][0].split()[-2] in {"Kami", "sanggup"}
