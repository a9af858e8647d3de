"""A real receiver over HTTP is told what happens: each message once it was taken, those of a ticket in order."""

from __future__ import annotations

from datetime import timedelta

from queue_app.actions.office.hooks import setting
from queue_app.domain.log.events import HookAdded, HookPaused, HookResumed
from queue_app.live.hooks import Hooks
from tests.hooked import hooked
from tests.offices import Office

VISIT = [("ticket.issued", "A001"), ("ticket.called", "A001"), ("ticket.started", "A001"), ("ticket.finished", "A001")]


def test_a_visit_is_told_in_order_signed_and_without_a_person(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        office.open_counter()
        office.served()
        hook.tell()

        assert hook.receiver.told() == VISIT
        assert all(each.is_signed_with(hook.secret) for each in hook.receiver.taken)
        called = hook.receiver.taken[1].data
        assert called["ticket"] | {"id": 0, "day": ""} == {
            "id": 0, "number": "A001", "series": "A", "service": "KTP", "day": "", "state": "called", "counter": 1,
        }  # fmt: skip


def test_what_was_taken_is_not_told_again(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        hook.tell()
        hook.tell()

        assert [each.id.rpartition(":")[0] for each in hook.receiver.heard] == [f"uji:{hook.row().told_seq}"]


def test_only_the_kinds_that_were_chosen_are_told(office: Office) -> None:
    with hooked(office, told=["ticket.finished"]) as hook:
        office.issue()
        office.open_counter()
        office.served()
        hook.tell()

        assert hook.receiver.told() == VISIT[-1:]


def test_what_happened_before_it_was_added_is_not_told(office: Office) -> None:
    office.issue()
    with hooked(office) as hook:
        office.issue()
        hook.tell()

        assert hook.receiver.told() == [("ticket.issued", "A002")]


def test_a_receiver_that_is_away_is_told_all_of_it_in_order_once_it_is_back(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer = lambda _heard: 503
        office.issue()
        office.open_counter()
        office.served()
        hook.tell()
        hook.tell()  # before the wait is over nothing is tried
        tried = len(hook.receiver.heard)
        hook.receiver.answer = lambda _heard: 200
        office.clock.tick(minutes=5)
        hook.tell()

        assert (tried, hook.receiver.told(), hook.row().failures, hook.held()) == (1, VISIT, 0, 0)
        assert hook.receiver.heard[0].id == hook.receiver.heard[1].id


def test_what_one_ticket_is_refused_for_holds_up_that_ticket_alone(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer = lambda heard: 422 if (heard.kind, heard.number) == VISIT[0] else 200
        office.issue()
        office.issue()
        office.open_counter()
        office.served()
        hook.tell()
        others = hook.receiver.told()
        hook.receiver.answer = lambda _heard: 200
        office.clock.tick(minutes=5)
        hook.tell()

        assert others == [("ticket.issued", "A002")]
        assert hook.receiver.told() == [("ticket.issued", "A002"), *VISIT]
        assert (hook.held(), hook.row().failing_since) == (0, None)


def test_a_receiver_that_takes_nothing_is_left_alone_after_some_tries(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer = lambda _heard: 500
        for _ in range(20):
            office.issue()
        hook.tell()

        assert (len(hook.receiver.heard), hook.held(), hook.row().failures) == (6, 6, 6)
        assert hook.row().next_at is not None


def test_after_a_day_of_silence_it_is_paused_and_somebody_is_told(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer = lambda _heard: 503
        office.issue()
        for _ in range(27):
            hook.tell()
            office.clock.tick(hours=1)
        hook.receiver.answer = lambda _heard: 200
        hook.tell()

        assert (hook.row().paused_why, hook.receiver.told(), len(hook.letters)) == ("silent", [], 1)
        assert HookPaused(hook_id=hook.id, why="silent") in office.events()
        setting.resume(office.desk, 1, hook.id, by=office.officers["tini"])
        hook.tell()
        assert hook.receiver.told() == VISIT[:1]


def test_gone_ends_it_at_once(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer = lambda _heard: 410
        office.issue()
        office.issue()
        hook.tell()
        office.clock.tick(hours=1)
        hook.tell()

        assert (len(hook.receiver.heard), hook.row().paused_why, len(hook.letters)) == (1, "gone", 1)


def test_what_was_refused_for_a_day_pauses_it_and_may_be_left_out(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        first = office.founded + len(office.events())
        hook.receiver.answer = lambda heard: 400 if heard.data["seq"] == first else 200
        for _ in range(27):
            hook.tell()
            office.clock.tick(hours=1)
        other = office.issue().ticket_id
        why = hook.row().paused_why
        setting.resume_without_held(office.desk, 1, hook.id, by=office.officers["tini"])
        hook.tell()

        assert (why, [each.data["ticket"]["id"] for each in hook.receiver.taken]) == ("refused", [other])


def test_a_receiver_says_how_long_it_wants_to_be_left_alone(office: Office) -> None:
    with hooked(office) as hook:
        hook.receiver.answer, hook.receiver.headers = lambda _heard: 429, {"Retry-After": "600"}
        office.issue()
        hook.tell()

        assert hook.row().next_at == office.clock.now + timedelta(minutes=10)


def test_a_paused_hook_is_told_nothing_and_then_all(office: Office) -> None:
    admin = office.officers["tini"]
    with hooked(office) as hook:
        setting.pause(office.desk, 1, hook.id, by=admin)
        office.issue()
        hook.tell()
        before = hook.receiver.told()
        setting.resume(office.desk, 1, hook.id, by=admin)
        hook.tell()

        assert (before, hook.receiver.told()) == ([], VISIT[:1])


def test_it_is_told_again_from_a_number_on_under_the_same_ids(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        office.issue()
        hook.tell()
        first = [each.id for each in hook.receiver.taken]
        seq = hook.receiver.taken[0].data["seq"]
        setting.tell_from(office.desk, 1, hook.id, seq, by=office.officers["tini"])
        hook.tell()

        assert [each.id for each in hook.receiver.taken] == first * 2
        assert HookResumed(hook_id=hook.id, from_seq=seq - 1, by_id=office.officers["tini"]) in office.events()


def test_while_a_secret_is_exchanged_both_are_good_for_a_day(office: Office) -> None:
    with hooked(office) as hook:
        new = setting.rotate(office.desk, 1, hook.id, by=office.officers["tini"])
        office.issue()
        hook.tell()
        office.clock.tick(hours=25)
        office.issue()
        hook.tell()

        good = [[each.is_signed_with(hook.secret), each.is_signed_with(new)] for each in hook.receiver.taken]
        assert good == [[True, True], [False, True]]


def test_a_test_message_goes_out_also_to_one_that_is_paused(office: Office) -> None:
    with hooked(office) as hook:
        setting.pause(office.desk, 1, hook.id, by=office.officers["tini"])
        setting.ask_test(office.desk, 1, hook.id)
        hook.tell()
        hook.tell()

        assert [(each.kind, each.is_signed_with(hook.secret)) for each in hook.receiver.heard] == [("hook.test", True)]
        assert [(each.seq, each.status, each.fault) for each in hook.deliveries()] == [(None, 200, None)]


def test_a_secret_that_is_closed_under_another_key_signs_nothing(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        office.desk.seal = type(office.desk.seal).fresh()
        hook.tell()

        assert (hook.receiver.heard, hook.row().paused_why) == ([], "sealed")


def test_its_secret_and_address_stand_nowhere_in_the_log_nor_open_in_its_row(office: Office) -> None:
    with hooked(office) as hook:
        added = next(each for each in office.events() if isinstance(each, HookAdded))
        key = hook.secret.removeprefix("whsec_")

        assert set(added.data()) == {"hook_id", "told", "by_id"}
        assert key.encode() not in hook.row().secret


def test_what_it_does_not_want_is_read_once(office: Office) -> None:
    with hooked(office, told=["survey.published"]) as hook:
        worker: Hooks = hook.worker()
        office.issue()
        hook.tell(worker)

        assert worker._all_told == {hook.id: office.founded + len(office.events())}
