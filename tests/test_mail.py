"""The head of the log goes out by mail once a day, to whoever keeps it outside of the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from queue_app import mail
from queue_app.config import Mail
from queue_app.daily import DayWatch
from queue_app.store.log import chain
from tests.offices import Office
from tests.servers.mailbox import Mailbox

PostOffice = Callable[[str, str], None]


def watch(office: Office, post: PostOffice) -> DayWatch:
    return DayWatch(office.desk, note_days=30, post=post)


def settings(port: int) -> Mail:
    return Mail("127.0.0.1", port, "none", sender="antrean@uji.go.id", heads_to="arsip@kota.go.id, bpk@negara.go.id")


def test_the_keepers_get_the_head_and_the_command_that_holds_the_log_against_it(office: Office) -> None:
    office.issue()
    with office.desk.reading() as connection:
        seq, head = chain.verify(connection, office.office_id)

    with Mailbox() as mailbox:
        watch(office, partial(mail.send, settings(mailbox.port))).look()

    (letter,) = mailbox.letters
    assert (letter["To"], letter["From"]) == ("arsip@kota.go.id, bpk@negara.go.id", "antrean@uji.go.id")
    assert f"antrean verify-log --expect uji:{seq}:{head}" in letter.get_content().replace("\n", " ")


def test_one_letter_a_day_and_none_where_nothing_happened(office: Office) -> None:
    sent: list[str] = []

    def look() -> int:
        watch(office, lambda subject, _text: sent.append(subject)).look()  # a worker that was just started
        return len(sent)

    office.issue()
    counts = [look(), look()]
    office.clock.tick(days=1)
    counts += [look()]  # the night has expired the ticket
    office.clock.tick(days=1)
    counts += [look()]

    assert counts == [1, 1, 2, 2]


def test_what_could_not_be_sent_is_sent_later_and_the_office_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.issue()
    monkeypatch.setattr("queue_app.daily.POST_AGAIN_S", 0)
    sent: list[str] = []
    answers = iter([OSError("the line is down"), None])

    def post(subject: str, _text: str) -> None:
        if fault := next(answers):
            raise fault
        sent.append(subject)

    one = watch(office, post)
    for _ in range(3):
        one.look()

    assert len(sent) == 1
