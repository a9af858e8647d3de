"""From a draft to a locked letter: who does what when, what it does to the other's word, and what nothing undoes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from queue_app.actions.evidence import evaluations, openings, own_letter
from queue_app.actions.office import setup
from queue_app.domain.evidence import letter, periods
from queue_app.domain.evidence.cycle import State
from queue_app.domain.evidence.targets import Target
from queue_app.domain.log.cycle_errors import (
    LetterChanged,
    LetterLocked,
    NothingDone,
    NotThisStep,
    OwnLetter,
    PeriodNotOver,
    TermOver,
    TermRuns,
    TrialPeriod,
)
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.log import chain
from tests.evidence import Unit


def test_a_published_draft_holds_what_the_log_tells_and_where_it_ended(unit: Unit) -> None:
    with unit.office.desk.reading() as connection:
        seq = chain.head_seq(connection, unit.office.office_id)

    unit.publish()

    told = unit.letter()
    assert (told.state, told.version, told.log.seq) == ("published", 1, seq)
    assert (told.figures.volume, told.figures.desk.days, told.figures.ratio) == (3, 1, None)
    assert (told.published and told.published.by, told.officer.name) == ("Tini", "Wati")
    assert [each["kind"] for each in unit.told()] == ["evidence.published"]


def test_a_month_from_draft_to_lock(unit: Unit) -> None:
    unit.publish()
    own_letter.note(unit.office.desk, unit.whose, text="Printer rusak dua hari.")
    evaluations.feedback(unit.office.desk, unit.whose, text="Terima kasih.", by=unit.tini, seen=unit.seen())
    states = [unit.state()]
    own_letter.discuss(unit.office.desk, unit.whose, seen=unit.seen())
    states.append(unit.state())
    evaluations.discuss(unit.office.desk, unit.whose, by=unit.tini, seen=unit.seen())
    states.append(unit.state())

    unit.lock()

    assert [*states, unit.state()] == [State.PUBLISHED, State.HALF, State.DISCUSSED, State.LOCKED]
    told = unit.letter()
    assert told.note
    assert told.feedback
    assert told.locked
    assert (told.note.text, told.feedback.text, told.locked.by) == ("Printer rusak dua hari.", "Terima kasih.", "Tini")
    assert unit.told("evidence.locked")[0]["sha256"] == letter.sha256(unit.locked())


def test_no_words_of_people_are_in_the_log(unit: Unit) -> None:
    unit.publish()
    own_letter.note(unit.office.desk, unit.whose, text="Rahasia")
    unit.decide(unit.dispute(reason="Rahasia"), "refused", "Rahasia")

    assert "Rahasia" in str(unit.letter())
    assert "Rahasia" not in str(unit.told())


def test_an_accepted_dispute_of_a_record_leaves_it_out_of_the_times_of_the_next_draft(unit: Unit) -> None:
    unit.publish()
    record = unit.records()[1]

    unit.decide(unit.dispute(record.code))
    state = unit.state()
    unit.publish()

    assert (state, unit.state(), unit.letter().version) == (State.REVISED, State.PUBLISHED, 2)
    assert unit.letter().figures.left_out["supervisor"] == 1
    assert unit.letter().figures.volume == 3
    (told,) = unit.letter().disputes
    assert told.about
    assert (told.about.day, told.about.number, told.decision) == (record.day, "A002", "accepted")


def test_a_second_dispute_brings_a_left_out_record_back(unit: Unit) -> None:
    unit.publish()
    record = unit.records()[1].code
    unit.decide(unit.dispute(record))
    unit.publish()

    unit.decide(unit.dispute(record, "Waktunya benar."))
    unit.publish()

    assert "supervisor" not in unit.letter().figures.left_out


def test_a_refused_dispute_needs_a_reason_and_prints_with_it(unit: Unit) -> None:
    unit.publish()
    dispute_id = unit.dispute()
    with pytest.raises(BadInput):
        unit.decide(dispute_id, "refused")

    unit.decide(dispute_id, "refused", "Log menunjukkan jaringan hidup.")

    (told,) = unit.letter().disputes
    assert (told.about, told.decision, told.answer) == (None, "refused", "Log menunjukkan jaringan hidup.")
    assert unit.state() is State.PUBLISHED


def test_a_refusal_in_signs_that_nobody_sees_is_none(unit: Unit) -> None:
    unit.publish()
    dispute_id = unit.dispute()

    for answer in ("\u200b\ufeff", "\u202e\u2066", "\u3164", "\x01", " - "):
        with pytest.raises(BadInput):
            unit.decide(dispute_id, "refused", answer)


def test_words_hold_no_signs_that_hide_or_turn_them(unit: Unit) -> None:
    own_letter.note(unit.office.desk, unit.whose, text="Baik\u202e,\x01 kilab\u2069.\tDua\x00 \r\nbaris\u200b")

    assert unit.progress().report.note == "Baik, kilab. Dua\nbaris"


def test_one_record_is_disputed_once_however_its_name_is_written(unit: Unit) -> None:
    unit.publish()
    record = unit.records()[0]
    dispute_id = unit.dispute(record.code)

    for ticket in (f"0{record.ticket_id}", f"+{record.ticket_id}", "0" * 70 + str(record.ticket_id)):
        assert unit.dispute(f"{record.day:%Y%m%d}_{ticket}_{record.service_id}") == dispute_id


def test_a_dispute_takes_back_both_words_and_keeps_the_lock_away(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()
    unit.dispute()

    with pytest.raises(NotThisStep):
        unit.lock()

    assert unit.state() is State.DISPUTED


def test_what_one_writes_takes_back_the_others_word(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()

    own_letter.note(unit.office.desk, unit.whose, text="Satu hal lagi.")
    after_note = unit.letter()
    evaluations.discuss(unit.office.desk, unit.whose, by=unit.tini, seen=unit.seen())
    evaluations.feedback(unit.office.desk, unit.whose, text="Baik.", by=unit.tini, seen=unit.seen())

    assert (after_note.officer_discussed is None, after_note.supervisor_discussed is None) == (False, True)
    assert (unit.letter().officer_discussed is None, unit.letter().supervisor_discussed is None) == (True, False)


def test_disputes_end_14_days_after_the_officer_opened_the_draft(unit: Unit) -> None:
    unit.publish()
    unit.office.clock.tick(minutes=3 * 24 * 60)
    own_letter.receive(unit.office.desk, unit.whose, unit.progress().report)
    received = unit.letter().dispute_until

    unit.office.clock.tick(minutes=14 * 24 * 60)
    unit.dispute("", "Hari terakhir.")
    unit.office.clock.tick(minutes=24 * 60)
    with pytest.raises(TermOver):
        unit.dispute(unit.records()[0].code)

    assert received == unit.office.clock.now.date() - timedelta(days=1)


def test_a_report_is_locked_without_the_officer_only_after_the_term_and_with_a_reason(unit: Unit) -> None:
    unit.publish()
    with pytest.raises(TermRuns):
        unit.lock("cuti")
    unit.office.clock.tick(minutes=15 * 24 * 60)
    with pytest.raises(NotThisStep):
        unit.lock()

    unit.lock("cuti")

    assert (unit.letter().lock_reason, unit.letter().officer_discussed) == ("cuti", None)


def test_nothing_is_done_to_a_locked_report(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()
    seen = unit.seen()
    unit.lock()
    content = unit.locked()

    steps: list[Callable[[], None]] = [
        lambda: own_letter.note(unit.office.desk, unit.whose, text="x"),
        lambda: own_letter.set_targets(unit.office.desk, unit.whose, [Target("p", "waktu", "i", "t")]),
        lambda: own_letter.dispute(unit.office.desk, unit.whose, about="", reason="x"),
        lambda: evaluations.feedback(unit.office.desk, unit.whose, text="x", by=unit.tini, seen=seen),
        lambda: evaluations.publish(unit.office.desk, unit.whose, by=unit.tini, seen=unit.seen()),
    ]
    for step in steps:
        with pytest.raises(LetterLocked):
            step()

    assert unit.locked() == content


def test_pressing_twice_does_it_once(unit: Unit) -> None:
    desk, whose, tini = unit.office.desk, unit.whose, unit.tini
    seen = unit.seen()
    for _ in range(2):
        evaluations.publish(desk, whose, by=tini, seen=seen)
    dispute_id = unit.dispute()
    assert unit.dispute() == dispute_id
    for _ in range(2):
        unit.decide(dispute_id, "refused", "Tidak.")
    for _ in range(2):
        own_letter.note(desk, whose, text="Sama")
    seen = unit.seen()
    for _ in range(2):
        own_letter.discuss(desk, whose, seen=seen)
        evaluations.discuss(desk, whose, by=tini, seen=unit.seen())
    for _ in range(2):
        unit.lock()

    assert [each["kind"].removeprefix("evidence.") for each in unit.told()] == [
        "published", "disputed", "decided", "noted", "discussed", "discussed", "locked",
    ]  # fmt: skip


def test_of_two_supervisors_who_publish_at_once_one_reads_again(unit: Unit) -> None:
    seen = unit.seen()
    unit.publish()

    with pytest.raises(LetterChanged):
        evaluations.publish(unit.office.desk, unit.whose, by=unit.office.officers["sri"], seen=seen)

    assert unit.letter().version == 1


def test_nobody_locks_what_was_not_read(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()
    seen = unit.seen()
    own_letter.note(unit.office.desk, unit.whose, text="Baru")
    evaluations.discuss(unit.office.desk, unit.whose, by=unit.tini, seen=unit.seen())

    with pytest.raises(LetterChanged):
        evaluations.lock(unit.office.desk, unit.whose, by=unit.tini, seen=seen)


def test_nobody_evaluates_the_own_work(unit: Unit) -> None:
    own, tini = unit.of("tini"), unit.tini

    steps: list[Callable[[], None]] = [
        lambda: evaluations.publish(unit.office.desk, own, by=tini, seen=0),
        lambda: evaluations.feedback(unit.office.desk, own, text="x", by=tini, seen=0),
        lambda: evaluations.decide(unit.office.desk, own, dispute_id=1, decision="accepted", answer="", by=tini),
        lambda: evaluations.discuss(unit.office.desk, own, by=tini, seen=0),
        lambda: evaluations.lock(unit.office.desk, own, by=tini, seen=0),
    ]
    for step in steps:
        with pytest.raises(OwnLetter):
            step()


def test_no_report_of_a_running_period_of_the_trial_or_of_nobodys_work(unit: Unit) -> None:
    desk = unit.office.desk
    with pytest.raises(PeriodNotOver):
        evaluations.publish(desk, unit.of("wati", periods.read("2026-Q4")), by=unit.tini, seen=0)
    with pytest.raises(NothingDone):
        evaluations.publish(desk, unit.of("joko"), by=unit.tini, seen=0)
    setup.change(desk, unit.office.office_id, by=unit.tini, edit=lambda plan: replace(plan, evidence_from=None))
    with pytest.raises(TrialPeriod):
        unit.publish()


def test_another_officers_record_is_not_disputed(unit: Unit) -> None:
    unit.publish()
    theirs = unit.records()[0]

    with pytest.raises(NotFound):
        own_letter.dispute(unit.office.desk, unit.of("joko"), about=theirs.code, reason="x")
    with pytest.raises(NotFound):
        unit.dispute(theirs._replace(ticket_id=4711).code)


def test_targets_are_answered_from_the_log_where_it_can_answer(unit: Unit) -> None:
    rows = [
        Target("Terlayaninya pemohon", "kuantitas", "Layanan selesai", "100", "volume"),
        Target("Terlayaninya pemohon", "waktu", "Dalam standar", "90 %", "within"),
        Target("Tertibnya arsip", "kualitas", "Arsip lengkap", "100 %"),
        Target("", "waktu", "", ""),
    ]
    own_letter.set_targets(unit.office.desk, unit.whose, rows)
    unit.publish()

    told = [each.realised for each in unit.letter().targets]

    assert told == [
        letter.Realised(measure="volume", value=3), letter.Realised(measure="within", value=None, of=3), None,
    ]  # fmt: skip


def test_a_head_opens_a_report_for_a_reason_that_the_log_knows(unit: Unit) -> None:
    reader = unit.office.officers["lestari"]
    for _ in range(2):
        openings.open_letter(
            unit.office.desk, unit.whose, reader_id=reader, reason="keberatan", words="Surat 12 November"
        )

    (told,) = unit.told("evidence.opened")

    assert (told["by_id"], told["reason"], told["officer_id"]) == (reader, "keberatan", unit.whose.officer_id)
    assert "Surat" not in str(told)


def test_a_renamed_officer_keeps_the_name_in_the_locked_letter(unit: Unit) -> None:
    unit.publish()
    unit.both_discuss()
    unit.lock()
    setup.change(
        unit.office.desk, unit.office.office_id, by=unit.tini,
        edit=lambda plan: replace(plan, officers=[replace(each, name=f"{each.name} Baru") for each in plan.officers]),
    )  # fmt: skip

    assert unit.letter().officer.name == "Wati"
