"""Facts as they are kept: those of one officer and one day in one row, some forty bytes each.

A column for each field would cost four times the room and ten times the reading, and nobody asks for single fields.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

import msgspec

from queue_app.domain.evidence.facts import CaseFact, DeskFact

NOBODY = 0
# Each with its place among all of its day, so that they come back in their order.
_CASES = msgspec.msgpack.Decoder(list[tuple[int, CaseFact]])
_DESKS = msgspec.msgpack.Decoder(list[tuple[int, DeskFact]])
_ENCODER = msgspec.msgpack.Encoder()


def packed(facts: Iterable[CaseFact | DeskFact]) -> dict[int, bytes]:
    """The rows of one day's cases or desk sessions, by officer; those whom nobody had under NOBODY."""
    found: defaultdict[int, list[tuple[int, CaseFact | DeskFact]]] = defaultdict(list)
    for place, each in enumerate(facts):
        found[each.officer_id or NOBODY].append((place, each))
    return {officer_id: zlib.compress(_ENCODER.encode(each), 1) for officer_id, each in found.items()}


def cases_with_places(row: bytes) -> list[tuple[int, CaseFact]]:
    """The cases of one officer and day. Raises zlib.error, msgspec.MsgspecError for what is no such row."""
    return _CASES.decode(zlib.decompress(row))


def desks_with_places(row: bytes) -> list[tuple[int, DeskFact]]:
    """The desk sessions of one officer and day. Raises as cases_with_places."""
    return _DESKS.decode(zlib.decompress(row))


def cases(rows: Iterable[bytes]) -> list[CaseFact]:
    """The cases in rows of one day, in their order."""
    found = [each for row in rows for each in cases_with_places(row)]
    return [each for _place, each in sorted(found, key=itemgetter(0))]


def desks(rows: Iterable[bytes]) -> list[DeskFact]:
    """The same of desk sessions."""
    found = [each for row in rows for each in desks_with_places(row)]
    return [each for _place, each in sorted(found, key=itemgetter(0))]
