"""What is closed is read by its key alone, and what is marked is known again by its key alone."""

from __future__ import annotations

import pytest

from queue_app.domain.log.seal_errors import SealBroken
from queue_app.store.sealing import NONCE_BYTES, Seal


def test_what_was_closed_is_read_again_by_the_same_key() -> None:
    assert Seal("key").open(Seal("key").close("Ibu Sari, 0812")) == "Ibu Sari, 0812"


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        Seal("another").open(Seal("key").close("Ibu Sari"))


@pytest.mark.parametrize("place", [0, NONCE_BYTES, -1])
def test_a_changed_byte_is_seen(place: int) -> None:
    closed = bytearray(Seal("key").close("Ibu Sari"))
    closed[place] ^= 1

    with pytest.raises(SealBroken):
        Seal("key").open(bytes(closed))


def test_too_short_a_piece_is_broken_too() -> None:
    with pytest.raises(SealBroken):
        Seal("key").open(b"short")


def test_equal_texts_are_closed_to_unlike_bytes() -> None:
    seal = Seal("key")

    assert seal.close("the same") != seal.close("the same")


def test_a_secret_is_known_again_for_its_purpose_alone() -> None:
    seal = Seal("key")

    assert seal.mark("skm", "token") == Seal("key").mark("skm", "token")
    assert len({seal.mark("skm", "token"), seal.mark("quick", "token"), Seal("other").mark("skm", "token")}) == 3
