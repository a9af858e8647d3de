"""What a display shows between calls: the playlist, then what the office has to say; nothing empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from queue_app.actions.hall import media
from queue_app.actions.hall.media import Store
from queue_app.actions.office import setup
from queue_app.domain.office.plan import HolidayPlan, HoursPlan, OfficePlan, SpecialDayPlan, TextPlan
from queue_app.screens import slides
from queue_app.screens.state import plain
from queue_app.store.office.now import office_now
from tests.offices import Office
from tests.recordings import MP4, picture, reader

WORKDAYS = dict.fromkeys(("mon", "tue", "wed", "thu"), "08.00-12.00 13.00-15.00")
HOURS = HoursPlan("normal", **WORKDAYS, fri="08.00-11.00")


def change(office: Office, **values: Any) -> None:
    def edit(plan: OfficePlan) -> OfficePlan:
        return replace(plan, **values)

    setup.change(office.desk, office.office_id, by=None, edit=edit)


def shown(office: Office) -> list[dict[str, Any]]:
    with office.desk.reading() as connection:
        key = office_now(connection, office.office_id)
        found: list[dict[str, Any]] = plain(slides.slides(connection, key, office.clock()).slides)
    return [each for each in found if each["kind"] != "figures"]


def version(office: Office) -> str:
    with office.desk.reading() as connection:
        return slides.version(office_now(connection, office.office_id), office.clock())


def test_an_office_that_has_said_nothing_shows_nothing(office: Office) -> None:
    assert shown(office) == []


def test_it_is_told_which_slides_have_nothing_to_say(office: Office) -> None:
    change(office, hours=[HOURS], texts=[TextPlan("maklumat", "Kami sanggup.", "We are ready.")])
    with office.desk.reading() as connection:
        found = slides.silent(connection, office_now(connection, office.office_id), office.clock())

    assert found - {"figures"} == {"holidays"}


def test_the_playlist_comes_first_in_its_order(office: Office, tmp_path: Path) -> None:
    store, tini = Store(tmp_path, 1), office.officers["tini"]
    video, still = (
        media.add(office.desk, office.office_id, title="Profil", read=reader(content), store=store, by=tini)
        for content in (MP4, picture())
    )
    change(office, texts=[TextPlan("maklumat", "Kami sanggup.", "We are ready.")])

    assert shown(office) == [
        {"kind": "video", "url": f"/files/{video.file}", "title": "Profil", "has_sound": False},
        {"kind": "picture", "url": f"/files/{still.file}", "title": "Profil", "seconds": 12},
        {
            "kind": "maklumat",
            "title": {"id": "Maklumat pelayanan", "en": "Service pledge (maklumat pelayanan)"},
            "text": {"id": "Kami sanggup.", "en": "We are ready."},
        },
    ]


def test_holidays_of_the_next_thirty_days_are_told_with_other_days_off(office: Office) -> None:
    change(
        office,
        holidays=[
            HolidayPlan(date(2026, 11, 23), "Hari ini", "local"),
            HolidayPlan(date(2026, 12, 9), "Pilkada", "national"),
            HolidayPlan(date(2026, 12, 10), "Tetap buka", "local"),
            HolidayPlan(date(2026, 12, 25), "Natal", "national"),
        ],
        special_days=[
            SpecialDayPlan(date(2026, 11, 30), "Pemeliharaan", ""),
            SpecialDayPlan(date(2026, 12, 10), "Jam khusus", "08.00-10.00"),
        ],
    )

    assert [slide["days"] for slide in shown(office) if slide["kind"] == "holidays"] == [[
        {"day": {"id": "Senin, 30 November 2026", "en": "Monday, 30 November 2026"}, "name": "Pemeliharaan"},
        {"day": {"id": "Rabu, 9 Desember 2026", "en": "Wednesday, 9 December 2026"}, "name": "Pilkada"},
    ]]  # fmt: skip


def test_opening_hours_of_today_and_tomorrow(office: Office) -> None:
    change(office, hours=[HOURS])

    assert [slide["lines"] for slide in shown(office)] == [[
        {"id": "Hari ini: 08.00–12.00, 13.00–15.00", "en": "Today: 08.00–12.00, 13.00–15.00"},
        {"id": "Besok: 08.00–12.00, 13.00–15.00", "en": "Tomorrow: 08.00–12.00, 13.00–15.00"},
    ]]  # fmt: skip


def test_before_days_off_it_is_told_when_the_office_opens_again(office: Office) -> None:
    change(office, hours=[HOURS], holidays=[HolidayPlan(date(2026, 11, 30), "Hari Korpri", "local")])
    office.clock.set_local("2026-11-27 09:00:00")  # Friday

    closing = [[line["id"] for line in slide["lines"]] for slide in shown(office) if slide["kind"] == "closing"]
    assert closing == [["Hari ini: 08.00–11.00", "Besok: tutup", "Buka kembali Selasa, 1 Desember 2026"]]


def test_a_holiday_tomorrow_is_called_by_its_name(office: Office) -> None:
    change(office, hours=[HOURS], holidays=[HolidayPlan(date(2026, 11, 24), "Hari Guru", "local")])

    lines = [slide["lines"][1]["en"] for slide in shown(office) if slide["kind"] == "closing"]
    assert lines == ["Tomorrow: closed (Hari Guru)"]


def test_figures_of_the_day_are_a_slide(office: Office) -> None:
    office.issue()

    with office.desk.reading() as connection:
        key = office_now(connection, office.office_id)
        found = plain(slides.slides(connection, key, office.clock()).slides)

    assert [slide["kind"] for slide in found] == ["figures"]
    assert found[0]["title"]["en"] == "Figures of today"
    assert found[0]["figures"][0] == {
        "name": "waiting", "label": {"id": "Sedang menunggu", "en": "Waiting now"}, "value": {"id": "1", "en": "1"}
    }  # fmt: skip


def test_an_office_chooses_its_slides_and_their_order(office: Office) -> None:
    change(office, hours=[HOURS], texts=[TextPlan("maklumat", "Kami sanggup.", "")])
    plan = setup.current(office.desk, office.office_id)
    change(office, room=replace(plan.room, slides="closing maklumat"))
    assert [slide["kind"] for slide in shown(office)] == ["closing", "maklumat"]

    change(office, room=replace(plan.room, slides=""))
    assert shown(office) == []


def test_the_version_stays_while_nothing_changes(office: Office) -> None:
    before = version(office)
    office.issue()
    office.clock.tick(seconds=90)

    assert version(office) == before


def test_the_version_is_another_after_a_change_of_the_set_up_and_on_another_day(office: Office) -> None:
    versions = [version(office)]
    change(office, name="Kantor Baru")
    versions.append(version(office))
    office.clock.tick(days=1)
    versions.append(version(office))

    assert len(set(versions)) == 3


def test_figures_make_another_version_each_five_minutes_where_they_are_shown(office: Office) -> None:
    before = version(office)
    office.clock.tick(minutes=5)
    assert version(office) != before

    plan = setup.current(office.desk, office.office_id)
    change(office, room=replace(plan.room, slides="closing"))
    before = version(office)
    office.clock.tick(minutes=5)
    assert version(office) == before
