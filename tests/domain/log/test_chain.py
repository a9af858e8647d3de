from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from queue_app.domain.log.chain import ROOT, Link, canonical, link_hash, verify
from queue_app.domain.log.errors import BrokenLog

OFFICE = 7


def make_chain(length: int) -> list[Link]:
    links: list[Link] = []
    previous = ROOT
    for seq in range(1, length + 1):
        at, data = f"2026-11-23T01:00:{seq:02d}.000000+00:00", canonical({"leg_id": seq})
        previous = link_hash(previous, OFFICE, seq, at=at, kind="ticket.called", data=data)
        links.append(Link(seq, at, "ticket.called", data, previous))
    return links


CHAIN = make_chain(5)
HEAD = CHAIN[-1].hash


def fault_of(links: list[Link], *, head_seq: int = 5, head_hash: str = HEAD, office: int = OFFICE) -> dict[str, object]:
    with pytest.raises(BrokenLog) as found:
        verify(office, links, head_seq=head_seq, head_hash=head_hash)
    return found.value.data


def test_a_sound_chain_answers_its_head() -> None:
    assert verify(OFFICE, CHAIN, head_seq=5, head_hash=HEAD) == HEAD


def test_an_office_without_events_is_sound() -> None:
    assert verify(OFFICE, [], head_seq=0, head_hash=ROOT) == ROOT


@pytest.mark.parametrize(
    "change",
    [{"data": canonical({"leg_id": 99})}, {"at": "2026-11-23T01:00:03.000001+00:00"}, {"kind": "ticket.recalled"}],
    ids=["its facts", "its time", "its kind"],
)
def test_a_changed_event_is_named(change: dict[str, Any]) -> None:
    links = [*CHAIN[:2], replace(CHAIN[2], **change), *CHAIN[3:]]

    assert fault_of(links) == {"office": OFFICE, "seq": 3, "fault": "changed"}


def test_a_changed_event_with_a_hash_made_anew_is_found_at_the_next() -> None:
    forged = replace(CHAIN[2], data=canonical({"leg_id": 99}))
    forged = replace(forged, hash=link_hash(CHAIN[1].hash, OFFICE, 3, at=forged.at, kind=forged.kind, data=forged.data))

    assert fault_of([*CHAIN[:2], forged, *CHAIN[3:]]) == {"office": OFFICE, "seq": 4, "fault": "changed"}


@pytest.mark.parametrize("missing", [1, 3])
def test_a_missing_event_is_named(missing: int) -> None:
    links = [link for link in CHAIN if link.seq != missing]

    assert fault_of(links) == {"office": OFFICE, "seq": missing, "fault": "missing"}


def test_events_cut_off_at_the_end_are_missing_from_the_first_of_them() -> None:
    assert fault_of(CHAIN[:3]) == {"office": OFFICE, "seq": 4, "fault": "missing"}
    assert fault_of([]) == {"office": OFFICE, "seq": 1, "fault": "missing"}


def test_two_events_in_each_other_s_place_are_found() -> None:
    swapped = [CHAIN[0], replace(CHAIN[2], seq=2), replace(CHAIN[1], seq=3), *CHAIN[3:]]

    assert fault_of(swapped) == {"office": OFFICE, "seq": 2, "fault": "changed"}


def test_an_event_told_twice_is_found() -> None:
    assert fault_of([*CHAIN[:2], CHAIN[1], *CHAIN[2:]]) == {"office": OFFICE, "seq": 3, "fault": "missing"}


def test_a_head_that_was_set_back_is_found() -> None:
    assert fault_of(CHAIN, head_seq=4, head_hash=CHAIN[3].hash)["seq"] == 5


def test_a_head_with_another_hash_is_found() -> None:
    assert fault_of(CHAIN, head_hash=CHAIN[3].hash) == {"office": OFFICE, "seq": 5, "fault": "changed"}


def test_a_chain_of_another_office_does_not_fit() -> None:
    assert fault_of(CHAIN, office=8) == {"office": 8, "seq": 1, "fault": "changed"}


def test_the_hash_is_the_one_that_stands_in_every_log_already_written() -> None:
    expected = hashlib.sha256(f"{ROOT}\n7\n1\nT\nticket.called\n{{}}".encode()).hexdigest()

    assert link_hash(ROOT, 7, 1, at="T", kind="ticket.called", data="{}") == expected


def test_the_same_facts_are_written_the_same_way_whatever_their_order() -> None:
    assert canonical({"b": 2, "a": "é", "c": None}) == canonical({"c": None, "a": "é", "b": 2})
    assert canonical({"b": 2, "a": "é", "c": True}) == '{"a":"\\u00e9","b":2,"c":true}'
