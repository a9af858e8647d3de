"""Each day's recap goes out by mail with the head of the log, and into a folder: once each way, also a day later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from email.message import EmailMessage
from pathlib import Path

from queue_app.actions.office import recap_copies
from queue_app.config import Config, Mail, Recap
from queue_app.daily import DayWatch
from queue_app.recaps import Parcel, RecapPost, Way, put_into
from queue_app.server import recap_post
from queue_app.store.log import chain
from queue_app.store.office.tables import CopyState, RecapCopy
from tests import sheets
from tests.offices import Office
from tests.servers.mailbox import Mailbox

EVENING = "2026-11-23 18:00:00"


def mail_to(port: int) -> Mail:
    return Mail("127.0.0.1", port, "none", sender="antrean@uji.go.id", heads_to="arsip@kota.go.id, bpk@negara.go.id")


def look(office: Office, *, at: str = "18:00", **ways: Way) -> None:
    """A program that was just started looks once."""
    post = RecapPost(office.desk, ways, at=time.fromisoformat(at), lang="id")
    DayWatch(office.desk, note_days=30, post=post).look()


def looker(office: Office, sent: list[str]) -> Callable[[], list[str]]:
    """Looks, and answers the files of all letters until now."""

    def look_once() -> list[str]:
        look(office, mail=lambda parcel: sent.append(parcel.file_name))
        return list(sent)

    return look_once


def attached(letter: EmailMessage) -> dict[str, bytes]:
    return {str(each.get_filename()): each.get_content() for each in letter.iter_attachments()}


def test_the_keepers_get_the_head_the_command_and_the_recap(office: Office) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    with office.desk.reading() as connection:
        seq, head = chain.verify(connection, office.office_id)

    with Mailbox() as mailbox:
        post = recap_post(replace(Config(), mail=mail_to(mailbox.port)), office.desk)
        DayWatch(office.desk, note_days=30, post=post).look()

    (letter,) = mailbox.letters
    body = letter.get_body()
    assert isinstance(body, EmailMessage)
    assert (letter["To"], letter["From"]) == ("arsip@kota.go.id, bpk@negara.go.id", "antrean@uji.go.id")
    assert f"antrean verify-log --expect uji:{seq}:{head}" in body.get_content().replace("\n", " ")
    assert "Rekap Senin, 23 November 2026 terlampir." in body.get_content()
    (sheet,) = attached(letter).values()
    assert f"antrean verify-log --expect uji:{seq}:{head}" in sheets.text_of(sheet)


def test_a_day_goes_out_once_in_the_evening_and_one_without_anything_not(office: Office) -> None:
    look_once = looker(office, [])
    office.issue()

    found = [look_once()]
    office.clock.set_local(EVENING)
    found += [look_once(), look_once()]
    office.clock.tick(days=1)  # the night has expired the ticket
    found += [look_once()]
    office.clock.tick(days=1)
    found += [look_once()]

    first, second = "rekap-uji-2026-11-23.pdf", "rekap-uji-2026-11-24.pdf"
    assert found == [[], [first], [first], [first, second], [first, second]]


def test_what_the_evening_missed_goes_out_when_the_server_is_back(office: Office) -> None:
    look_once = looker(office, [])
    office.issue()
    office.clock.set_local(EVENING)
    look_once()
    for day in ("2026-11-24 09:00:00", "2026-11-25 09:00:00"):  # off in the evenings
        office.clock.set_local(day)
        office.issue()

    office.clock.set_local("2026-11-26 07:30:00")

    assert look_once() == [f"rekap-uji-2026-11-{day}.pdf" for day in (23, 24, 25)]


def test_who_begins_to_send_gets_the_last_day_and_not_the_years_before(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)
    office.issue()
    office.clock.set_local("2026-11-24 18:00:00")

    assert looker(office, [])() == ["rekap-uji-2026-11-24.pdf"]


def test_a_time_before_noon_is_the_next_morning(office: Office) -> None:
    zone = "Asia/Jakarta"
    office.clock.set_local("2026-11-24 05:59:00")
    early = recap_copies.last_due(office.clock(), zone, at=time(6))
    office.clock.set_local("2026-11-24 06:00:00")

    assert (early, recap_copies.last_due(office.clock(), zone, at=time(6))) == (date(2026, 11, 22), date(2026, 11, 23))


def test_what_could_not_be_sent_is_told_and_sent_later_and_the_office_goes_on(office: Office) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    sent: list[str] = []
    answers = iter([OSError("the line is down"), None])

    def post(parcel: Parcel) -> None:
        if fault := next(answers):
            raise fault
        sent.append(parcel.file_name)

    look(office, mail=post)
    look(office, mail=post)  # too soon
    (trouble,) = recap_copies.troubles(office.desk, office.desk.office(office.office_id))
    office.clock.tick(minutes=10)
    look(office, mail=post)

    assert (trouble.way, trouble.state, trouble.fault) == ("mail", CopyState.FAILED, "the line is down")
    assert sent == ["rekap-uji-2026-11-23.pdf"]
    assert recap_copies.troubles(office.desk, office.desk.office(office.office_id)) == []


def test_of_two_programs_one_sends(office: Office) -> None:
    office.issue()
    claims = [recap_copies.claim(office.desk, office.office_id, date(2026, 11, 23), "mail") for _ in range(2)]

    assert claims == [True, False]


def test_a_letter_under_way_when_the_power_went_is_not_sent_twice_but_told(office: Office) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    recap_copies.claim(office.desk, office.office_id, date(2026, 11, 23), "mail")
    office.clock.tick(hours=1)

    assert looker(office, [])() == []
    told = recap_copies.troubles(office.desk, office.desk.office(office.office_id))
    assert [(each.way, each.state) for each in told] == [("mail", CopyState.SENDING)]


def test_a_file_under_way_when_the_power_went_is_written_again(office: Office, tmp_path: Path) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    recap_copies.claim(office.desk, office.office_id, date(2026, 11, 23), "folder")
    office.clock.tick(hours=1)

    look(office, folder=lambda parcel: put_into(tmp_path / "rekap", parcel.file_name, parcel.pdf))

    assert [path.name for path in (tmp_path / "rekap").iterdir()] == ["rekap-uji-2026-11-23.pdf"]


def test_the_folder_gets_each_day_and_what_lies_there_stays(office: Office, tmp_path: Path) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    folder = tmp_path / "rekap"
    post = recap_post(replace(Config(), recap=Recap(folder=str(folder))), office.desk)
    DayWatch(office.desk, note_days=30, post=post).look()
    (file,) = folder.iterdir()
    before = file.read_bytes()

    put_into(folder, file.name, b"another")

    assert (file.name, file.read_bytes(), len(sheets.pages(before))) == ("rekap-uji-2026-11-23.pdf", before, 1)
    assert [path.name for path in folder.iterdir()] == [file.name]


def test_a_folder_that_is_away_stops_nothing_and_the_mail_still_goes(office: Office, tmp_path: Path) -> None:
    office.issue()
    office.clock.set_local(EVENING)
    sent: list[str] = []
    away = tmp_path / "share" / "rekap"

    look(
        office,
        folder=lambda parcel: put_into(away, parcel.file_name, parcel.pdf),
        mail=lambda parcel: sent.append(parcel.file_name),
    )

    assert sent == ["rekap-uji-2026-11-23.pdf"]
    assert office.rows(RecapCopy.state) == [CopyState.FAILED, CopyState.DONE]


def test_where_nothing_is_set_up_nothing_is_sent(office: Office) -> None:
    assert recap_post(Config(), office.desk) is None
