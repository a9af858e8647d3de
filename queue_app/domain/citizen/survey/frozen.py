"""What is published of a period: the figures as they were, with the answers that they can be computed from again.

The answers are kept as the sheet of the annex has them, a row per set, without day, service, officer or channel, and in
the order of their values: no row tells whose it is, nor which came first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from queue_app.domain.citizen.survey.ikm import Ikm, Weight, ikm
from queue_app.domain.citizen.survey.skm_2017 import UNSUR

NOT_ANSWERED = "-"


@dataclass(frozen=True, slots=True)
class FrozenService:
    """ikm, grade: as printed; "" where too few answered to show them."""

    name_id: str
    name_en: str
    n: int
    ikm: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """weight: a value of ikm.Weight. rows: as rows_of answers. invited: visits that were asked.

    channels: value of Channel -> answer sets. respondents: field of Respondent -> code -> how many said so.
    """

    office: str
    period: str
    weight: str
    rows: Sequence[str]
    invited: int
    channels: Mapping[str, int]
    own_device: int
    respondents: Mapping[str, Mapping[str, int]]
    services: Sequence[FrozenService]


def rows_of(values: Iterable[Mapping[str, int]], codes: Sequence[str] = UNSUR) -> list[str]:
    """Each answer set as one sign per unsur, in the order of the list: 34-433242. Sorted; empty sets are left out."""
    return sorted("".join(str(each.get(code, NOT_ANSWERED)) for code in codes) for each in values if each)


def values_of(rows: Iterable[str], codes: Sequence[str] = UNSUR) -> list[dict[str, int]]:
    """The answer sets of the rows."""
    return [
        {code: int(sign) for code, sign in zip(codes, row, strict=True) if sign != NOT_ANSWERED} for row in rows
    ]  # fmt: skip


def recount(frozen: Frozen) -> Ikm | None:
    """The index, computed anew from the frozen answers: what is published is always this."""
    population = frozen.invited if frozen.invited > len(frozen.rows) else None
    return ikm(values_of(frozen.rows), Weight(frozen.weight), population=population)


def canonical(frozen: Frozen) -> str:
    """JSON with its keys in order: what is kept, and what the digest is of."""
    return msgspec.json.encode(frozen, order="sorted").decode()


def digest(text: str) -> str:
    """SHA-256 of the kept text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Frozen:
    """The figures of the kept text."""
    return msgspec.json.decode(text, type=Frozen)
