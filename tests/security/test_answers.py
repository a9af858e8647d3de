"""docs/security.md answers every requirement, and each proof that it names is a test of ours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.web.frame.limits import PER_MIN, PROGRAM, STRANGER

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LIST = Path(__file__).with_name("asvs-5.0.txt").read_text(encoding="utf-8")
ANSWERS = {"yes", "part", "no", "n/a"}
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]*) \| (.*) \| ([^|]*) \|$", re.MULTILINE)


class Row(NamedTuple):
    number: str
    answer: str
    why: str
    proof: str


def rows() -> list[Row]:
    return [Row(*found) for found in ROW.findall(PAGE)]


def required() -> list[str]:
    """Every requirement of levels 1 and 2, in the order of the standard."""
    spans = re.findall(r"^V(\d+\.\d+) (\d+)-(\d+)$", LIST, re.MULTILINE)
    return [f"{section}.{number}" for section, first, last in spans for number in range(int(first), int(last) + 1)]


@cache
def proofs_in(path: str) -> set[str]:
    file = ROOT / path
    return (
        set(re.findall(r"^def (test_\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE))
        if file.exists()
        else set()
    )


def test_the_list_is_as_long_as_the_standard() -> None:
    assert len(required()) == 253  # 70 of level 1 and 183 of level 2


def test_every_requirement_is_answered_once_and_in_order() -> None:
    assert [row.number for row in rows()] == required()


def test_every_answer_is_one_of_four_and_says_how_or_why() -> None:
    assert [row.number for row in rows() if row.answer not in ANSWERS or not row.why.strip()] == []


def test_every_proof_is_a_test_of_ours() -> None:
    proofs = [
        (row.number, re.fullmatch(r"`(tests/[\w/]+\.py)::(test_\w+)`", row.proof))
        for row in rows()
        if row.proof.strip()
    ]

    assert len(proofs) > 100
    assert [number for number, proof in proofs if proof is None or proof[2] not in proofs_in(proof[1])] == []


def test_what_is_not_there_and_what_is_missing_claims_no_proof_of_being_whole() -> None:
    assert [row.number for row in rows() if row.answer == "n/a" and row.proof.strip()] == []


def test_the_table_of_limits_is_that_of_the_program() -> None:
    told = {
        line.split(" | ")[0].removeprefix("| "): line.split(" | ")[1]
        for line in PAGE.splitlines()
        if "| address |" in line
    }
    people = [line for line in PAGE.splitlines() if line.endswith("| person |")]

    assert told == {
        "a stranger": f"{PER_MIN[STRANGER]:,}",
        "a program with a token": f"{PER_MIN[PROGRAM]}",
        "kiosks, displays, printers; survey tablets": f"{PER_MIN[DeviceKind.KIOSK]:,}; {PER_MIN[DeviceKind.SURVEY]}",
    }
    assert [str(PER_MIN[Role.OFFICER]) in people[0], str(PER_MIN[Role.INSPECTOR]) in people[1]] == [True, True]
